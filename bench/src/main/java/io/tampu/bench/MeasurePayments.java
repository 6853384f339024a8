package io.tampu.bench;

import io.tampu.sandbox.demo.StripeWebhook;
import io.tampu.sandbox.stage.EmbeddedDatabase;
import io.tampu.sandbox.stage.Part;
import io.tampu.sandbox.stage.Stage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The measurement from top to bottom: start, warm up, payments by webhook, a burst of notifications, the audit, the aims. */
final class MeasurePayments {

    private static final long AIM_CPU_MILLIS = 3;
    private static final long AIM_RENEWALS_A_SECOND = 400;
    private static final long AIM_NOTIFICATIONS_A_SECOND = 1_500;
    private static final long AIM_ANSWER_MILLIS = 50;
    private static final int PAYERS_OF_THE_BURST = 16;

    private final PaymentsPlan plan;
    private final Path folder;
    private final boolean keep;
    private final Figures figures = new Figures();
    private long failed;
    private long paid;

    /** What all measurements of a run share. */
    private record Run(
            EmbeddedDatabase server,
            Counters counters,
            Population population,
            Part platform,
            Meter meter,
            Watch watch,
            List<Wish> wishes) {

        List<OpenPages.Page> open(int count) {
            return OpenPages.open(platform.url(), wishes, count, server, population.database());
        }
    }

    MeasurePayments(PaymentsPlan plan, Path folder, boolean keep) {
        this.plan = plan;
        this.folder = folder;
        this.keep = keep;
    }

    /** Whether every payment became a renewal and the audit did not fail. */
    boolean run() {
        MeasureRenewals.eraseAll(folder);
        try (var stage = Stage.on(folder.resolve("server"))) {
            MeasureRenewals.SERVER.forEach(stage.database()::with);
            return measure(stage.startDatabase());
        } finally {
            if (!keep) {
                MeasureRenewals.eraseAll(folder);
            }
        }
    }

    private boolean measure(EmbeddedDatabase server) {
        try (var counters = new Counters(server);
                var population = Population.fill(server, folder, plan.esims(), 1)) {
            var facts = new LinkedHashMap<>(Machine.describe());
            facts.put("postgres", counters.settings());
            facts.put("load", Machine.load());
            figures.print("machine", facts);
            counters.settle(server, population.database());
            figures.say(population.database() + " is filled");
            var platform = population.startPlatform();
            try (var watch = new Watch(server, population.database())) {
                var meter = new Meter(server, counters, population, platform);
                var wishes = FetchOffers.of(platform.url(), population.choose(plan.mostAtOnce()), Wish.BY_LINK);
                figures.say("offers for " + wishes.size() + " eSIMs are fetched; platform " + platform.pid()
                        + ", world " + population.world().pid() + ", PostgreSQL " + server.pid());
                return measure(new Run(server, counters, population, platform, meter, watch, wishes));
            }
        }
    }

    private boolean measure(Run run) {
        burst(run, plan.warmUp());
        StripeWebhook.register(run.population().world(), run.platform());
        payments(run, new PaymentsPlan.Turn(plan.turns().getFirst().payers(), plan.warmUp()));
        var best = Optional.<Spent>empty();
        for (var turn : plan.turns()) {
            var done = payments(run, turn);
            var payers = Map.<String, Object>of("payers", turn.payers());
            print("payments", run, done.spent(), payers, done.payers().failures());
            best = best.or(() -> Optional.of(done.spent()));
        }
        StripeWebhook.unregister(run.population().world(), run.platform());
        var burst = burst(run, plan.burst());
        print(
                "burst",
                run,
                burst.spent(),
                burst.burst().figures(),
                burst.burst().failures());
        var once = Once.count(run.server(), run.population().database(), paid);
        figures.print("once", once.figures());
        var verdict = run.population().audit();
        figures.print("audit of " + run.population().database(), Map.of("audit", verdict));
        figures.print(lastLine(best.orElseThrow(), burst, once, verdict));
        return failed == 0 && once.holds() && !verdict.startsWith(Population.FAILS);
    }

    private record Fired(Burst burst, Spent spent) {}

    /** Nobody tells the platform of these payments until all are made. */
    private Fired burst(Run run, int distinct) {
        var pages = run.open(distinct);
        paid += distinct;
        Payers.payOnly(run.population().world().url(), pages, PAYERS_OF_THE_BURST);
        var burst = new Burst(
                run.platform().url(),
                StripeEvents.newest(run.population().world().url(), distinct));
        figures.say(distinct + " are paid, and nobody has told the platform");
        var from = begin(run, burst);
        burst.fire(pages.stream().map(OpenPages.Page::renewal).toList(), run.watch());
        return new Fired(burst, end(run, burst, from, burst.latencies()));
    }

    private record Paid(Payers payers, Spent spent) {}

    private Paid payments(Run run, PaymentsPlan.Turn turn) {
        var pages = run.open(turn.payments());
        paid += turn.payments();
        figures.say(pages.size() + " pages are open for " + turn.payers() + " payers");
        var payers = new Payers(run.population().world().url(), pages, run.watch());
        var from = begin(run, payers);
        payers.pay(turn.payers());
        return new Paid(payers, end(run, payers, from, payers.latencies()));
    }

    private record Begun(Meter.Reading reading, long watchCpu, long looks) {}

    private static Begun begin(Run run, Progress progress) {
        run.counters().forgetStatements();
        return new Begun(
                run.meter().read(progress), run.watch().cpu(), run.watch().looks());
    }

    private Spent end(Run run, Progress progress, Begun from, Histogram latencies) {
        var spent = run.meter().read(progress).since(from.reading(), latencies);
        failed += spent.failed();
        return spent.without(run.watch().cpu() - from.watchCpu(), run.watch().looks() - from.looks());
    }

    private void print(String measured, Run run, Spent spent, Map<String, Object> more, List<String> failures) {
        var line = new LinkedHashMap<String, Object>(more);
        line.putAll(spent.figures());
        line.put("platformResidentMegabytes", run.meter().platformMegabytes("VmRSS"));
        line.put("load", Machine.load());
        if (!failures.isEmpty()) {
            line.put("firstFailures", failures);
        }
        figures.print(measured, line);
        run.counters()
                .dearest(run.population().database(), plan.dearest())
                .forEach(one -> figures.print("statement", one));
    }

    private static Map<String, @Nullable Object> lastLine(Spent paid, Fired burst, Once once, String verdict) {
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("cpuMillisPerRenewal", paid.cpuEach());
        line.put("renewalsPerSecond", Figures.round(paid.perSecond()));
        line.put("p50Millis", paid.millis(50));
        line.put("p99Millis", paid.millis(99));
        line.put("burstNotificationsPerSecond", Figures.round(burst.burst().drainedPerSecond()));
        line.put("burstP99AnswerMillis", burst.spent().millis(99));
        line.put(
                "aims",
                List.of(
                        aim("cpuMillisPerRenewal under", AIM_CPU_MILLIS, paid.cpuEach() < AIM_CPU_MILLIS),
                        aim(
                                "renewalsPerSecond at least",
                                AIM_RENEWALS_A_SECOND,
                                paid.perSecond() >= AIM_RENEWALS_A_SECOND),
                        aim(
                                "burstNotificationsPerSecond at least",
                                AIM_NOTIFICATIONS_A_SECOND,
                                burst.burst().drainedPerSecond() >= AIM_NOTIFICATIONS_A_SECOND),
                        aim(
                                "burstP99AnswerMillis under",
                                AIM_ANSWER_MILLIS,
                                burst.spent().millis(99) < AIM_ANSWER_MILLIS)));
        line.put("eachOnce", once.holds());
        line.put("audit", verdict.startsWith(Population.FAILS) ? Population.FAILS : verdict);
        return line;
    }

    private static Map<String, Object> aim(String what, long wanted, boolean met) {
        var line = new LinkedHashMap<String, Object>();
        line.put("aim", what + " " + wanted);
        line.put("met", met);
        return line;
    }
}
