package io.tampu.bench;

import io.tampu.sandbox.stage.EmbeddedDatabase;
import io.tampu.sandbox.stage.Part;
import io.tampu.sandbox.stage.Stage;
import io.tampu.sandbox.stage.StageProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The measurement of pages from top to bottom: fill, warm up, each page over one and over eight connections. */
final class MeasurePages {

    /**
     * How much of everything.
     *
     * @param warmUpSeconds for each page, over eight connections
     * @param seconds for each page and number of connections
     */
    record Plan(int esims, int travellers, int warmUpSeconds, int seconds, int dearest) {}

    private record Page(
            String name, List<Travellers.One> travellers, Function<Travellers.One, String> path, boolean signedIn) {}

    private static final long AIM_MICROS = 15_000;
    private static final int RENEWED_REALLY = 64;
    private static final int ASKING = 2_000;
    private static final List<Integer> CONNECTIONS = List.of(1, 8);
    private static final Pattern PLAN = Pattern.compile("name=\"plan\" value=\"([^\"]+)\"");
    private static final Pattern CSS = Pattern.compile("href=\"(/assets/[^\"]+\\.css)\"");

    /** A quarter of the memory of a server for so many rows: what is measured are pages, not a disk. */
    private static final String SHARED_BUFFERS = "4GB";

    private final Plan plan;
    private final Path folder;
    private final boolean keep;
    private final Figures figures = new Figures();
    private long failed;
    private final Map<Integer, Long> worst = new LinkedHashMap<>();

    MeasurePages(Plan plan, Path folder, boolean keep) {
        this.plan = plan;
        this.folder = folder;
        this.keep = keep;
    }

    /** Whether every page was answered with 200. */
    boolean run() {
        MeasureRenewals.eraseAll(folder);
        try (var stage = Stage.on(folder.resolve("server"))) {
            MeasureRenewals.SERVER.forEach(stage.database()::with);
            stage.database().with("shared_buffers", SHARED_BUFFERS);
            measure(stage.startDatabase());
        } finally {
            if (!keep) {
                MeasureRenewals.eraseAll(folder);
            }
        }
        return failed == 0;
    }

    private void measure(EmbeddedDatabase server) {
        try (var counters = new Counters(server);
                var population = Population.fill(server, folder, RENEWED_REALLY, 1)) {
            var facts = new LinkedHashMap<>(Machine.describe());
            facts.put("postgres", counters.settings());
            facts.put("load", Machine.load());
            figures.print("machine", facts);
            renewAll(population);
            figures.say(RENEWED_REALLY + " eSIMs are renewed; multiplying them");
            Travellers.multiply(server, population.database(), plan.esims(), plan.travellers());
            counters.settle(server, population.database());
            counters.readAllIn(server, population.database());
            figures.say(plan.esims() + " eSIMs of " + plan.travellers() + " travellers are in the tables");
            var platform = population.startPlatform();
            var meter = new Meter(server, counters, population, platform);
            var pages = pages(platform.url(), server, population.database());
            warmUp(platform, pages);
            for (Page page : pages) {
                for (int connections : CONNECTIONS) {
                    measure(page, connections, platform, meter, counters, population.database());
                }
            }
            figures.print(lastLine());
        }
    }

    /** Real rows to multiply: whatever the platform writes of a renewal is in them. */
    private static void renewAll(Population population) {
        Part platform = population.startPlatform();
        var random = new SplittableRandom(1);
        var wishes = FetchOffers.of(platform.url(), population.choose(RENEWED_REALLY), Wish.FROM_BALANCE);
        try (var connection = new Connection(platform.url())) {
            for (Wish wish : wishes) {
                int status = connection.exchange(wish.anew(random));
                if (status >= 300) {
                    throw new StageProblem("A renewal was answered with " + status + ": " + connection.body());
                }
            }
        } catch (IOException problem) {
            throw new StageProblem("The platform does not answer: " + problem, problem);
        }
        platform.stop();
    }

    private static List<Page> pages(URI platform, EmbeddedDatabase server, String database, int travellers) {
        List<Travellers.One> ordinary = Travellers.ordinary(server, database, travellers, ASKING);
        List<Travellers.One> fifty = Travellers.withFiftyEsims(server, database);
        List<Travellers.One> patient = Travellers.withLongHistories(server, database);
        String choose = text(platform, "/esims/" + ordinary.getFirst().esim() + "/renew", ordinary.getFirst());
        String code = find(PLAN, choose);
        String css = find(CSS, choose);
        var pages = new ArrayList<Page>();
        pages.add(new Page("My eSIMs", ordinary, one -> "/", true));
        pages.add(new Page("My eSIMs, fifty", fifty, one -> "/", true));
        pages.add(new Page("eSIM", ordinary, one -> "/esims/" + one.esim(), true));
        pages.add(new Page("eSIM, long history", patient, one -> "/esims/" + one.esim(), true));
        pages.add(new Page("choose", ordinary, one -> "/esims/" + one.esim() + "/renew", true));
        pages.add(new Page("preview", ordinary, one -> "/esims/" + one.esim() + "/preview?plan=" + code, true));
        pages.add(new Page("renewal", ordinary, one -> "/renewals/" + one.renewal(), true));
        pages.add(new Page("renewals", ordinary, one -> "/renewals", true));
        pages.add(new Page("renewals, long history", patient, one -> "/renewals", true));
        pages.add(new Page("receipt", ordinary, one -> "/renewals/" + one.renewal() + "/receipt", true));
        pages.add(new Page("balance", ordinary, one -> "/balance", true));
        pages.add(new Page("balance, long history", patient, one -> "/balance", true));
        pages.add(new Page("account", ordinary, one -> "/account", true));
        pages.add(new Page("sign-in form", ordinary, one -> "/sign-in", false));
        pages.add(new Page("style sheet", ordinary, one -> css, false));
        return pages;
    }

    private List<Page> pages(URI platform, EmbeddedDatabase server, String database) {
        return pages(platform, server, database, plan.travellers());
    }

    private static String text(URI platform, String path, Travellers.One who) {
        try (var connection = new PageConnection(platform)) {
            int status = connection.get(path, who.token(), false);
            if (status != 200) {
                throw new StageProblem(path + " is answered with " + status + ".");
            }
            return connection.text();
        } catch (IOException problem) {
            throw new StageProblem("The platform does not answer: " + problem, problem);
        }
    }

    private static String find(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new StageProblem("The page has no " + pattern + ": " + text);
        }
        return found.group(1);
    }

    /** The JIT learns each page; nothing is counted. */
    private void warmUp(Part platform, List<Page> pages) {
        for (Page page : pages) {
            var load = new PageLoad(platform.url(), page.travellers(), page.path(), page.signedIn());
            load.run(CONNECTIONS.getLast(), plan.warmUpSeconds());
            figures.say("warm: " + page.name() + ", " + load.renewed() + " times"
                    + (load.failed() > 0 ? ", failures " + load.failures() : ""));
        }
    }

    private void measure(Page page, int connections, Part platform, Meter meter, Counters counters, String database) {
        var load = new PageLoad(platform.url(), page.travellers(), page.path(), page.signedIn());
        counters.forgetStatements();
        var from = meter.read(load);
        load.run(connections, plan.seconds());
        var spent = meter.read(load).since(from, load.latencies());
        failed += load.failed();
        long p99 = load.latencies().getValueAtPercentile(99);
        if (page.signedIn()) {
            worst.merge(connections, p99, Math::max);
        }
        double each = Math.max(1, spent.renewed());
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("connections", connections);
        line.put("requests", spent.renewed());
        line.put("p50Millis", load.latencies().getValueAtPercentile(50) / 1e3);
        line.put("p99Millis", p99 / 1e3);
        line.put("platformCpuMicros", Math.round(spent.platformCpu() * 1e3 / each));
        line.put("postgresCpuMicros", Math.round(spent.postgresCpu() * 1e3 / each));
        line.put("statements", Figures.round(spent.statements() / each));
        line.put("bytes", load.bytesEach());
        line.put("load", Machine.load());
        if (load.failed() > 0) {
            line.put("failed", load.failed());
            line.put("firstFailures", load.failures());
        }
        figures.print(page.name(), line);
        counters.dearest(database, plan.dearest()).forEach(one -> figures.print("statement", one));
    }

    private Map<String, @Nullable Object> lastLine() {
        var line = new LinkedHashMap<String, @Nullable Object>();
        line.put("esims", plan.esims());
        worst.forEach((connections, micros) -> line.put("worstP99MillisAt" + connections, micros / 1e3));
        line.put("aim", "p99 of signed-in pages under 15 ms over one connection");
        line.put("met", worst.getOrDefault(1, 0L) < AIM_MICROS);
        line.put("failed", failed);
        return line;
    }
}
