package io.tampu.renewals;

import io.tampu.catalog.PlanId;
import io.tampu.checkout.Refund;
import io.tampu.engine.Json;
import io.tampu.esims.EsimId;
import io.tampu.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the table as a {@link Renewal}. */
final class RenewalRow {

    private RenewalRow() {}

    static String write(Object value) {
        return Json.write(value);
    }

    static Renewal read(ResultSet row, int number) throws SQLException {
        return new Renewal(
                new RenewalId(row.getObject("id", UUID.class)),
                RenewalState.valueOf(row.getString("state")),
                terms(row),
                row.getTimestamp("accepted_at").toInstant(),
                row.getTimestamp("deadline_at").toInstant(),
                Sending.valueOf(row.getString("sending")),
                row.getInt("tries"),
                time(row.getTimestamp("due_at")),
                Optional.ofNullable(row.getString("supplier_order")),
                cost(row),
                Optional.ofNullable(row.getString("delivered")).map(text -> Json.read(text, Delivered.class)),
                Optional.ofNullable(row.getString("reason")),
                time(row.getTimestamp("ended_at")),
                Optional.ofNullable(row.getString("answer")),
                Optional.ofNullable(row.getString("secured")).map(Secured::valueOf),
                time(row.getTimestamp("paid_at")));
    }

    /** With its order as it stood before the claim. */
    static Renewal readClaimed(ResultSet row, int number) throws SQLException {
        Renewal claimed = read(row, number);
        return new RenewalChange(claimed)
                .set(Sending.valueOf(row.getString("was_sending")), claimed.tries(), claimed.dueAt())
                .done();
    }

    private static Terms terms(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        @Nullable String key = row.getString("request_key");
        return new Terms(
                row.getObject("buyer", UUID.class),
                new EsimId(row.getObject("esim", UUID.class)),
                row.getString("iccid"),
                row.getString("supplier"),
                row.getString("supplier_package"),
                new PlanId(row.getObject("plan", UUID.class)),
                Money.of(row.getLong("total_minor"), currency),
                Money.of(row.getLong("tax_minor"), currency),
                row.getString("tax_rule"),
                Json.read(row.getString("promise"), Promise.class),
                key == null ? Optional.empty() : Optional.of(new RequestKey(key, row.getBytes("request_hash"))),
                Optional.ofNullable(row.getString("reference")),
                time(row.getTimestamp("pay_until")),
                Refund.To.valueOf(row.getString("refund_to")));
    }

    private static Optional<Money> cost(ResultSet row) throws SQLException {
        @Nullable String currency = row.getString("cost_currency");
        return currency == null ? Optional.empty() : Optional.of(Money.of(row.getLong("cost_minor"), currency));
    }

    private static Optional<Instant> time(@Nullable Timestamp time) {
        return Optional.ofNullable(time).map(Timestamp::toInstant);
    }
}
