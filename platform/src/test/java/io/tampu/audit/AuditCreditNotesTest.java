package io.tampu.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.Shop;
import io.tampu.checkout.Refund;
import io.tampu.engine.Database;
import io.tampu.engine.TestDatabase;
import io.tampu.invoices.Receipts;
import io.tampu.money.Money;
import io.tampu.renewals.RenewAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credit notes against the books: each fault is planted behind the platform's back, and the audit must say so. */
class AuditCreditNotesTest {

    private final TestDatabase database = TestDatabase.fresh();
    private Shop shop;

    @BeforeEach
    void aPartIsGivenBack() {
        shop = new Shop(database.dataSource(), "audited-notes", "100.00");
        var esim = shop.esim("8910300000000000055");
        RenewAnswer renewed = shop.renew(esim, shop.offer(esim), "tap", Duration.ofSeconds(10));
        shop.renewals().giveBackByStaff(shop.renewal(renewed), Money.usd("1.50"), Refund.To.BALANCE);
    }

    @AfterEach
    void close() {
        shop.close();
        database.close();
    }

    @Test
    void theHonestOneIsFoundHonest() {
        assertThat(violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            there is [], not [Note       | delete from invoices_credit_note
            amount=149, tax=23           | update invoices_credit_note set amount_minor = 149
            amount=150, tax=22           | update invoices_credit_note set tax_minor = 22
            tax=23, currency=PEN         | update invoices_credit_note set currency = 'PEN'
            currency=USD]], not []       | update invoices_credit_note set refund = renewal
            there is [], not [Note       | update invoices_credit_note set refund = renewal
            there is [Note               | update invoices_credit_note set renewal = refund
            """)
    void aPlantedFaultIsSeen(String words, String sql) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }

        assertThat(violations()).anyMatch(one -> one.startsWith("credit-notes: ") && one.contains(words));
    }

    @Test
    void whatWasGivenBackBeforeThereWereCreditNotesGetsThem() throws SQLException, IOException {
        var client = new Database(database.dataSource()).client();
        String notes = "select (to_jsonb(n) - 'seller')::text from invoices_credit_note n";
        var written = client.sql(notes).query(String.class).list();
        client.sql("delete from invoices_credit_note").update();
        assertThat(violations()).isNotEmpty();

        try (var migration =
                Audit.class.getResourceAsStream("/db/migration/V0480__invoices_credit_notes_backfill.sql")) {
            var sql = new String(Objects.requireNonNull(migration).readAllBytes(), StandardCharsets.UTF_8);
            try (var connection = database.dataSource().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        assertThat(violations()).isEmpty();
        assertThat(client.sql(notes).query(String.class).list()).isEqualTo(written);
        var renewal = client.sql("select renewal from invoices_credit_note")
                .query(UUID.class)
                .single();
        assertThat(new Receipts(new Database(database.dataSource()), Shop.SELLER).creditNotes(renewal))
                .hasSize(1)
                .allMatch(note -> note.seller().equals(Shop.SELLER));
    }

    private List<String> violations() {
        return new Audit(database.dataSource(), Optional.empty())
                .run()
                .verdict()
                .violations();
    }
}
