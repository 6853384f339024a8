package io.tampu.bench;

import io.tampu.sandbox.stage.EmbeddedDatabase;
import io.tampu.sandbox.stage.Part;
import io.tampu.sandbox.stage.StageProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A platform under load: warmed up once, then measured in windows, one line printed for each. */
final class MeasuredPlatform {

    private static final int RAMP_SECONDS = 2;
    private static final int SLICE_SECONDS = 3;

    /** The JIT has done its work when so many slices of the warm-up in a row were not cheaper by a twentieth than the best. */
    private static final int SLICES_TO_SETTLE = 2;

    private static final double CHEAPER = 0.95;

    /** And not before so many: on a busy machine a slice holds too few to be judged by. */
    private static final int FEWEST_TO_SETTLE = 15_000;

    private static final int PACED_CLIENTS = 64;

    private final Figures figures;
    private final Plan plan;
    private final Population population;
    private final Counters counters;
    private final Part platform;
    private final Meter meter;
    private final boolean combining;
    private final List<Wish> wishes;

    private MeasuredPlatform(
            Figures figures,
            Plan plan,
            Population population,
            EmbeddedDatabase server,
            Counters counters,
            Part platform,
            boolean combining,
            List<Wish> wishes) {
        this.figures = figures;
        this.plan = plan;
        this.population = population;
        this.counters = counters;
        this.platform = platform;
        this.meter = new Meter(server, counters, population, platform);
        this.combining = combining;
        this.wishes = new ArrayList<>(wishes);
    }

    /** Starts it on a database that is filled, tells how long the first answer took, fetches the offers. Not warm yet. */
    static MeasuredPlatform start(
            Figures figures, Plan plan, Population population, EmbeddedDatabase server, Counters counters) {
        long begun = System.nanoTime();
        var platform = population.startPlatform();
        firstAnswer(platform);
        long answered = System.nanoTime();
        var line = new LinkedHashMap<String, Object>();
        line.put("esims", population.esims());
        line.put("secondsToFirstAnswer", Figures.round((answered - begun) / 1e9));
        line.put("platformCpuSeconds", CpuTimes.ofProcess(platform.pid()) / 1e3);
        line.put("platformPid", platform.pid());
        line.put("worldPid", population.world().pid());
        line.put("postgresPid", server.pid());
        figures.print("start", line);
        var wishes = FetchOffers.of(platform.url(), population.choose(plan.distinct()), Wish.FROM_BALANCE);
        figures.say("offers for " + wishes.size() + " eSIMs are fetched in "
                + Figures.round((System.nanoTime() - answered) / 1e9) + " s");
        return new MeasuredPlatform(figures, plan, population, server, counters, platform, true, wishes);
    }

    /** Another platform with the same eSIMs and offers, that does not combine. One of the two is under load at a time. */
    MeasuredPlatform besideOneWithoutCombining(EmbeddedDatabase server) {
        return new MeasuredPlatform(
                figures, plan, population, server, counters, population.startPlatformWithoutCombining(), false, wishes);
    }

    void stop() {
        platform.stop();
    }

    private static void firstAnswer(Part platform) {
        try (var connection = new Connection(platform.url())) {
            int status = connection.exchange(Connection.bytes(
                    "GET /health HTTP/1.1\r\nHost: " + platform.url().getAuthority() + "\r\n\r\n"));
            if (status != 200) {
                throw new StageProblem("The platform answers /health with " + status + ": " + connection.body());
            }
        } catch (IOException problem) {
            throw new StageProblem("The platform does not answer: " + problem, problem);
        }
    }

    /** Until the platform's CPU per renewal settles, or the plan's patience ends. */
    void warmUp(int clients) {
        long begun = System.nanoTime();
        try (var load = Load.closed(platform.url(), wishes, clients)) {
            double best = Double.MAX_VALUE;
            double now = slice(load);
            int dearer = 0;
            while ((dearer < SLICES_TO_SETTLE || load.renewed() < FEWEST_TO_SETTLE)
                    && seconds(begun) + SLICE_SECONDS <= plan.mostWarmUpSeconds()) {
                dearer = now < best * CHEAPER ? 0 : dearer + 1;
                best = Math.min(best, now);
                now = slice(load);
            }
            refuseIfAllFailed(load);
            moveOn(load);
            figures.say("warm after " + Math.round(seconds(begun)) + " s at " + clients + " clients: " + load.renewed()
                    + " renewals, platform " + Figures.round(now) + " ms of CPU each");
        }
    }

    private double slice(Load load) {
        long renewed = load.renewed();
        long cpu = CpuTimes.ofProcess(platform.pid());
        sleep(SLICE_SECONDS);
        return (CpuTimes.ofProcess(platform.pid()) - cpu) / (double) Math.max(1, load.renewed() - renewed);
    }

    private static void refuseIfAllFailed(Load load) {
        if (load.renewed() == 0) {
            throw new StageProblem("Nothing was renewed. The first answers: " + load.failures());
        }
    }

    /** So many clients, each as fast as it is answered. */
    Spent closed(int clients) {
        return window("renewals", clients, Map.of(), Load.closed(platform.url(), wishes, clients));
    }

    /** So many a second, whether the platform keeps up or not. */
    Spent paced(double perSecond) {
        return window(
                "renewals-at-a-pace",
                PACED_CLIENTS,
                Map.of("wantedPerSecond", Figures.round(perSecond)),
                Load.paced(platform.url(), wishes, PACED_CLIENTS, perSecond));
    }

    private Spent window(String measured, int clients, Map<String, Object> more, Load running) {
        try (var load = running) {
            sleep(RAMP_SECONDS);
            counters.forgetStatements();
            load.startRecording();
            var from = meter.read(load);
            sleep(plan.seconds());
            var to = meter.read(load);
            load.stopRecording();
            Histogram latencies = load.end();
            moveOn(load);
            var spent = to.since(from, latencies);
            print(measured, clients, more, spent, load);
            return spent;
        }
    }

    private void print(String measured, int clients, Map<String, Object> more, Spent spent, Load load) {
        var line = new LinkedHashMap<String, Object>();
        line.put("esims", population.esims());
        line.put("partners", population.partners());
        line.put("clients", clients);
        line.put("combining", combining);
        line.putAll(more);
        line.putAll(spent.figures());
        line.put("platformResidentMegabytes", meter.platformMegabytes("VmRSS"));
        line.put("platformMostResidentMegabytes", meter.platformMegabytes("VmHWM"));
        if (!load.failures().isEmpty()) {
            line.put("firstFailures", load.failures());
        }
        figures.print(measured, line);
        counters.dearest(population.database(), plan.dearest()).forEach(one -> figures.print("statement", one));
    }

    /** The next load begins with the eSIMs that have waited longest: the wholesaler limits the calls for each in a minute. */
    private void moveOn(Load load) {
        load.close();
        Collections.rotate(wishes, -(int) (load.renewed() % wishes.size()));
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void sleep(int seconds) {
        try {
            Thread.sleep(seconds * 1000L);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StageProblem("Interrupted while measuring.", interrupted);
        }
    }
}
