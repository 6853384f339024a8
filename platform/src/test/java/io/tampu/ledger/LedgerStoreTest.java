package io.tampu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tampu.engine.Database;
import io.tampu.engine.TestDatabase;
import io.tampu.money.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The books: what each outcome writes is the table in docs/books.md, row by row. */
class LedgerStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final TestDatabase TEST = TestDatabase.fresh();
    private static long number;

    private final Database database = new Database(TEST.dataSource());
    private final Ledger ledger = new Ledger(database);
    private final UUID buyer = next();

    @AfterAll
    static void close() {
        TEST.close();
    }

    @BeforeEach
    void thePartnerPaysIn() {
        ledger.openBalance(buyer, "USD");
        ledger.credit(next(), buyer, Money.usd("100.00"), NOW);
    }

    @Test
    void eachOutcomeWritesTheRowsThatTheDocumentSays() {
        UUID renewed = held("4.72");
        ledger.postSales(List.of(sale(renewed)), NOW);
        UUID refunded = held("4.72");
        ledger.voidHolds(List.of(hold(refunded, "4.72")), NOW);
        ledger.bookLateDelivery(refunded, Money.usd("2.40"), NOW);

        assertThat(written())
                .containsExactlyInAnyOrderElementsOf(documented(
                        "<!-- outcomes -->",
                        // Both renewals were accepted: the document says so once.
                        List.of("hold | pending | the buyer's balance | customer prepaid | 4.72")));
    }

    @Test
    void eachOutcomeOfMoneyFromOutsideWritesTheRowsThatTheDocumentSays() {
        var outside = new OutsideMoney(database);
        Money whole = Money.usd("4.72");
        UUID refund = next();
        UUID toBalance = next();
        UUID byDispute = next();
        UUID dispute = next();
        UUID renewal = next();
        List<UUID> events = List.of(refund, toBalance, byDispute, dispute, renewal);
        var owed = List.of(new OutsideMoney.Owed(refund, whole));

        outside.receive(List.of(new OutsideMoney.Received(renewal, Optional.empty(), whole)), NOW);
        ledger.postSales(
                List.of(new Sale(renewal, Optional.empty(), whole, Money.usd("0.72"), Money.usd("2.40"))), NOW);
        outside.takeBackSales(List.of(new OutsideMoney.TakenBack(refund, Money.usd("4.00"), Money.usd("0.72"))), NOW);
        outside.owe(owed, NOW);
        outside.returnByProvider(owed, NOW);
        outside.comeBack(owed, NOW);
        outside.noLongerOwe(owed, NOW);
        outside.returnToBalance(toBalance, buyer, whole, NOW);
        outside.dispute(dispute, whole, NOW);
        outside.winDispute(dispute, whole, NOW);
        outside.loseDispute(dispute, whole, NOW);
        outside.returnByDispute(byDispute, whole, NOW);
        outside.receive(List.of(new OutsideMoney.Received(toBalance, Optional.of(buyer), whole)), NOW);

        assertThat(rows("reference = any (:events)", events.toArray(UUID[]::new)))
                .containsExactlyInAnyOrderElementsOf(documented("<!-- outside -->", List.of()));
        assertThat(ledger.available(buyer)).contains(Money.usd("109.44"));
    }

    @Test
    void aBalanceGoesDownWithTheHoldAndComesBackWhenItIsVoided() {
        UUID renewal = held("4.72");
        assertThat(ledger.available(buyer)).contains(Money.usd("95.28"));

        ledger.voidHolds(List.of(hold(renewal, "4.72")), NOW);

        assertThat(ledger.available(buyer)).contains(Money.usd("100.00"));
    }

    @Test
    void aPostedHoldTakesNothingMore() {
        UUID renewal = held("4.72");

        ledger.postSales(List.of(sale(renewal)), NOW);

        assertThat(ledger.available(buyer)).contains(Money.usd("95.28"));
    }

    @Test
    void aSetThatABalanceCannotCoverTakesNothingOfItAndNamesIt() {
        UUID other = next();
        ledger.openBalance(other, "USD");
        ledger.credit(next(), other, Money.usd("5.00"), NOW);

        Set<UUID> tooShort = ledger.hold(
                List.of(hold(next(), "60.00"), hold(next(), "40.01"), new Hold(next(), other, Money.usd("5.00"))), NOW);

        assertThat(tooShort).containsExactly(buyer);
        assertThat(ledger.available(buyer)).contains(Money.usd("100.00"));
        assertThat(ledger.available(other)).contains(Money.usd("0.00"));
    }

    @Test
    void aBalanceMayBeSpentToTheLastCent() {
        assertThat(ledger.hold(List.of(hold(next(), "60.00"), hold(next(), "40.00")), NOW))
                .isEmpty();
        assertThat(ledger.available(buyer)).contains(Money.usd("0.00"));
    }

    @Test
    void aHoldInAnotherCurrencyIsNotCovered() {
        assertThat(ledger.hold(List.of(new Hold(next(), buyer, Money.of(100, "PEN"))), NOW))
                .containsExactly(buyer);
    }

    @Test
    void aHoldIsEndedAtMostOnce() {
        UUID renewal = held("4.72");
        ledger.postSales(List.of(sale(renewal)), NOW);

        assertThatThrownBy(() -> ledger.voidHolds(List.of(hold(renewal, "4.72")), NOW))
                .hasMessageContaining("duplicate key");
        assertThat(ledger.available(buyer)).contains(Money.usd("95.28"));
    }

    @Test
    void aCreditThatIsRepeatedCountsOnce() {
        UUID reference = next();
        ledger.credit(reference, buyer, Money.usd("1.00"), NOW);
        ledger.credit(reference, buyer, Money.usd("1.00"), NOW);

        assertThat(ledger.available(buyer)).contains(Money.usd("101.00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger_posting set amount_minor = 1",
                "delete from ledger_posting",
                "truncate ledger_posting"
            })
    void theDatabaseItselfRefusesToChangeThePast(String change) {
        assertThatThrownBy(() -> database.client().sql(change).update())
                .hasMessageContaining("the books are append-only: correct a posting by another posting");
    }

    @Test
    void theEntriesOfABalanceTellWhatBecameOfEachHold() {
        UUID renewed = held("4.72");
        ledger.postSales(List.of(sale(renewed)), NOW);
        UUID refunded = held("1.00");
        ledger.voidHolds(List.of(hold(refunded, "1.00")), NOW);
        held("2.00");

        List<BalanceEntry> entries = ledger.entries(buyer, Optional.empty(), 10);

        assertThat(entries)
                .extracting(entry -> entry.kind() + " " + entry.amount())
                .containsExactly("CREDIT 100.00 USD", "PAID 4.72 USD", "RETURNED 1.00 USD", "HELD 2.00 USD");
        assertThat(ledger.entries(buyer, Optional.of(entries.get(1).reference()), 1))
                .containsExactly(entries.get(2));
    }

    private UUID held(String amount) {
        UUID renewal = next();
        assertThat(ledger.hold(List.of(hold(renewal, amount)), NOW)).isEmpty();
        return renewal;
    }

    private Hold hold(UUID renewal, String amount) {
        return new Hold(renewal, buyer, Money.usd(amount));
    }

    private Sale sale(UUID renewal) {
        return new Sale(renewal, Optional.of(buyer), Money.usd("4.72"), Money.usd("0.72"), Money.usd("2.40"));
    }

    /** All postings of this test's buyer and renewals, as the document writes them. */
    private List<String> written() {
        return rows(
                "reference in (select reference from ledger_posting where (debit = :buyer or credit = :buyer)"
                        + " and cardinality(:events) = 0)",
                new UUID[0]);
    }

    private List<String> rows(String which, UUID[] events) {
        return database.client()
                .sql("select line, phase, debit, credit, amount_minor, currency from ledger_posting where " + which
                        + " order by reference, line")
                .param("buyer", buyer)
                .param("events", events)
                .query((row, at) -> String.join(
                        " | ",
                        row.getString("line"),
                        row.getString("phase"),
                        name(row.getObject("debit", UUID.class)),
                        name(row.getObject("credit", UUID.class)),
                        Money.of(row.getLong("amount_minor"), row.getString("currency"))
                                .toString()
                                .replace(" USD", "")))
                .list();
    }

    private String name(UUID account) {
        return Arrays.stream(SellerAccount.values())
                .filter(one -> one.id().equals(account))
                .map(one -> one == SellerAccount.LATE_DELIVERY_LOSS
                        ? "late-delivery loss"
                        : one.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .findFirst()
                .orElse(account.equals(buyer) ? "the buyer's balance" : account.toString());
    }

    /** The rows of the table of outcomes, without the outcome. */
    private static List<String> documented(String where, List<String> more) {
        try {
            String document = Files.readString(Path.of("../docs/books.md"));
            String table = document.substring(document.indexOf(where));
            var rows = new java.util.ArrayList<>(more);
            table.lines()
                    .skip(3)
                    .takeWhile(line -> line.startsWith("|"))
                    .map(line -> line.substring(line.indexOf('|', 1) + 2, line.length() - 2))
                    .forEach(rows::add);
            return rows;
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }

    /** In order, as ids are: entries are listed by them. */
    private static synchronized UUID next() {
        return new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + ++number);
    }
}
