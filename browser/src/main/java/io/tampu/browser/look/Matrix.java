package io.tampu.browser.look;

import io.tampu.browser.Chromium;
import io.tampu.browser.Device;
import io.tampu.browser.View;
import io.tampu.browser.checks.Axe;
import io.tampu.browser.checks.Focus;
import io.tampu.browser.checks.Overflow;
import io.tampu.browser.checks.RoomForText;
import io.tampu.browser.checks.SlowNetwork;
import io.tampu.browser.checks.States;
import io.tampu.browser.checks.Stillness;
import io.tampu.browser.checks.TargetSize;
import io.tampu.browser.checks.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks every page everything: in each language and theme what can differ between them, once what cannot. A browser profile for each
 * language visits all pages, and there the theme, the width and the person's wishes change under the page at hand, as they do in real
 * life. Weight and slowness are measured as with an empty cache.
 */
public final class Matrix {

    private static final int PHONE = 390;
    private static final int PHONE_HEIGHT = 844;
    private static final int DESK = 1280;
    private static final int DESK_HEIGHT = 900;

    private final Chromium chromium;
    private final List<Notes> notes;
    private final Map<Object, Weight> weights = new HashMap<>();
    private final Map<Object, Double> slowness = new HashMap<>();

    private Matrix(Chromium chromium, List<Sight> sights) {
        this.chromium = chromium;
        this.notes = sights.stream().map(Notes::new).toList();
    }

    /** What is noted of a page on the way. */
    private static final class Notes {
        private final Sight sight;
        private final Map<String, List<String>> violations = new LinkedHashMap<>();
        private final Set<String> practice = new LinkedHashSet<>();
        private final Map<String, List<String>> complaints = new LinkedHashMap<>();

        Notes(Sight sight) {
            this.sight = sight;
        }

        void add(String where, List<String> found) {
            found.forEach(each ->
                    complaints.computeIfAbsent(each, none -> new ArrayList<>()).add(where));
        }

        /** Each fault once, with where it was seen. */
        static List<String> sentences(Map<String, List<String>> faults) {
            return faults.entrySet().stream()
                    .map(fault ->
                            fault.getKey() + " (" + String.join(", ", new LinkedHashSet<>(fault.getValue())) + ")")
                    .toList();
        }
    }

    public static List<Seen> of(Chromium chromium, List<Sight> sights) {
        var matrix = new Matrix(chromium, sights);
        for (var tongue : Tongue.values()) {
            matrix.visitAll(tongue);
        }
        matrix.visitAllWithoutScriptAndPictures();
        try (var device = chromium.device(View.phone())) {
            return matrix.notes.stream()
                    .map(noted -> matrix.measure(device, noted))
                    .toList();
        }
    }

    private void visitAll(Tongue tongue) {
        try (var device = chromium.device(View.phone().in(tongue.browser()).inZone(tongue.zone()))) {
            for (var noted : notes) {
                show(device, noted, tongue);
                noted.sight.then().accept(device.page());
                look(device, noted, tongue);
                noted.add(tongue.code(), device.takeComplaints());
            }
        }
    }

    private void visitAllWithoutScriptAndPictures() {
        var where = "no script, no pictures";
        try (var device = chromium.device(View.phone().withoutScript().withoutPictures())) {
            for (var noted : notes) {
                show(device, noted, Tongue.ENGLISH);
                noted.add(where, isThere(device, noted.sight));
                noted.add(where, device.takeComplaints());
            }
        }
    }

    private static void show(Device device, Notes noted, Tongue tongue) {
        int status = device.show(noted.sight.pass(), noted.sight.in(tongue));
        if (status != noted.sight.status()) {
            noted.add(tongue.code(), List.of("answered with status " + status));
        }
    }

    private static void look(Device device, Notes noted, Tongue tongue) {
        var page = device.page();
        var where = tongue.code();
        if (tongue == Tongue.ENGLISH) {
            noted.add("keys", Focus.in(page));
        }
        noted.add(where, Overflow.in(page));
        noted.add(where, TargetSize.in(page, noted.sight.primary()));
        if (tongue == Tongue.SPANISH) { // Its words are the longest.
            noted.add(where, RoomForText.in(page));
        }
        axe(Axe.in(page), noted, where + " light");
        device.wish(device.view().dark(true));
        axe(tongue == Tongue.ENGLISH ? Axe.in(page) : Axe.ofColors(page), noted, where + " dark");
        device.wish(device.view());
        if (tongue == Tongue.ENGLISH) {
            page.setViewportSize(DESK, DESK_HEIGHT);
            axe(Axe.in(page), noted, where + " light " + DESK);
            page.setViewportSize(PHONE, PHONE_HEIGHT);
            device.wish(device.view().withForcedColors());
            noted.add("own colours", States.in(page));
            device.wish(device.view().withStillness());
            noted.add("stillness", Stillness.in(page));
            device.wish(device.view());
        }
    }

    private static void axe(Axe.Found found, Notes noted, String where) {
        found.violations()
                .forEach(each -> noted.violations
                        .computeIfAbsent(each, none -> new ArrayList<>())
                        .add(where));
        noted.practice.addAll(found.practice());
    }

    private Seen measure(Device device, Notes noted) {
        var sight = noted.sight;
        // Of the pages that are reached from one page, that one page's figures.
        var weight = weights.computeIfAbsent(
                List.of(sight.url(), sight.pass()),
                none -> Weight.of(device.with(sight.pass()).page(), sight.url()));
        var seconds = slowness.computeIfAbsent(
                List.of(sight.url(), sight.pass(), sight.primary()),
                none -> SlowNetwork.secondsUntilUsable(device.with(sight.pass()).page(), sight.url(), sight.primary()));
        var faults = new ArrayList<>(Notes.sentences(noted.complaints));
        faults.addAll(Seen.tooMuch(weight, seconds));
        return new Seen(
                sight.name(), Notes.sentences(noted.violations), List.copyOf(noted.practice), weight, seconds, faults);
    }

    private static List<String> isThere(Device device, Sight sight) {
        return device.page().locator(sight.primary()).first().isVisible()
                ? List.of()
                : List.of("what the page is for (" + sight.primary() + ") is not there");
    }
}
