package io.tampu.sandbox.desk;

import static io.tampu.sandbox.web.Html.text;

import io.tampu.sandbox.clock.WorldClock;
import io.tampu.sandbox.phones.OwnedPackage;
import io.tampu.sandbox.phones.Phone;
import io.tampu.sandbox.phones.Phones;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The phones on the page: a card each, a page at a time. */
final class PhoneCards {

    private static final int PACKAGES_SHOWN = 4;

    private final WorldClock clock;
    private final Phones phones;

    PhoneCards(WorldClock clock, Phones phones) {
        this.clock = clock;
        this.phones = phones;
    }

    String section(String iccid, int from, int count, String more) {
        var shown = shown(iccid, from, count);
        var last = Math.min(phones.total(), from + count);
        var where = iccid.isEmpty()
                ? "%,d to %,d of %,d".formatted(Math.min(from + 1, phones.total()), last, phones.total())
                : "the eSIM asked for";
        var links = (from > 0 ? "<a href=\"/?from=" + Math.max(0, from - count) + "#phones\">Earlier</a> " : "")
                + (last < phones.total() ? "<a href=\"/?from=" + last + "#phones\">More</a>" : "");
        return """
                <section id="phones"><h2>Phones <span class="soft">%s</span></h2>
                <form class="short" method="get" action="/#phones"><label>Find by ICCID<input name="iccid" inputmode="numeric" pattern="[0-9]*" value="%s"></label><button class="plain">Find</button></form>
                <div class="grid">%s</div><p>%s</p>%s</section>
                """.formatted(
                        where,
                        text(iccid),
                        shown.isEmpty()
                                ? "<p class=\"soft\">There is no such eSIM.</p>"
                                : shown.stream().map(this::card).collect(Collectors.joining()),
                        links,
                        more);
    }

    private List<Phone> shown(String iccid, int from, int count) {
        if (!iccid.isEmpty()) {
            return phones.find(iccid).stream().toList();
        }
        return IntStream.range(from, (int) Math.min(phones.total(), (long) from + count))
                .mapToObj(phones::phone)
                .toList();
    }

    private String card(Phone phone) {
        long now = clock.millis();
        phone.runUntil(now);
        var packages = phone.packages();
        var rows = packages.stream()
                .limit(PACKAGES_SHOWN)
                .map(owned -> row(owned, now))
                .collect(Collectors.joining());
        var hidden = packages.size() - PACKAGES_SHOWN;
        return """
                <article class="phone"><header><code>%s</code><span class="tag%s">%s</span></header>%s%s
                <form method="post" action="/world/phones/%s/use"><label>Use MB<input name="megabytes" type="number" min="1" value="100" inputmode="numeric"></label><button class="plain">Use</button></form></article>
                """.formatted(
                        phone.iccid(),
                        phone.isRecycled(now) ? " bad" : "",
                        phone.isRecycled(now) ? "recycled" : text(phone.kind().word()),
                        rows,
                        hidden > 0 ? "<p><small>and " + hidden + " earlier</small></p>" : "",
                        phone.iccid());
    }

    private static String row(OwnedPackage owned, long now) {
        var status = owned.status(now);
        var tag =
                switch (status) {
                    case "ACTIVE" -> "ok";
                    case "NOT_ACTIVE" -> "wait";
                    default -> "bad";
                };
        var word =
                switch (status) {
                    case "ACTIVE" -> "runs";
                    case "NOT_ACTIVE" -> "waits";
                    case "FINISHED" -> "no data left";
                    default -> "expired";
                };
        var plan = owned.plan();
        var meter = owned.isActive(now) && !plan.unlimited()
                ? "<meter min=\"0\" max=\"%d\" low=\"%d\" high=\"%d\" optimum=\"%d\" value=\"%d\">%d MB</meter>"
                        .formatted(
                                plan.megabytes(),
                                plan.megabytes() / 10,
                                plan.megabytes() / 4,
                                plan.megabytes(),
                                owned.leftMegabytes(),
                                owned.leftMegabytes())
                : "";
        return "<p class=\"row\"><span>%s</span><span class=\"tag %s\">%s</span></p>%s<small>%s</small>"
                .formatted(text(plan.title()), tag, word, meter, text(left(owned, now)));
    }

    private static String left(OwnedPackage owned, long now) {
        if (!owned.isActive(now)) {
            return owned.plan().id();
        }
        var days = Duration.ofMillis(owned.expiresAt() - now);
        var data = owned.plan().unlimited() ? "unlimited data" : owned.leftMegabytes() + " MB";
        return "%s and %d d %d h left".formatted(data, days.toDays(), days.toHoursPart());
    }
}
