package io.tampu.sandbox.desk;

import io.tampu.sandbox.clock.WorldClock;
import io.tampu.sandbox.faults.Faults;
import io.tampu.sandbox.ledger.Ledger;
import io.tampu.sandbox.phones.Phones;
import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Json;
import io.tampu.sandbox.web.Router;
import java.time.Duration;
import java.util.List;

/** The routes of the desk, and those of them that are a line long. */
public final class Desk {

    private static final int MOST_LEDGER_LINES = 100_000;
    private static final int LONGEST_PUSH_DAYS = 3650;
    private static final Duration STEP = Duration.ofHours(12);
    private static final int MOST_STEPS = 60;

    private final Journal journal;
    private final WorldClock clock;
    private final Ledger ledger;
    private final Phones phones;
    private final FaultDesk faultDesk;
    private final PhoneDesk phoneDesk;
    private final WorldPage page;
    private final Runnable afterTime;

    /** @param afterTime run when the time was pushed or data was used, outside any change */
    public Desk(Journal journal, WorldClock clock, Ledger ledger, Phones phones, Faults faults, Runnable afterTime) {
        this.journal = journal;
        this.clock = clock;
        this.ledger = ledger;
        this.phones = phones;
        this.faultDesk = new FaultDesk(faults);
        this.phoneDesk = new PhoneDesk(journal, clock, phones, afterTime);
        this.page = new WorldPage(journal, clock, ledger, phones, faults);
        this.afterTime = afterTime;
    }

    public void addRoutes(Router router) {
        router.on("GET", "/world/health", this::health);
        router.on("GET", "/world/ledger", this::ledger);
        router.on("POST", "/world/time", this::pushTime);
        router.on("GET", "/world/time", this::time);
        faultDesk.addRoutes(router);
        phoneDesk.addRoutes(router);
        page.addRoutes(router);
    }

    private Answer health(Call call) {
        var counts = journal.look(() -> List.of(phones.total(), ledger.size()));
        return Answer.json(
                200,
                Json.object(
                        "status", "up",
                        "now", clock.now().toString(),
                        "esims", counts.get(0),
                        "ledgerSeq", counts.get(1)));
    }

    private Answer ledger(Call call) {
        int since = call.asked("since", 0, 0, Integer.MAX_VALUE);
        int limit = call.asked("limit", 1000, 1, MOST_LEDGER_LINES);
        var stretch = journal.look(() -> ledger.after(since, limit));
        return Answer.json(
                200,
                Json.object(
                        "money",
                        stretch.money().stream().map(LedgerShapes::money).toList(),
                        "data",
                        stretch.data().stream().map(LedgerShapes::data).toList()));
    }

    private Answer time(Call call) {
        return Answer.json(
                200,
                Json.object(
                        "now", clock.now().toString(),
                        "aheadSeconds", clock.ahead().toSeconds()));
    }

    private Answer pushTime(Call call) {
        var fields = call.fields();
        var days = Asked.number(fields, "days");
        var hours = Asked.number(fields, "hours");
        var minutes = Asked.number(fields, "minutes");
        if (days.isEmpty() && hours.isEmpty() && minutes.isEmpty()) {
            return Answer.refused(400, "time wants \"days\", \"hours\" or \"minutes\", as whole numbers");
        }
        long most = Duration.ofDays(LONGEST_PUSH_DAYS).toMinutes();
        if (outOf(days.orElse(0), LONGEST_PUSH_DAYS)
                || outOf(hours.orElse(0), most)
                || outOf(minutes.orElse(0), most)) {
            return Answer.refused(400, "time goes forward only, by at most " + LONGEST_PUSH_DAYS + " days at once");
        }
        var by = Duration.ofDays(days.orElse(0)).plusHours(hours.orElse(0)).plusMinutes(minutes.orElse(0));
        push(by);
        return call.isForm() ? Answer.seeOther("/#phones") : time(call);
    }

    /** In steps, so that what would have happened on the way does happen: a warning three days ahead, then one day ahead. */
    private void push(Duration by) {
        var step = STEP.compareTo(by.dividedBy(MOST_STEPS)) > 0 ? STEP : by.dividedBy(MOST_STEPS);
        for (var left = by; left.isPositive(); left = left.minus(step)) {
            var now = left.compareTo(step) < 0 ? left : step;
            journal.change(() -> {
                clock.push(now);
                return now;
            });
            afterTime.run();
        }
    }

    private static boolean outOf(long number, long most) {
        return number < 0 || number > most;
    }
}
