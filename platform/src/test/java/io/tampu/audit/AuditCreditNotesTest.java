package io.tampu.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.Shop;
import io.tampu.checkout.Refund;
import io.tampu.engine.TestDatabase;
import io.tampu.money.Money;
import io.tampu.renewals.RenewAnswer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

    private List<String> violations() {
        return new Audit(database.dataSource(), Optional.empty())
                .run()
                .verdict()
                .violations();
    }
}
