package io.tampu;

import io.tampu.Simulation.Adapters;
import io.tampu.accounts.Partner;
import io.tampu.engine.Database;
import io.tampu.engine.Ids;
import io.tampu.engine.TestDatabase;
import io.tampu.money.Money;
import io.tampu.suppliers.FakeSupplier.Sold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Runs simulations one after the other on one database, and judges each by the audit and by its own arithmetic. */
final class SimulationRuns implements AutoCloseable {

    private static final String TABLES = "checkout_attempt, checkout_refund, checkout_dispute,"
            + " renewals_case, renewals_move, renewals_heartbeat, renewals_renewal,"
            + " ledger_posting, ledger_balance, invoices_receipt, invoices_credit_note, esims_esim, esims_handle, esims_iccid, esims_snapshot,"
            + " accounts_key, accounts_partner";

    private record Row(UUID id, String state, long total, UUID buyer, boolean byCard) {}

    private final TestDatabase test = TestDatabase.fresh();
    private final Database database = new Database(test.dataSource());
    final Map<String, Integer> seen = new TreeMap<>();
    final TreeSet<String> moves = new TreeSet<>();
    long seeds;
    long renewals;
    long givenAfterRefund;

    /** Runs a seed. What it found wrong, in words; empty when all is well. */
    List<String> run(long seed, Adapters adapters) {
        wipe();
        seeds++;
        try (var simulation = new Simulation(test.dataSource(), seed, adapters)) {
            var wrong = new ArrayList<String>();
            try {
                simulation.run();
            } catch (AssertionError | RuntimeException failed) {
                wrong.add(failed.toString());
                if (failed.getCause() != null) {
                    wrong.add(failed.getCause().toString());
                }
            }
            wrong.addAll(judge(simulation));
            remember(simulation);
            if (!wrong.isEmpty()) {
                wrong.add("again with: -Dtest=RenewalSimulationTest -Dtampu.seed=" + seed);
                wrong.addAll(simulation.story);
            }
            return wrong;
        }
    }

    /** So often PostgreSQL has ended one of two that waited for each other; whoever it was has tried again since. */
    long deadlocks() {
        return database.client()
                .sql("select deadlocks from pg_stat_database where datname = current_database()")
                .query(Long.class)
                .single();
    }

    void sql(String statement) {
        database.client().sql(statement).update();
    }

    private void wipe() {
        database.inTransaction(() -> {
            sql("set local session_replication_role = replica");
            sql("truncate " + TABLES);
            return true;
        });
    }

    private List<String> judge(Simulation simulation) {
        var wrong = new ArrayList<String>();
        var verdict = simulation.audit().verdict();
        if (!verdict.isOk() || verdict.open() > 0) {
            wrong.add("the audit says " + verdict);
        }
        var trail = new MoneyTrail(database, simulation.money.provider().book());
        wrong.addAll(trail.wrong());
        trail.seen().forEach((what, times) -> seen.merge(what, times, Integer::sum));
        Map<String, Integer> given = new HashMap<>();
        for (Sold sold : simulation.supplier.sold()) {
            given.merge(sold.order().mark(), 1, Integer::sum);
        }
        long late = 0;
        Map<UUID, Long> kept = new HashMap<>();
        for (Row row : rows()) {
            int times = given.getOrDefault(Ids.text(row.id()), 0);
            boolean isRenewed = row.state().equals("RENEWED");
            if (isRenewed && !row.byCard()) {
                kept.merge(row.buyer(), row.total(), Long::sum);
            }
            if (times > 1
                    || isRenewed && times == 0
                    || !isRenewed
                            && !row.state().equals("REFUNDED")
                            && !(row.state().equals("UNPAID") && times == 0)) {
                wrong.add(Ids.text(row.id()) + " is " + row.state() + " and was given " + times + " times");
            }
            late += isRenewed ? 0 : times;
        }
        if (late != verdict.givenAfterRefund()) {
            wrong.add(late + " given after refund, the audit says " + verdict.givenAfterRefund());
        }
        for (Map.Entry<Partner, Money> paid : simulation.paidIn.entrySet()) {
            Money left = paid.getValue()
                    .minus(Money.of(kept.getOrDefault(paid.getKey().id(), 0L), "USD"))
                    .plus(Money.of(trail.toBalance(paid.getKey().id()), "USD"));
            if (!left.equals(simulation.available(paid.getKey()))) {
                wrong.add("of " + paid.getValue() + " " + left + " should be left, not "
                        + simulation.available(paid.getKey()));
            }
        }
        renewals += verdict.renewals();
        givenAfterRefund += late;
        return wrong;
    }

    private List<Row> rows() {
        return database.client()
                .sql("select id, state, total_minor, buyer, coalesce(secured, '') = 'PAYMENT' from renewals_renewal")
                .query((row, number) -> new Row(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getLong(3),
                        row.getObject(4, UUID.class),
                        row.getBoolean(5)))
                .list();
    }

    private void remember(Simulation simulation) {
        simulation.seen.forEach((what, times) -> seen.merge(what, times, Integer::sum));
        simulation.supplier.whims().forEach((whim, times) -> seen.merge("supplier " + whim, times, Integer::sum));
        simulation.money.provider().drawn().forEach((what, times) -> seen.merge(what, times, Integer::sum));
        moves.addAll(database.client()
                .sql("select distinct from_state || ' ' || event || ' ' || to_state from renewals_move")
                .query(String.class)
                .list());
        count("a case opened", "select count(*) from renewals_case");
        count(
                "straight road",
                "select count(*) from renewals_renewal r where state = 'RENEWED'"
                        + " and not exists (select from renewals_move m where m.renewal = r.id)");
        count(
                "deadline moved",
                "select count(*) from renewals_renewal" + " where deadline_at > accepted_at + interval '10 minutes'");
    }

    private void count(String what, String sql) {
        int times = database.client().sql(sql).query(Integer.class).single();
        if (times > 0) {
            seen.merge(what, times, Integer::sum);
        }
    }

    @Override
    public void close() {
        test.close();
    }
}
