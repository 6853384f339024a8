package io.tampu.bench.kills;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The platform's books, read by somebody else's eyes: what each renewal is said to have cost at the wholesaler. */
final class Books {

    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

    private final String url;

    Books(String url) {
        this.url = url;
    }

    /** A cost, of a sale or of data that came after the refund. */
    record Cost(long amountMinor, boolean afterRefund) {}

    /** By the renewal's id as the outside knows it. */
    Map<String, Cost> costs() {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select reference, line, amount_minor from ledger_posting"
                        + " where line in ('cost', 'late-delivery')")) {
            var costs = new HashMap<String, Cost>();
            while (rows.next()) {
                costs.merge(
                        text(rows.getObject(1, UUID.class)),
                        new Cost(rows.getLong(3), rows.getString(2).equals("late-delivery")),
                        (one, other) -> new Cost(one.amountMinor() + other.amountMinor(), true));
            }
            return costs;
        } catch (SQLException problem) {
            throw new IllegalStateException("the books cannot be read", problem);
        }
    }

    long costMinor() {
        return costs().values().stream().mapToLong(Cost::amountMinor).sum();
    }

    /** 128 bits in 26 digits of five. */
    private static String text(UUID id) {
        var text = new StringBuilder();
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        for (int i = 0; i < 26; i++) {
            text.append(DIGITS.charAt((int) (low & 31)));
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return text.reverse().toString();
    }
}
