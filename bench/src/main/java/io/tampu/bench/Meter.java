package io.tampu.bench;

import io.tampu.sandbox.stage.EmbeddedDatabase;
import io.tampu.sandbox.stage.Part;
import org.HdrHistogram.Histogram;

/** Reads everything that is measured at one moment. */
final class Meter {

    private static final long SELF = ProcessHandle.current().pid();

    /** One moment. CPU in milliseconds since each process began. */
    record Reading(
            long nanos,
            long renewed,
            long failed,
            long platformCpu,
            long postgresCpu,
            long worldCpu,
            long clientCpu,
            long machineCpu,
            Counters.Reading database) {

        Spent since(Reading before, Histogram latencies) {
            return new Spent(
                    (nanos - before.nanos) / 1e9,
                    renewed - before.renewed,
                    failed - before.failed,
                    platformCpu - before.platformCpu,
                    postgresCpu - before.postgresCpu,
                    worldCpu - before.worldCpu,
                    clientCpu - before.clientCpu,
                    machineCpu - before.machineCpu,
                    database.transactions() - before.database.transactions(),
                    database.statements() - before.database.statements(),
                    database.walBytes() - before.database.walBytes(),
                    latencies);
        }
    }

    private final EmbeddedDatabase server;
    private final Counters counters;
    private final Population population;
    private final Part platform;

    Meter(EmbeddedDatabase server, Counters counters, Population population, Part platform) {
        this.server = server;
        this.counters = counters;
        this.population = population;
        this.platform = platform;
    }

    Reading read(Progress load) {
        return new Reading(
                System.nanoTime(),
                load.renewed(),
                load.failed(),
                CpuTimes.ofProcess(platform.pid()),
                CpuTimes.ofFamily(server.pid()),
                CpuTimes.ofProcess(population.world().pid()),
                CpuTimes.ofProcess(SELF),
                CpuTimes.ofMachine(),
                counters.read(population.database()));
    }

    /** {@code VmRSS}, resident now, or {@code VmHWM}, the most so far. */
    long platformMegabytes(String which) {
        return CpuTimes.memoryMegabytes(platform.pid(), which);
    }
}
