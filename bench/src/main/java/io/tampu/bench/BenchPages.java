package io.tampu.bench;

import io.tampu.sandbox.stage.StageProblem;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./tampu bench pages}: its options, and what they stand for. */
@Command(
        name = "pages",
        sortOptions = false,
        usageHelpWidth = 110,
        header = "The website's pages for travellers who are signed in, with a million eSIMs in the tables.",
        description = {
            "",
            "Starts a PostgreSQL (fsync and synchronous_commit on), a sandbox world and the platform, each a process of its own."
                    + " A few eSIMs are renewed over the partner API; their rows are then multiplied in the database, for"
                    + " travellers who own one to five each, one who owns fifty, and a hundred with two thousand renewals more.",
            "",
            "Then each page is asked for over 1 and over 8 connections, each time by another traveller, as a browser asks (gzip,"
                    + " cookies). Standard output is a JSON object for each page and number of connections: latency, CPU of"
                    + " the platform and of PostgreSQL for each request, statements, and bytes of the page as sent.",
            "",
            "Options:"
        },
        footer = {"", "Exits 0 when every page was answered with 200, whatever the speed."})
final class BenchPages implements Callable<Integer> {

    private static final int TRAVELLERS_PER_MILLION = 300_000;

    @Option(names = "--quick", description = "50,000 eSIMs and short windows: about a minute and a half.")
    private boolean quick;

    @Option(names = "--esims", paramLabel = "N", description = "eSIMs in the tables (1000000; quick 50000).")
    private Optional<Integer> esims = Optional.empty();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "For each page and number of connections (5; quick 1).")
    private Optional<Integer> seconds = Optional.empty();

    @Mixin
    private Workplace workplace = new Workplace();

    @Override
    public Integer call() {
        int most = esims.orElse(quick ? 50_000 : 1_000_000);
        if (most < 10_000) {
            throw new StageProblem("--esims is at least 10000.");
        }
        var plan = new MeasurePages.Plan(
                most,
                (int) ((long) most * TRAVELLERS_PER_MILLION / 1_000_000),
                quick ? 2 : 8,
                seconds.orElse(quick ? 1 : 5),
                workplace.dearest());
        return new MeasurePages(plan, workplace.folder(), workplace.keep()).run() ? 0 : 1;
    }
}
