package io.tampu.bench;

import io.tampu.sandbox.stage.EmbeddedDatabase;
import io.tampu.sandbox.stage.Stage;
import io.tampu.sandbox.stage.StageProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The measurement from top to bottom: start, fill, then pgbench and renewals in turns, then the audit and the headline. */
final class MeasureRenewals {

    /** The same for pgbench and for us. With less WAL allowed, a checkpoint would fall into some windows and not into others. */
    static final Map<String, String> SERVER = Map.of(
            "shared_preload_libraries", "pg_stat_statements",
            "pg_stat_statements.track", "top",
            "max_wal_size", "8GB");

    private static final int PGBENCH_CLIENTS = 64;
    private static final double HALF = 0.5;
    private static final int TURNS_TO_COMPARE = 3;

    private final Plan plan;
    private final Path folder;
    private final boolean keep;
    private final Figures figures = new Figures();

    private final List<Pgbench.Turn> pgbenchTurns = new ArrayList<>();
    private final List<String> audits = new ArrayList<>();
    private Optional<Spent> headline = Optional.empty();
    private long failed;

    MeasureRenewals(Plan plan, Path folder, boolean keep) {
        this.plan = plan;
        this.folder = folder;
        this.keep = keep;
    }

    /** Whether every answer was a renewal and no audit failed. */
    boolean run() {
        eraseAll(folder);
        try (var stage = Stage.on(folder.resolve("server"))) {
            SERVER.forEach(stage.database()::with);
            measure(stage.startDatabase());
        } finally {
            if (!keep) {
                eraseAll(folder);
            }
        }
        return failed == 0 && audits.stream().noneMatch(verdict -> verdict.startsWith(Population.FAILS));
    }

    /** Each stage in it; what is not a stage's is refused there. */
    static void eraseAll(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var stages = Files.newDirectoryStream(folder)) {
            stages.forEach(Stage::erase);
        } catch (IOException problem) {
            throw new StageProblem("The folder " + folder + " cannot be read: " + problem.getMessage(), problem);
        }
    }

    private void measure(EmbeddedDatabase server) {
        Optional<Pgbench> pgbench = plan.pgbenchScale() == 0 ? Optional.empty() : Pgbench.find(server);
        try (var counters = new Counters(server)) {
            describe(counters, pgbench);
            pgbench.ifPresent(found -> {
                found.fill(plan.pgbenchScale());
                counters.settle(server, Pgbench.DATABASE);
                figures.say("pgbench's tables are filled, scale " + plan.pgbenchScale());
            });
            var pgbenchBesideHeadline = Optional.<Double>empty();
            for (int esims : plan.esims()) {
                for (int partners : plan.partners()) {
                    try (var population = Population.fill(server, folder, esims, partners)) {
                        measure(population, server, counters, pgbench);
                    }
                    pgbenchBesideHeadline = pgbenchBesideHeadline.or(this::meanOfPgbench);
                }
            }
            figures.print(lastLine(headline.orElseThrow(), pgbenchBesideHeadline));
        }
    }

    private void describe(Counters counters, Optional<Pgbench> pgbench) {
        var facts = new LinkedHashMap<>(Machine.describe());
        facts.put("postgres", counters.settings());
        facts.put("pgbench", pgbench.map(Pgbench::version).orElse("no pgbench was used: the ratio is null"));
        figures.print("machine", facts);
    }

    private void measure(Population population, EmbeddedDatabase server, Counters counters, Optional<Pgbench> pgbench) {
        counters.settle(server, population.database());
        figures.say(population.database() + " is filled");
        boolean isHeadlines = headline.isEmpty();
        var platform = MeasuredPlatform.start(figures, plan, population, server, counters);
        platform.warmUp(plan.mostClients());
        // Only the headline is measured more than once.
        var turns = isHeadlines
                ? plan.clients()
                : plan.clients().stream().distinct().toList();
        for (int clients : turns) {
            pgbench.ifPresent(found -> take(found, server));
            var spent = counted(platform.closed(clients));
            if (isHeadlines && clients == plan.mostClients()) {
                headline = Optional.of(headline.map(spent::plus).orElse(spent));
            }
        }
        if (isHeadlines) {
            counted(platform.paced(headline.orElseThrow().perSecond() * HALF));
            if (plan.withoutCombining()) {
                compareCombining(platform, server);
            }
        }
        var verdict = population.audit();
        audits.add(verdict);
        figures.print("audit of " + population.database(), Map.of("audit", verdict));
    }

    /** One client with and without, in turns, on two platforms that stand side by side: what disturbs one disturbs both. */
    private void compareCombining(MeasuredPlatform platform, EmbeddedDatabase server) {
        var other = platform.besideOneWithoutCombining(server);
        other.warmUp(plan.mostClients());
        var with = counted(platform.closed(1));
        var without = counted(other.closed(1));
        for (int turn = 1; turn < TURNS_TO_COMPARE; turn++) {
            with = with.plus(counted(platform.closed(1)));
            without = without.plus(counted(other.closed(1)));
        }
        other.stop();
        var line = new LinkedHashMap<String, Object>();
        line.put("p50MillisWith", with.millis(50));
        line.put("p50MillisWithout", without.millis(50));
        line.put("cpuMillisWith", with.cpuEach());
        line.put("cpuMillisWithout", without.cpuEach());
        line.put("rateWithToWithout", Figures.round(with.perSecond() / without.perSecond()));
        figures.print("one-client-combining", line);
    }

    private Spent counted(Spent spent) {
        failed += spent.failed();
        return spent;
    }

    private void take(Pgbench pgbench, EmbeddedDatabase server) {
        long cpu = CpuTimes.ofFamily(server.pid());
        var turn = pgbench.take(PGBENCH_CLIENTS, plan.pgbenchSeconds());
        cpu = CpuTimes.ofFamily(server.pid()) - cpu;
        pgbenchTurns.add(turn);
        var line = new LinkedHashMap<String, Object>();
        line.put("scale", plan.pgbenchScale());
        line.put("clients", PGBENCH_CLIENTS);
        line.put("seconds", plan.pgbenchSeconds());
        line.put("transactionsPerSecond", Figures.round(turn.perSecond()));
        line.put("meanMillis", turn.latencyMillis());
        line.put(
                "postgresCpuMillisPerTransaction",
                Figures.round(cpu / Math.max(1, turn.perSecond() * plan.pgbenchSeconds())));
        figures.print("pgbench-tpcb", line);
    }

    private Optional<Double> meanOfPgbench() {
        var mean = pgbenchTurns.stream().mapToDouble(Pgbench.Turn::perSecond).average();
        return mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty();
    }

    private Map<String, @Nullable Object> lastLine(Spent spent, Optional<Double> pgbench) {
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("renewalsPerSecond", Figures.round(spent.perSecond()));
        line.put("p50Millis", spent.millis(50));
        line.put("p99Millis", spent.millis(99));
        line.put("cpuMillisPerRenewal", spent.cpuEach());
        line.put("transactionsPerRenewal", spent.each(spent.transactions()));
        line.put("walBytesPerRenewal", Math.round(spent.each(spent.walBytes())));
        line.put("pgbenchTpcbPerSecond", pgbench.map(Figures::round).orElse(null));
        line.put(
                "ratioToPgbenchTpcb",
                pgbench.map(rate -> Figures.round(spent.perSecond() / rate)).orElse(null));
        line.put(
                "audit",
                audits.stream()
                        .filter(verdict -> !verdict.equals(Population.HOLDS))
                        .findFirst()
                        .orElse(Population.HOLDS));
        return line;
    }
}
