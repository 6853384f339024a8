package io.tampu.bench;

import io.tampu.sandbox.stage.StageProblem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./tampu bench payments}: its options, and what they stand for. */
@Command(
        name = "payments",
        sortOptions = false,
        usageHelpWidth = 110,
        header = "From a payment at the world's Stripe to RENEWED, and a burst of Stripe's notifications.",
        description = {
            "",
            "Starts a PostgreSQL (fsync and synchronous_commit on), a sandbox world and the platform, each a process of its own."
                    + " Renewals are begun by link before anything is measured; the looks at their open pages are put off, so"
                    + " that notifications alone move them.",
            "",
            "Payments: payers send the page's form and wait until their renewal is RENEWED; the world tells the platform by"
                    + " webhook (two events for each payment). RENEWED is seen by one connection that looks at the table every"
                    + " 4 ms; what that costs the server is taken off. CPU is read from /proc.",
            "",
            "Burst: so many are paid on the world's page while the platform is told nothing; then the world's own events, signed"
                    + " as Stripe signs and each sent twice in random order, go to POST /notifications/stripe over 64 connections."
                    + " It is drained when every renewal is RENEWED.",
            "",
            "Standard output is a JSON object a line; the last has the figures of the most payers and of the burst, the"
                    + " aims, whether each payment became one renewal with one order, and the audit's verdict.",
            "",
            "Options:"
        },
        footer = {"", "Exits 0 when every payment became a renewal and the audit holds, whatever the speed."})
final class BenchPayments implements Callable<Integer> {

    @Option(names = "--quick", description = "Fewer of everything: under two minutes.")
    private boolean quick;

    @Option(
            names = "--burst",
            paramLabel = "N",
            description = "Distinct notifications in the burst (5000; quick 1000).")
    private Optional<Integer> burst = Optional.empty();

    @Option(
            names = "--payments",
            paramLabel = "N",
            description = "Payments by 64 payers; 16 make half of it, one a tenth (6000; quick 1500).")
    private Optional<Integer> payments = Optional.empty();

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Payments before, told of in a burst, and as many by webhook (6000; quick 2000).")
    private Optional<Integer> warmUp = Optional.empty();

    @Mixin
    private Workplace workplace = new Workplace();

    @Override
    public Integer call() {
        int most = payments.orElse(quick ? 1_500 : 6_000);
        int bursting = burst.orElse(quick ? 1_000 : 5_000);
        int warming = warmUp.orElse(quick ? 2_000 : 6_000);
        if (most < 10 || bursting < 1 || warming < 1) {
            throw new StageProblem("--payments is at least 10, --burst and --warm-up at least 1.");
        }
        var turns = List.of(
                new PaymentsPlan.Turn(64, most),
                new PaymentsPlan.Turn(16, most / 2),
                new PaymentsPlan.Turn(1, most / 10));
        int esims = Math.max(most, Math.max(bursting, warming));
        var plan = new PaymentsPlan(esims, warming, bursting, turns, workplace.dearest());
        return new MeasurePayments(plan, workplace.folder(), workplace.keep()).run() ? 0 : 1;
    }
}
