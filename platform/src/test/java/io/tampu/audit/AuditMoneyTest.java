package io.tampu.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.Shop;
import io.tampu.checkout.Attempt;
import io.tampu.checkout.Hint;
import io.tampu.checkout.Refund;
import io.tampu.engine.TestDatabase;
import io.tampu.esims.Esim;
import io.tampu.money.Money;
import io.tampu.payments.Bill;
import io.tampu.payments.DisputeAnswer.Stand;
import io.tampu.payments.Heard;
import io.tampu.payments.Retry;
import io.tampu.renewals.RenewAnswer;
import io.tampu.suppliers.FakeSupplier.Turn;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money from outside: each fault is planted behind the platform's back, and the audit must say so. */
class AuditMoneyTest {

    private final TestDatabase database = TestDatabase.fresh();
    private Shop shop;
    private int number;

    /** Kept, refunded, paid twice, lost in a dispute, and topped up. */
    @BeforeEach
    void oneOfEach() {
        shop = new Shop(database.dataSource(), "audited-money", "100.00");
        pay(begun());
        shop.supplier.next(Turn.REFUSE);
        pay(begun());
        RenewAnswer twice = begun();
        shop.provider.decline(attempts(twice).getFirst().id().toString(), "card_declined", Retry.CUSTOMER);
        hint(new Heard.About.OfCharge(attempts(twice).getFirst().id().toString()));
        shop.renewals().pay(shop.partner.id(), ((RenewAnswer.Accepted) twice).id(), Shop.LINK);
        pay(twice);
        RenewAnswer lost = begun();
        pay(lost);
        dispute(lost, Stand.LOST);
        var topUp = shop.checkout()
                .topUp(
                        shop.newId(),
                        shop.partner.id(),
                        Money.usd("25.00"),
                        Shop.LINK.backTo(),
                        "Balance top-up",
                        "en",
                        Duration.ofMinutes(30));
        shop.provider.pay(topUp.id().toString());
        hint(new Heard.About.OfCharge(topUp.id().toString()));
        shop.pass(Duration.ofSeconds(2));
    }

    @AfterEach
    void close() {
        shop.close();
        database.close();
    }

    @Test
    void whatWasTakenIsKeptReturnedOrLostToTheCent() {
        Report report = audit();

        assertThat(report.verdict())
                .isEqualTo(new Report.Verdict("ok", 4, 3, 1, 0, 0, 4450, 3280, 780, 0, 390, "0.00", List.of()));
        assertThat(report.lines())
                .contains(
                        "money     taken 44.50 = kept 32.80 + returned 7.80 + in flight 0.00 + lost to disputes 3.90");
    }

    @Test
    void withoutAWorldTheBooksSayTheSame() {
        assertThat(new Audit(database.dataSource(), Optional.empty()).run().verdict())
                .isEqualTo(new Report.Verdict("ok", 4, 3, 1, 0, 0, 4450, 3280, 780, 0, 390, "0.00", List.of()));
    }

    @Test
    void moneyOnItsWayIsInFlightAndNoViolation() {
        shop.provider.refundsWait(true);
        shop.supplier.next(Turn.REFUSE);
        pay(begun());
        pay(begun(), false);
        RenewAnswer disputed = begun();
        pay(disputed);
        dispute(disputed, Stand.OPEN);

        var verdict = audit().verdict();

        assertThat(verdict.violations()).isEmpty();
        // Refund accepted, and gone at the provider: no more than its own word says that it arrived.
        assertThat(verdict.taken()).isEqualTo(4450 + 3 * 390);
        assertThat(verdict.returned()).isEqualTo(780 + 390);
        assertThat(verdict.inFlight()).isEqualTo(390 + 390);
        assertThat(verdict.kept()).isEqualTo(3280);
    }

    @Test
    void aRefundThatFailedLaterIsOnTheBalanceAndKept() {
        shop.supplier.next(Turn.REFUSE);
        RenewAnswer refunded = begun();
        pay(refunded);
        String refund = shop.renewals()
                .money(shop.renewal(refunded))
                .refunds()
                .getFirst()
                .id()
                .toString();

        shop.provider.failRefund(refund, "expired_or_canceled_card");
        var before = audit().verdict();
        shop.clock.turn(Duration.ofDays(2));
        shop.pass(Duration.ofSeconds(3));
        var after = audit().verdict();

        assertThat(before.violations()).isEmpty();
        assertThat(before.inFlight()).isEqualTo(390);
        assertThat(after.violations()).isEmpty();
        assertThat(after.inFlight()).isZero();
        assertThat(after.kept()).isEqualTo(3280 + 390);
    }

    @Test
    void aDisputeThatWasWonIsKept() {
        RenewAnswer disputed = begun();
        pay(disputed);
        dispute(disputed, Stand.OPEN);
        dispute(disputed, Stand.WON);

        var verdict = audit().verdict();

        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.kept()).isEqualTo(3280 + 390);
    }

    @Test
    void moneyForABalanceThatTheBankHasTakenMeanwhileIsLostOnceAndNoViolation() {
        RenewAnswer disputed = begun();
        pay(disputed);
        dispute(disputed, Stand.OPEN);
        shop.renewals().giveBackByStaff(shop.renewal(disputed), Money.usd("3.90"), Refund.To.BALANCE);
        dispute(disputed, Stand.LOST);
        shop.clock.turn(Duration.ofHours(2));
        shop.pass(Duration.ofSeconds(5));

        var verdict = audit().verdict();

        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.lostToDispute()).isEqualTo(2 * 390);
        assertThat(verdict.kept()).isEqualTo(3280);
    }

    @Test
    void aDisputeThatNobodyHasToldUsOfYetIsInFlight() {
        RenewAnswer disputed = begun();
        pay(disputed);
        shop.provider.dispute(attempts(disputed).getFirst().id().toString(), Stand.OPEN);

        assertThat(audit().verdict().violations()).isEmpty();
        plant("update renewals_heartbeat set at = at + interval '3 hours'");
        assertThat(audit().verdict().violations())
                .singleElement()
                .asString()
                .startsWith("money-to-the-cent: payment pi_");
    }

    @Test
    void whatIsGivenBackOfASaleIsTakenBackInTheBooks() {
        RenewAnswer held = shop.renew(esim(), shop.offer(esim()), "held", Duration.ofSeconds(10));
        RenewAnswer paid = begun();
        pay(paid);

        shop.renewals().giveBackByStaff(shop.renewal(held), Money.usd("1.50"), Refund.To.ORIGINAL);
        shop.renewals().giveBackByStaff(shop.renewal(paid), Money.usd("1.50"), Refund.To.ORIGINAL);
        shop.pass(Duration.ofSeconds(2));
        var honest = audit().verdict();
        plant("update checkout_refund set amount_minor = 391 where reason = 'staff' and attempt is null");

        assertThat(honest.violations()).isEmpty();
        assertThat(honest.returned()).isEqualTo(780 + 150);
        assertThat(audit().verdict().violations()).anyMatch(one -> one.endsWith("but 391 of the sale are given back"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            money-belongs        | 'refund' first          | delete from checkout_refund
            money-belongs        | 'paid' first            | delete from checkout_attempt
            money-belongs        | 'dispute-lost' first    | delete from checkout_dispute
            belongs              | 0 receipts, 1 attempts  | delete from renewals_renewal; delete from ledger_posting where line in ('revenue', 'tax', 'cost'); delete from invoices_receipt
            balances             | its postings say        | delete from ledger_posting where line = 'paid' and credit > '00000000-0000-8000-ffff-ffffffffffff'
            attempt-books        | no line 'paid'          | delete from ledger_posting where line = 'paid'
            attempt-books        | 'paid' of 389 USD       | update ledger_posting set amount_minor = 389 where line = 'paid'
            attempt-books        | does not fit            | update ledger_posting set credit = '00000000-0000-8000-8000-000000000002' where line = 'paid'
            attempt-books        | does not fit            | update checkout_attempt set state = 'CLOSED' where state = 'KEPT'
            refund-books         | no line 'refund'        | delete from ledger_posting where line = 'refund'
            refund-books         | no line 'returned'      | delete from ledger_posting where line = 'returned'
            refund-books         | 'returned' of 390 USD   | update checkout_refund set state = 'ACCEPTED', due_at = now()
            refund-books         | no line 'refund-failed' | update checkout_refund set state = 'FAILED'
            refund-books         | no line 'revenue-back'  | update checkout_refund set reason = 'unused' where reason = 'surplus'
            refund-books         | 'revenue-back' of 390   | insert into ledger_posting select reference, 'revenue-back', phase, debit, credit, amount_minor, currency, at from ledger_posting where line = 'returned'
            refund-books         | from 00000000-0000-8000-8000-000000000009 to 00000000-0000-8000-8000-00000000000b | update ledger_posting set credit = '00000000-0000-8000-8000-00000000000b' where line = 'returned'
            dispute-books        | no line 'dispute-lost'  | delete from ledger_posting where line = 'dispute-lost'
            dispute-books        | 'dispute-lost' of 390   | update checkout_dispute set state = 'OPEN', due_at = now()
            dispute-books        | 'disputed' of 389       | update ledger_posting set amount_minor = 389 where line = 'disputed'
            kept-once            | 2 attempts are kept     | drop index checkout_attempt_kept; update checkout_attempt set state = 'KEPT' where state = 'SURPLUS'
            kept-once            | asked 391 USD, kept 390 | update checkout_attempt set amount_minor = 391 where state = 'KEPT'
            goes-back-once       | SURPLUS: 389 go back of 390 | update checkout_refund set amount_minor = 389 where reason = 'surplus'
            goes-back-once       | KEPT: 391 go back of 390 | update checkout_refund set amount_minor = 391 where reason = 'undelivered'
            refund-fits          | not of the attempt's    | update checkout_refund set payer = id
            refund-fits          | no other stands for it  | update checkout_refund set state = 'FAILED'
            money-is-owned       | open and never due      | update checkout_attempt set state = 'OPEN', due_at = null where state = 'KEPT'
            money-is-owned       | open and never due      | update checkout_refund set state = 'WRITTEN', due_at = null
            money-is-owned       | open and never due      | update checkout_dispute set state = 'OPEN', due_at = null
            one-payment          | 0 payments are kept     | update checkout_attempt set state = 'SURPLUS' where state = 'KEPT'
            one-payment          | the payment kept is     | update checkout_attempt set payer = id where state = 'KEPT'
            one-payment          | but it is paid by PAYMENT | update renewals_renewal set state = 'UNPAID' where state = 'RENEWED'
            one-payment          | it is paid by nothing   | update renewals_renewal set secured = null
            one-payment          | a payment is kept, but  | update renewals_renewal set secured = 'HOLD'
            one-hold             | 0 lines 'hold'          | update renewals_renewal set secured = 'HOLD'
            no-end-held          | paid by PAYMENT, but its hold is ended | insert into ledger_posting select reference, 'hold-end', phase, debit, credit, amount_minor, currency, at from ledger_posting where line = 'revenue'
            one-hold             | but is paid by PAYMENT  | insert into ledger_posting select reference, 'hold', 'pending', debit, credit, amount_minor, currency, at from ledger_posting where line = 'revenue'
            renewed-is-kept      | 0 lines 'revenue'       | delete from ledger_posting where line = 'revenue'
            unpaid-is-closed     | an attempt is OPEN      | update renewals_renewal set state = 'UNPAID', secured = null; update checkout_attempt set state = 'OPEN', due_at = now()
            refunded-is-returned | REFUNDED, but 0 go back | delete from checkout_refund where reason = 'undelivered'
            refunded-is-returned | RENEWED, but 390 go back | update renewals_renewal set state = 'RENEWED'
            refunded-is-returned | but its refund is ACCEPTED | update checkout_refund set state = 'ACCEPTED', due_at = now()
            refunded-is-returned | but its refund is RETURNED | update renewals_renewal set state = 'REFUNDING', due_at = now() where state = 'REFUNDED'
            deadline             | could be paid until     | update renewals_renewal set state = 'AWAITING_PAYMENT', due_at = now(); update renewals_heartbeat set at = at + interval '1 hour'
            deadline             | UNDELIVERED, deadline   | update renewals_renewal set state = 'UNDELIVERED', due_at = now(); update renewals_heartbeat set at = at + interval '1 hour'
            money-to-the-cent    | books have 389, the provider holds 390 | update ledger_posting set amount_minor = 389 where line = 'paid'
            money-to-the-cent    | the provider holds 0    | update checkout_attempt set payment = concat('pi_', id) where state = 'KEPT'
            world-money          | is in no books: 390     | delete from checkout_attempt
            money-adds-up        | 390 more came           | delete from ledger_posting where line = 'dispute-lost'
            """)
    void aPlantedFaultIsSeen(String check, String words, String sql) {
        plant(sql);

        Report.Verdict verdict = audit().verdict();

        assertThat(verdict.audit()).isEqualTo("violated");
        assertThat(verdict.violations()).anyMatch(one -> one.startsWith(check + ": ") && one.contains(words));
    }

    @Test
    void aBreakOfTheBillIsShownForADayAndThenAViolation() {
        plant("""
                insert into checkout_break values ('019aaaaa-aaaa-7aaa-8aaa-aaaaaaaaaaaa', 'stripe', '2026-11-22', 'THEIRS_ONLY',
                    'pi_x', null, '', '3.90 USD', (select max(at) from renewals_heartbeat), now(), 'reconciliation')""");
        Report young = audit();
        plant("update renewals_heartbeat set at = at + interval '25 hours'");

        assertThat(young.verdict().audit()).isEqualTo("ok");
        assertThat(young.lines())
                .anyMatch(line -> line.startsWith("  known: provider-bills: THEIRS_ONLY of 2026-11-22"));
        assertThat(audit().verdict().violations())
                .singleElement()
                .asString()
                .startsWith("provider-bills: THEIRS_ONLY of 2026-11-22 at stripe: pi_x")
                .endsWith("open for 25 h 0 min, owner reconciliation");
    }

    @Test
    void moneyThatTheWorldTookTwiceIsSeenToTheCent() {
        var verdict = auditAgainst(all -> {
            var more = new ArrayList<>(all);
            more.add(all.getFirst());
            return more;
        });

        assertThat(verdict.violations())
                .singleElement()
                .asString()
                .endsWith("the books have 390, the provider holds 780");
        assertThat(verdict.difference()).isEqualTo("3.90");
    }

    @Test
    void aSecondPaymentOnOnePageIsInFlightUntilTheBillShouldHaveShownIt() {
        RenewAnswer renewal = begun();
        pay(renewal);
        shop.provider.pay(attempts(renewal).getFirst().id().toString());

        var young = audit().verdict();
        plant("update renewals_heartbeat set at = at + interval '3 hours'");

        assertThat(young.violations()).isEmpty();
        assertThat(young.inFlight()).isEqualTo(390);
        assertThat(audit().verdict().violations()).singleElement().asString().endsWith("is in no books: 390 of it");
    }

    @Test
    void moneyUnderSomebodyElsesMarkIsSeen() {
        var verdict = auditAgainst(all -> {
            var more = new ArrayList<>(all);
            Bill.Line first = all.getFirst();
            more.add(new Bill.Line(
                    "txn_x",
                    Bill.Kind.TAKEN,
                    "pi_x",
                    Optional.of("a mark that is not ours"),
                    first.amount(),
                    first.fee(),
                    first.at()));
            return more;
        });

        assertThat(verdict.violations())
                .singleElement()
                .asString()
                .startsWith("world-money: payment pi_x at stripe")
                .endsWith("mark 'a mark that is not ours') is in no books: 390 of it");
        assertThat(verdict.difference()).isEqualTo("3.90");
        assertThat(verdict.inFlight()).isZero();
    }

    private Esim esim() {
        return shop.esim("8910300000000099998");
    }

    private RenewAnswer begun() {
        Esim esim = shop.esim("89103000000000%05d".formatted(++number));
        return shop.renewByLink(esim, shop.offer(esim), "tap-" + number);
    }

    private void pay(RenewAnswer renewal) {
        pay(renewal, true);
    }

    private void pay(RenewAnswer renewal, boolean told) {
        List<Attempt> attempts = attempts(renewal);
        attempts.forEach(attempt -> shop.provider.pay(attempt.id().toString()));
        if (told) {
            attempts.forEach(
                    attempt -> hint(new Heard.About.OfCharge(attempt.id().toString())));
            shop.pass(Duration.ofSeconds(3));
        }
    }

    private List<Attempt> attempts(RenewAnswer renewal) {
        return shop.renewals().money(shop.renewal(renewal)).attempts();
    }

    private void dispute(RenewAnswer renewal, Stand stand) {
        String dispute = shop.provider.dispute(attempts(renewal).getFirst().id().toString(), stand);
        hint(new Heard.About.OfDispute(dispute, dispute.substring(3)));
        shop.pass(Duration.ofSeconds(2));
    }

    private void hint(Heard.About about) {
        shop.checkout()
                .hear(List.of(new Hint("stripe", new Heard.Genuine("evt", "told", about, Optional.empty()))))
                .afterwards()
                .run();
        shop.pass(Duration.ofSeconds(1));
    }

    private Report audit() {
        return new Audit(database.dataSource(), Optional.of(ShopLedger.of(shop.supplier, shop.provider))).run();
    }

    private Report.Verdict auditAgainst(UnaryOperator<List<Bill.Line>> lie) {
        var ledger = new ShopLedger(SoldLedger.of(shop.supplier), () -> lie.apply(shop.provider.moved()));
        return new Audit(database.dataSource(), Optional.of(ledger)).run().verdict();
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
}
