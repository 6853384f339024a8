package io.tampu.sandbox.desk;

import static io.tampu.sandbox.web.Html.text;

import io.tampu.sandbox.clock.WorldClock;
import io.tampu.sandbox.faults.FaultNames;
import io.tampu.sandbox.faults.Faults;
import io.tampu.sandbox.ledger.Ledger;
import io.tampu.sandbox.phones.Iccid;
import io.tampu.sandbox.phones.PhoneKind;
import io.tampu.sandbox.phones.Phones;
import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Html;
import io.tampu.sandbox.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The page that shows all of it. Forms and links only: it works without a script. */
final class WorldPage {

    private static final int LEDGER_LINES = 25;
    private static final int PHONES = 24;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "EEEE d MMMM uuuu, HH:mm:ss", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Journal journal;
    private final WorldClock clock;
    private final Ledger ledger;
    private final Phones phones;
    private final Faults faults;
    private final PhoneCards cards;
    private final byte[] css;

    WorldPage(Journal journal, WorldClock clock, Ledger ledger, Phones phones, Faults faults) {
        this.journal = journal;
        this.clock = clock;
        this.ledger = ledger;
        this.phones = phones;
        this.faults = faults;
        this.cards = new PhoneCards(clock, phones);
        this.css = resource("world.css");
    }

    private static byte[] resource(String name) {
        try (var in = WorldPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void addRoutes(Router router) {
        router.on("GET", "/", this::show);
        router.on("GET", "/world", this::show);
        router.on("GET", "/world/world.css", call -> new Answer.Whole(200, Map.of("Content-Type", "text/css"), css));
    }

    private Answer show(Call call) {
        int from = call.asked("from", 0, 0, Integer.MAX_VALUE);
        var iccid = call.asked("iccid");
        return Answer.page(journal.look(() -> """
                <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
                <title>The sandbox world</title><link rel="stylesheet" href="/world/world.css"><div class="band"></div>
                <header><nav><a class="name" href="/">Sandbox world</a><a href="#faults">Faults</a><a href="#ledger">Ledger</a><a href="#phones">Phones</a><a href="/world/stripe/payments">Payments</a><a href="/world/mail">Mail</a></nav></header>
                <main><h1>%s</h1>%s<div class="sides"><div>%s</div><div>%s</div></div>%s</main></html>
                """.formatted(
                        headline(),
                        time(),
                        ledgerSection(),
                        faultSection(),
                        cards.section(iccid.orElse(""), from, PHONES, provision()))));
    }

    private String headline() {
        int sold = ledger.data().size();
        int armed = faults.armed().size();
        var first = sold == 0
                ? "Nothing has been sold yet"
                : "%,d package%s sold, for %s".formatted(sold, sold == 1 ? "" : "s", Html.usd(ledger.givenMinor()));
        return text(first
                + (armed == 0
                        ? ". No fault is armed."
                        : armed == 1 ? ". One fault is armed." : ". " + armed + " faults are armed."));
    }

    private String time() {
        var ahead = clock.ahead();
        var said = ahead.isZero()
                ? "the same as the machine's"
                : "%d days %d hours ahead of the machine's".formatted(ahead.toDays(), ahead.toHoursPart());
        return """
                <p class="soft">It is %s UTC here, %s. All of it is a sample; nothing leaves this machine.</p>
                <form class="short" method="post" action="/world/time"><label>Let days go by<input name="days" type="number" min="0" max="365" value="1" inputmode="numeric"></label><button>Let time pass</button></form>
                """.formatted(MOMENT.format(clock.now()), text(said));
    }

    private String ledgerSection() {
        var data = ledger.data();
        var lines = data.subList(Math.max(0, data.size() - LEDGER_LINES), data.size())
                .reversed();
        var rows = lines.stream()
                .map(line -> "<tr><td>%s</td><td class=\"n\">%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                        .formatted(
                                text(line.plan().id()),
                                Html.usd(line.costMinor()),
                                text(Iccid.of(line.esim())),
                                text(line.description()),
                                text(SHORT.format(Instant.ofEpochMilli(line.boughtAt())))))
                .collect(Collectors.joining());
        var table = lines.isEmpty()
                ? "<p class=\"soft\">Each package that a wholesaler sells is a line here, newest first.</p>"
                : "<div class=\"scroll\"><table class=\"stack\"><thead><tr><th>Package</th><th class=\"n\">Cost</th><th>eSIM</th><th>Description</th><th>At</th></tr></thead><tbody>"
                        + rows + "</tbody></table></div>";
        return "<section id=\"ledger\"><h2>What was given</h2>" + table + moneySection()
                + "<p><a href=\"/world/ledger\">The whole ledger as JSON</a></p></section>";
    }

    private String moneySection() {
        var money = ledger.money();
        if (money.isEmpty()) {
            return "<p class=\"soft\">No payment provider has moved money.</p>";
        }
        return money.subList(Math.max(0, money.size() - LEDGER_LINES), money.size()).reversed().stream()
                .map(line -> "<p class=\"row\"><span>%s %s: %s <small>%s</small></span><b>%s</b></p>"
                        .formatted(
                                text(line.provider()),
                                line.taken() ? "took" : "returned",
                                text(line.why()),
                                text(line.mark() == null ? line.reference() : line.mark()),
                                text(Html.money(line.amountMinor(), line.currency()))))
                .collect(Collectors.joining());
    }

    private String faultSection() {
        var armed = faults.armed().stream()
                .map(fault ->
                        "<div class=\"row\"><span><b>%s</b> at %s <span class=\"tag bad\">%s</span> %s</span>%s</div>"
                                .formatted(
                                        text(fault.name()),
                                        text(fault.target()),
                                        fault.left().isPresent() ? fault.left().getAsInt() + " left" : "until cleared",
                                        text(fault.argument()),
                                        Html.button("/world/faults/" + fault.id() + "/clear", "Clear")))
                .collect(Collectors.joining());
        var meanings = FaultNames.all().entrySet().stream()
                .map(each -> "<dt>" + text(each.getKey()) + "</dt><dd>" + text(each.getValue()) + "</dd>")
                .collect(Collectors.joining());
        return """
                <section id="faults"><h2>Faults</h2>%s
                <form method="post" action="/world/faults">
                <label>Aim at<select name="target">%s</select></label>
                <label>Fault<input name="fault" list="faults-there-are" required value="drop-reply-after-commit"></label>
                <datalist id="faults-there-are">%s</datalist>
                <label>How often<input name="count" type="number" min="1" value="1" inputmode="numeric"></label>
                <label>Argument<input name="argument" placeholder="seconds, ms, word"></label>
                <button>Arm</button></form>%s
                <details><summary>What each fault does</summary><dl>%s</dl><p class="soft">Without a number a fault stays until it is cleared.</p></details></section>
                """.formatted(
                        armed.isEmpty() ? "<p class=\"soft\">None is armed: everybody behaves.</p>" : armed,
                        faults.targets().stream()
                                .map(target -> target.equals("airalo.topup")
                                        ? "<option selected>airalo.topup</option>"
                                        : Html.option(target))
                                .collect(Collectors.joining()),
                        FaultNames.choices().stream().map(Html::option).collect(Collectors.joining()),
                        armed.isEmpty() ? "" : Html.button("/world/faults/clear", "Clear all"),
                        meanings);
    }

    private String provision() {
        var kinds = Arrays.stream(PhoneKind.values())
                .filter(kind -> kind != PhoneKind.SOLD)
                .map(kind -> Html.option(kind.word()))
                .collect(Collectors.joining());
        return """
                <form method="post" action="/world/esims"><label>More eSIMs<input name="count" type="number" min="1" max="1000000" value="1" inputmode="numeric"></label>
                <label>of the kind<select name="kind">%s</select></label><button class="plain">Provision</button></form>
                """.formatted(kinds);
    }
}
