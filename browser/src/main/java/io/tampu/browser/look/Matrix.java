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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Asks every page everything: in each language and theme what can differ between them, once what cannot. A browser profile for each
 * language and theme visits all pages; weight and slowness are measured with empty profiles.
 */
public final class Matrix {

    private static final int PHONE = 390;
    private static final int PHONE_HEIGHT = 844;
    private static final int DESK = 1280;
    private static final int DESK_HEIGHT = 900;

    private final Chromium chromium;
    private final List<Notes> notes;

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
            matrix.visitAll(tongue, false);
            matrix.visitAll(tongue, true);
        }
        return matrix.notes.stream().map(matrix::measure).toList();
    }

    private void visitAll(Tongue tongue, boolean dark) {
        var view = View.phone().in(tongue.browser()).inZone(tongue.zone()).dark(dark);
        try (var device = chromium.device(view)) {
            for (var noted : notes) {
                show(device, noted, tongue);
                look(device, noted, tongue.code() + (dark ? " dark" : " light"));
            }
        }
    }

    private static void show(Device device, Notes noted, Tongue tongue) {
        int status = device.show(noted.sight.cookies(), noted.sight.in(tongue));
        if (status != noted.sight.status()) {
            noted.add(tongue.code(), List.of("answered with status " + status));
        }
    }

    private static void look(Device device, Notes noted, String where) {
        var page = device.page();
        noted.add(where, Overflow.in(page));
        noted.add(where, TargetSize.in(page, noted.sight.primary()));
        noted.add(where, RoomForText.in(page));
        axe(device, noted, where + " " + PHONE);
        page.setViewportSize(DESK, DESK_HEIGHT);
        axe(device, noted, where + " " + DESK);
        page.setViewportSize(PHONE, PHONE_HEIGHT);
        noted.add(where, device.takeComplaints());
    }

    private static void axe(Device device, Notes noted, String where) {
        var found = Axe.in(device.page());
        found.violations()
                .forEach(each -> noted.violations
                        .computeIfAbsent(each, none -> new ArrayList<>())
                        .add(where));
        noted.practice.addAll(found.practice());
    }

    private Seen measure(Notes noted) {
        var sight = noted.sight;
        var phone = View.phone();
        with(phone, noted, "keys", device -> Focus.in(device.page()));
        with(phone.withForcedColors(), noted, "own colours", device -> States.in(device.page()));
        with(phone.withStillness(), noted, "stillness", device -> Stillness.in(device.page()));
        with(
                phone.withoutScript().withoutPictures(),
                noted,
                "no script, no pictures",
                device -> isThere(device, sight));
        Weight weight;
        double seconds;
        try (var device = chromium.device(phone)) {
            device.context().addCookies(sight.cookies());
            weight = Weight.of(device.page(), sight.url());
        }
        try (var device = chromium.device(phone)) {
            device.context().addCookies(sight.cookies());
            seconds = SlowNetwork.secondsUntilUsable(device.page(), sight.url(), sight.primary());
        }
        var faults = new ArrayList<>(Notes.sentences(noted.complaints));
        faults.addAll(Seen.tooMuch(weight, seconds));
        return new Seen(
                sight.name(), Notes.sentences(noted.violations), List.copyOf(noted.practice), weight, seconds, faults);
    }

    private void with(View view, Notes noted, String where, Function<Device, List<String>> look) {
        try (var device = chromium.device(view)) {
            show(device, noted, Tongue.ENGLISH);
            noted.add(where, look.apply(device));
            noted.add(where, device.takeComplaints());
        }
    }

    private static List<String> isThere(Device device, Sight sight) {
        return device.page().locator(sight.primary()).first().isVisible()
                ? List.of()
                : List.of("what the page is for (" + sight.primary() + ") is not there");
    }
}
