package io.tampu.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tampu.Shop;
import io.tampu.engine.TestDatabase;
import io.tampu.esims.Esim;
import io.tampu.money.Money;
import io.tampu.renewals.RenewAnswer;
import io.tampu.suppliers.FakeSupplier.Sold;
import io.tampu.suppliers.FakeSupplier.Turn;
import io.tampu.suppliers.SupplierOrder;
import io.tampu.suppliers.TopUpOrder;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Each invariant of the books: its violation is planted behind the platform's back, and the audit must say so. */
class AuditStoreTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

    private final TestDatabase database = TestDatabase.fresh();
    private Shop shop;
    private String renewed;
    private String refunded;

    @BeforeEach
    void oneRenewedAndOneRefunded() {
        shop = new Shop(database.dataSource(), "audited", "100.00");
        Esim esim = shop.esim("8910300000000000017");
        renewed = id(shop.renew(esim, shop.offer(esim), "first", LONG_ENOUGH));
        shop.supplier.next(Turn.REFUSE);
        refunded = id(shop.renew(esim, shop.offer(esim), "second", LONG_ENOUGH));
        shop.pass(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        shop.close();
        database.close();
    }

    @Test
    void anHonestHouseIsFoundHonest() {
        Report report = audit();

        assertThat(report.verdict())
                .isEqualTo(new Report.Verdict("ok", 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, "0.00", List.of()));
        assertThat(report.lines()).hasSize(29).allMatch(line -> line.startsWith("ok "));
    }

    @Test
    void dataGivenAfterTheRefundIsListedApartAndIsNoViolation() {
        Esim esim = shop.esim("8910300000000000025");
        String offer = shop.offer(esim);
        shop.supplier.lateBy(Duration.ofMinutes(15)).next(Turn.SELL_LATER_AND_BE_SILENT);
        shop.renew(esim, offer, "late", Duration.ZERO);
        shop.pass(Duration.ofMinutes(20));

        assertThat(audit().verdict())
                .isEqualTo(new Report.Verdict("ok", 3, 1, 2, 0, 1, 0, 0, 0, 0, 0, "0.00", List.of()));
    }

    @Test
    void dataGivenAfterTheRefundThatIsStillLookedForIsNoViolation() {
        Esim esim = shop.esim("8910300000000000025");
        String offer = shop.offer(esim);
        shop.supplier.lateBy(Duration.ofMinutes(15)).next(Turn.SELL_LATER_AND_BE_SILENT);
        shop.renew(esim, offer, "late", Duration.ZERO);
        shop.pass(Duration.ofMinutes(11));
        shop.clock.turn(Duration.ofMinutes(5));

        assertThat(audit().verdict())
                .isEqualTo(new Report.Verdict("ok", 3, 1, 2, 0, 1, 0, 0, 0, 0, 0, "0.00", List.of()));
    }

    @Test
    void aRenewalUnderWayIsOpenAndNoViolation() {
        Esim esim = shop.esim("8910300000000000025");
        String offer = shop.offer(esim);
        shop.supplier.next(Turn.SELL_AND_BE_SILENT);
        shop.renew(esim, offer, "silent", Duration.ZERO);
        shop.restart();

        assertThat(audit().verdict())
                .isEqualTo(new Report.Verdict("ok", 3, 1, 1, 1, 0, 0, 0, 0, 0, 0, "0.00", List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            balances             | shows 8610              | update ledger_balance set available_minor = available_minor - 1000
            balances             | no balance row          | delete from ledger_balance
            balances             | its postings say 100    | delete from ledger_posting where line in ('hold', 'hold-end'); update ledger_posting set amount_minor = 100
            append-only          | refuses UPDATE          | alter table ledger_posting disable trigger ledger_posting_is_append_only
            append-only          | refuses TRUNCATE        | drop trigger ledger_posting_is_append_only on ledger_posting
            append-only          | refuses DELETE          | create or replace function ledger_refuse_change() returns trigger language plpgsql as 'begin return new; end'
            belongs              | no renewal, but 5       | delete from renewals_renewal where state = 'RENEWED'
            belongs              | unknown line: gift      | insert into ledger_posting select reference, 'gift', phase, credit, debit, amount_minor, currency, at from ledger_posting where line = 'revenue'
            one-hold             | 0 lines 'hold'          | delete from ledger_posting where line = 'hold'
            one-hold             | pending 389 USD         | update ledger_posting set amount_minor = 389 where line = 'hold'
            no-end-held          | ended 0 times           | delete from ledger_posting where line = 'hold-end' and phase = 'voided'
            no-end-held          | its hold is ended       | update renewals_renewal set state = 'FULFILLING', due_at = now() where state = 'REFUNDED'
            renewed-is-kept      | 0 lines 'revenue'       | delete from ledger_posting where line = 'revenue'
            renewed-is-kept      | 'revenue' is posted 329 | update ledger_posting set amount_minor = 329 where line = 'revenue'
            renewed-is-kept      | 'tax' is                | update ledger_posting set currency = 'PEN' where line = 'tax'
            renewed-is-kept      | 0 lines 'cost'          | delete from ledger_posting where line = 'cost'
            renewed-is-kept      | it has 0 receipts       | delete from invoices_receipt
            renewed-is-kept      | the receipt says        | update invoices_receipt set total_minor = 391
            renewed-is-kept      | the order is ASKED      | update renewals_renewal set sending = 'ASKED' where state = 'RENEWED'
            refunded-is-returned | 'hold-end' is posted    | update renewals_renewal set state = 'REFUNDED' where state = 'RENEWED'
            renewed-is-kept      | REFUNDED, but it has a receipt | insert into invoices_receipt select r.id, r.buyer, 'x', 390, 59, 'USD', 'NONE', now() from renewals_renewal r where state = 'REFUNDED'
            refunded-is-returned | is voided 389 USD       | update ledger_posting set amount_minor = 389 where phase = 'voided'
            refunded-is-returned | its hold is voided      | update renewals_renewal set state = 'RENEWED' where state = 'REFUNDED'
            late-is-booked       | 0 lines 'late-delivery' | update renewals_renewal set sending = 'SOLD', cost_minor = 240, cost_currency = 'USD' where state = 'REFUNDED'
            late-is-booked       | a late delivery is booked | insert into ledger_posting select reference, 'late-delivery', phase, credit, debit, 240, currency, at from ledger_posting where line = 'revenue'
            open-is-owned        | never due               | update renewals_renewal set state = 'IN_DOUBT', due_at = null where state = 'REFUNDED'
            deadline             | IN_DOUBT, deadline was  | update renewals_renewal set state = 'IN_DOUBT', due_at = now() where state = 'REFUNDED'; update renewals_heartbeat set at = at + interval '12 minutes'
            world-to-the-cent    | , 240 USD, description  | update renewals_renewal set cost_minor = 239 where state = 'RENEWED'
            world-to-the-cent    | 8910300000000000090     | update renewals_renewal set iccid = '8910300000000000090' where state = 'RENEWED'
            booked-is-given      | the world gave nothing  | update renewals_renewal set sending = 'SOLD', cost_minor = 240, cost_currency = 'USD' where state = 'REFUNDED'
            world-has-a-renewal  | given without a renewal | delete from renewals_renewal
            world-has-a-renewal  | and does not know       | update renewals_renewal set sending = 'UNSOLD' where state = 'RENEWED'
            """)
    void aPlantedFaultIsSeen(String check, String words, String sql) {
        plant(sql);

        Report.Verdict verdict = audit().verdict();

        assertThat(verdict.audit()).isEqualTo("violated");
        assertThat(verdict.violations()).anyMatch(one -> one.startsWith(check + ": ") && one.contains(words));
    }

    @Test
    void aDeadlineIsJudgedAtTheLastHeartbeat() {
        plant("update renewals_renewal set state = 'IN_DOUBT', due_at = now() where state = 'REFUNDED'");

        assertThat(audit().verdict().violations()).noneMatch(one -> one.startsWith("deadline"));
    }

    @Test
    void oneMovedCentIsOneCentOfDifference() {
        plant("update ledger_balance set available_minor = available_minor + 1");

        assertThat(audit().verdict().difference()).isEqualTo("0.01");
    }

    @Test
    void aSecondTopUpOfOneRenewalIsSeen() {
        List<Sold> twice = new ArrayList<>(shop.supplier.sold());
        twice.add(twice.getFirst());

        Report.Verdict verdict = auditAgainst(twice);

        assertThat(verdict.violations())
                .singleElement()
                .asString()
                .startsWith("world-once: renewal " + renewed + " was topped up again: order 1000");
        assertThat(verdict.difference()).isEqualTo("2.40");
    }

    @Test
    void dataGivenForARefundedRenewalThatNobodyLooksForIsSeen() {
        List<Sold> more = new ArrayList<>(shop.supplier.sold());
        more.add(given(refunded));

        assertThat(auditAgainst(more).violations())
                .singleElement()
                .asString()
                .startsWith("world-has-a-renewal: order 7")
                .endsWith("which is REFUNDED and does not know");
    }

    @Test
    void dataGivenForSomebodyElsesMarkIsSeen() {
        List<Sold> more = new ArrayList<>(shop.supplier.sold());
        more.add(given("a mark that is not ours"));

        assertThat(auditAgainst(more).violations())
                .singleElement()
                .asString()
                .endsWith("description 'a mark that is not ours') was given without a renewal");
    }

    @Test
    void aDatabaseThatIsNotThereIsOneSentence() {
        var nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/none");

        assertThatThrownBy(() -> new Audit(nowhere, Optional.empty()).run())
                .isInstanceOf(AuditImpossible.class)
                .hasMessageStartingWith("The database cannot be audited: Connection to 127.0.0.1:1 refused");
    }

    private Report audit() {
        return new Audit(database.dataSource(), Optional.of(SoldLedger.of(shop.supplier))).run();
    }

    private Report.Verdict auditAgainst(List<Sold> sold) {
        return new Audit(database.dataSource(), Optional.of(new SoldLedger(() -> sold)))
                .run()
                .verdict();
    }

    private Sold given(String mark) {
        return new Sold(
                new TopUpOrder(mark, "8910300000000000017", "inti-peru-7days-1gb-topup"),
                new SupplierOrder(
                        "7", "inti-peru-7days-1gb-topup", Money.usd("2.40"), 1, 7, 0, 0, shop.clock.instant()));
    }

    /** As somebody with the keys to the database would: triggers do not fire. */
    private void plant(String sql) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(sql);
            statement.execute("set session_replication_role = origin");
        } catch (SQLException problem) {
            throw new IllegalStateException(sql, problem);
        }
    }

    private static String id(RenewAnswer answer) {
        return ((RenewAnswer.Accepted) answer).id().toString();
    }
}
