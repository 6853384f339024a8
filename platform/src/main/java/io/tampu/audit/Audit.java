package io.tampu.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
            OurWords ours = auditBooks(report);
            if (world.isPresent()) {
                var money = new CompareMoney(source, ours.payments, ours.open, ours.heartbeats, report);
                new CompareWithWorld(source, world.get(), ours.sold, money, report).compare();
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
    private OurWords auditBooks(Report report) throws SQLException {
        try (Connection snapshot = source.getConnection()) {
            snapshot.setAutoCommit(false);
            snapshot.setReadOnly(true);
            snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                var store = new AuditStore(snapshot);
                store.checkBalances(report);
                store.checkAppendOnly(report);
                Heartbeats heartbeats = store.heartbeats();
                checkLives(snapshot, LifeRules.all(heartbeats), report);
                checkMoney(snapshot, MoneyRules.all(), report);
                var payments = new PaymentStore(snapshot);
                payments.checkBills(heartbeats, report);
                var ours = new OurWords(world.isPresent() ? store.sold() : new SoldIds(), heartbeats);
                payments.forEach(ours::add);
                report.money(ours.money());
                return ours;
            } finally {
                snapshot.rollback();
                snapshot.setReadOnly(false);
                snapshot.setAutoCommit(true);
            }
        }
    }

    /** What our tables said in the snapshot, to be held against the world. */
    private static final class OurWords {
        private final SoldIds sold;
        private final Heartbeats heartbeats;
        private final PaymentSums payments = new PaymentSums();
        private final Map<UUID, PaymentWord> open = new HashMap<>();
        private long paid;
        private long kept;
        private long returned;
        private long lost;

        OurWords(SoldIds sold, Heartbeats heartbeats) {
            this.sold = sold;
            this.heartbeats = heartbeats;
        }

        void add(PaymentWord word) {
            payments.add(word.key(), word.clearing(), word.lost());
            if (word.isOpen()) {
                open.put(word.key(), word);
            }
            paid += word.paid();
            kept += word.kept();
            returned += word.returned();
            lost += word.lost();
        }

        Report.Money money() {
            return new Report.Money(paid, kept, returned, paid - kept - returned - lost, lost);
        }
    }

    private static void checkMoney(Connection snapshot, List<Rule<MoneyLife>> rules, Report report)
            throws SQLException {
        rules.forEach(rule -> report.check(rule.name(), rule.sentence()));
        try (var lives = new MoneyLives(snapshot)) {
            for (Optional<MoneyLife> next = lives.next(); next.isPresent(); next = lives.next()) {
                MoneyLife life = next.get();
                judge(rules, life, "money " + Marks.write(life.id()), report);
            }
        }
    }

    private static <L> void judge(List<Rule<L>> rules, L life, String whose, Report report) {
        for (Rule<L> rule : rules) {
            report.looked(rule.name());
            rule.broken().apply(life).ifPresent(what -> report.broken(rule.name(), whose + ": " + what));
        }
    }

    private static void checkLives(Connection snapshot, List<Rule<Life>> rules, Report report) throws SQLException {
        rules.forEach(rule -> report.check(rule.name(), rule.sentence()));
        try (var lives = new Lives(snapshot)) {
            for (Optional<Life> next = lives.next(); next.isPresent(); next = lives.next()) {
                Life life = next.get();
                life.renewals().forEach(report::count);
                judge(rules, life, "renewal " + Marks.write(life.id()), report);
            }
        }
    }
}
