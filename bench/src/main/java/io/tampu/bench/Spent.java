package io.tampu.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What happened, and what it cost, in one window or in several together. CPU in milliseconds, latencies in microseconds. */
record Spent(
        double seconds,
        long renewed,
        long failed,
        long platformCpu,
        long postgresCpu,
        long worldCpu,
        long clientCpu,
        long machineCpu,
        long transactions,
        long statements,
        long walBytes,
        Histogram latencies) {

    Spent plus(Spent other) {
        var both = latencies.copy();
        both.add(other.latencies);
        return new Spent(
                seconds + other.seconds,
                renewed + other.renewed,
                failed + other.failed,
                platformCpu + other.platformCpu,
                postgresCpu + other.postgresCpu,
                worldCpu + other.worldCpu,
                clientCpu + other.clientCpu,
                machineCpu + other.machineCpu,
                transactions + other.transactions,
                statements + other.statements,
                walBytes + other.walBytes,
                both);
    }

    /** Without what our own looking has cost the server. */
    Spent without(long watchingCpu, long looks) {
        return new Spent(
                seconds,
                renewed,
                failed,
                platformCpu,
                Math.max(0, postgresCpu - watchingCpu),
                worldCpu,
                clientCpu,
                machineCpu,
                Math.max(0, transactions - looks),
                Math.max(0, statements - looks),
                walBytes,
                latencies);
    }

    double perSecond() {
        return renewed / seconds;
    }

    double millis(double percentile) {
        return Figures.round(latencies.getValueAtPercentile(percentile) / 1e3);
    }

    /** The platform's and PostgreSQL's together. */
    double cpuEach() {
        return each(platformCpu + postgresCpu);
    }

    double each(long amount) {
        return Figures.round((double) amount / Math.max(1, renewed));
    }

    /** In the order in which they are printed. */
    Map<String, Object> figures() {
        double capacity = seconds * 1000 * Runtime.getRuntime().availableProcessors();
        long others = machineCpu - platformCpu - postgresCpu - worldCpu - clientCpu;
        var figures = new LinkedHashMap<String, Object>();
        figures.put("seconds", Figures.round(seconds));
        figures.put("renewals", renewed);
        figures.put("failed", failed);
        figures.put("renewalsPerSecond", Figures.round(perSecond()));
        figures.put("p50Millis", millis(50));
        figures.put("p99Millis", millis(99));
        figures.put("maxMillis", millis(100));
        figures.put("cpuMillisPerRenewal", cpuEach());
        figures.put("platformCpuMillisPerRenewal", each(platformCpu));
        figures.put("postgresCpuMillisPerRenewal", each(postgresCpu));
        figures.put("worldCpuMillisPerRenewal", each(worldCpu));
        figures.put("clientCpuMillisPerRenewal", each(clientCpu));
        figures.put("othersCpuPercentOfMachine", Math.max(0, Math.round(100 * others / capacity)));
        figures.put("transactionsPerRenewal", each(transactions));
        figures.put("statementsPerRenewal", each(statements));
        figures.put("walBytesPerRenewal", Math.round(each(walBytes)));
        return figures;
    }
}
