package io.tampu.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The front door: audits a database, and with it the world. It only reads; a running system may be audited. */
public final class Audit {

    private final DataSource source;
    private final Optional<WorldLedger> world;

    /** @param world the ledger of what was really given; empty: the books are held against themselves only */
    public Audit(DataSource source, Optional<WorldLedger> world) {
        this.source = source;
        this.world = world;
    }

    /** Throws {@link AuditImpossible} when the database or the world cannot be read. */
    public Report run() {
        var report = new Report();
        try {
            SoldIds sold = auditBooks(report);
            if (world.isPresent()) {
                new CompareWithWorld(source, world.get(), sold, report).compare();
            }
        } catch (SQLException unreadable) {
            throw new AuditImpossible("The database cannot be audited: "
                    + String.valueOf(unreadable.getMessage())
                            .lines()
                            .findFirst()
                            .orElse("no reason given"));
        }
        return report;
    }

    /** In one snapshot, so that a system that runs meanwhile is seen at one moment. */
    private SoldIds auditBooks(Report report) throws SQLException {
        try (Connection snapshot = source.getConnection()) {
            snapshot.setAutoCommit(false);
            snapshot.setReadOnly(true);
            snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                var store = new AuditStore(snapshot);
                store.checkBalances(report);
                store.checkAppendOnly(report);
                checkLives(snapshot, LifeRules.all(store.heartbeats()), report);
                return world.isPresent() ? store.sold() : new SoldIds();
            } finally {
                snapshot.rollback();
                snapshot.setReadOnly(false);
                snapshot.setAutoCommit(true);
            }
        }
    }

    private static void checkLives(Connection snapshot, List<LifeRule> rules, Report report) throws SQLException {
        rules.forEach(rule -> report.check(rule.name(), rule.sentence()));
        try (var lives = new Lives(snapshot)) {
            for (Optional<Life> next = lives.next(); next.isPresent(); next = lives.next()) {
                Life life = next.get();
                life.renewals().forEach(report::count);
                for (LifeRule rule : rules) {
                    report.looked(rule.name());
                    rule.broken()
                            .apply(life)
                            .ifPresent(what ->
                                    report.broken(rule.name(), "renewal " + Marks.write(life.id()) + ": " + what));
                }
            }
        }
    }
}
