package io.tampu.bench;

import io.tampu.sandbox.stage.StageProblem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./tampu bench renewals}: its options, and what they stand for. */
@Command(
        name = "renewals",
        sortOptions = false,
        usageHelpWidth = 110,
        header = "Complete renewals over HTTP, beside pgbench on the same server.",
        description = {
            "",
            "Starts a PostgreSQL (fsync and synchronous_commit on; SHOW's own words are in the first line), a sandbox world and"
                    + " the platform, each a process of its own. Then, in turns: pgbench's TPC-B-like transactions in a database"
                    + " of their own, and renewals through POST /api/v1/renewals with the world's Airalo behind it. Each answer"
                    + " is checked: 201, RENEWED, a receipt's number. Offers are fetched before the windows; each platform is"
                    + " warmed up until its CPU per renewal settles, and how long that took is said. CPU is read from /proc over"
                    + " the printed window; PostgreSQL's is that of all its processes, ended ones included.",
            "",
            "Standard output is a JSON object a line. The last has the figures of the headline: the most clients (64), the"
                    + " first population (10 thousand eSIMs of one partner), all its windows together; pgbench's rate in it"
                    + " is the mean of its turns between that population's windows. Its audit is that of all populations.",
            "",
            "Options:"
        },
        footer = {"", "Exits 0 when every answer was a renewal and the audit holds or was not run."})
final class BenchRenewals implements Callable<Integer> {

    @Option(names = "--quick", description = "pgbench -s 20, 10 thousand eSIMs, 1 and 64 clients: under two minutes.")
    private boolean quick;

    @Option(names = "--esims", paramLabel = "N", split = ",", description = "Sizes of population (10000,1000000).")
    private List<Integer> esims = List.of();

    @Option(names = "--partners", paramLabel = "N", split = ",", description = "Partners in each population (1,100).")
    private List<Integer> partners = List.of();

    @Option(
            names = "--clients",
            paramLabel = "N",
            split = ",",
            description = "Clients at once, a turn each (64,1,8,32,64).")
    private List<Integer> clients = List.of();

    @Option(names = "--seconds", paramLabel = "N", description = "Length of a window (12; quick 7).")
    private Optional<Integer> seconds = Optional.empty();

    @Option(names = "--warm-up", paramLabel = "SECONDS", description = "Warm-up at most (60; quick 30).")
    private Optional<Integer> warmUp = Optional.empty();

    @Option(
            names = "--distinct",
            paramLabel = "N",
            description = "Different eSIMs that are renewed (20000; quick 6000).")
    private Optional<Integer> distinct = Optional.empty();

    @Option(
            names = "--compare-combining",
            description = "One client with and without combining, in turns (always in the full run).")
    private boolean compareCombining;

    @Option(names = "--no-pgbench", description = "Leave pgbench out: the ratio is null.")
    private boolean noPgbench;

    @Mixin
    private Workplace workplace = new Workplace();

    @Override
    public Integer call() {
        var plan = plan();
        refuseNonsense(plan);
        return new MeasureRenewals(plan, workplace.folder(), workplace.keep()).run() ? 0 : 1;
    }

    private Plan plan() {
        return new Plan(
                esims.isEmpty() ? (quick ? List.of(10_000) : List.of(10_000, 1_000_000)) : esims,
                partners.isEmpty() ? (quick ? List.of(1) : List.of(1, 100)) : partners,
                clients.isEmpty() ? (quick ? List.of(64, 1, 64) : List.of(64, 1, 8, 32, 64)) : clients,
                seconds.orElse(quick ? 7 : 12),
                warmUp.orElse(quick ? 30 : 60),
                distinct.orElse(quick ? 6_000 : 20_000),
                noPgbench ? 0 : (quick ? 20 : 100),
                quick ? 6 : 20,
                compareCombining || (!quick && clients.isEmpty()),
                workplace.dearest());
    }

    private static void refuseNonsense(Plan plan) {
        for (int size : plan.esims()) {
            if (size < 1 || plan.partners().stream().anyMatch(count -> count < 1 || count > size)) {
                throw new StageProblem("--esims and --partners are at least 1, and each partner has an eSIM.");
            }
            if (plan.clients().stream().anyMatch(count -> count < 1 || count > Math.min(size, plan.distinct()))) {
                throw new StageProblem("--clients is at least 1, and each client has an eSIM of its own.");
            }
        }
        if (plan.seconds() < 1) {
            throw new StageProblem("--seconds is at least 1.");
        }
    }
}
