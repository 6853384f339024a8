package io.tampu.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row about money from outside, or the paper about it, with what must agree with it: all have postings under their own id. */
sealed interface MoneyRow {

    UUID id();

    /** Lines of the books that belong to these rows, as an array in SQL. */
    String LINES =
            "'{paid,refund,returned,came-back,refund-failed,revenue-back,tax-back,disputed,dispute-won,dispute-lost}'";

    String ATTEMPTS = """
            select a.id, a.reference, a.state, a.purpose, a.payer, a.amount_minor, a.currency, a.taken_minor,
                a.taken_currency, a.due_at is not null as owned, coalesce(b.going_back, 0) as going_back,
                greatest(a.ended_at, b.going_back_since) as over_at,
                count(*) filter (where a.state = 'KEPT') over (partition by a.reference) as kept
            from checkout_attempt a left join (
                select attempt, sum(amount_minor) filter (where state <> 'FAILED') as going_back,
                    min(created_at) as going_back_since
                from checkout_refund group by attempt) b on b.attempt = a.id
            """;

    String REFUNDS = """
            select r.id, r.reference, r.state, r.payer, r.amount_minor, r.currency, r.reason, r.goes_to, r.nth,
                r.due_at is not null as owned,
                coalesce(
                    a.reference = r.reference and a.payer = r.payer and a.taken_currency = r.currency,
                    r.attempt is null) as fits,
                exists (select 1 from checkout_refund n
                    where n.instead_of = r.id and n.amount_minor = r.amount_minor and n.currency = r.currency) as replaced,
                exists (select 1 from checkout_dispute d where d.attempt = r.attempt and d.state = 'LOST'
                    and d.amount_minor >= r.amount_minor) as lost
            from checkout_refund r left join checkout_attempt a on a.id = r.attempt
            """;

    String DISPUTES = """
            select d.id, d.state, d.attempt, d.amount_minor, d.currency, d.due_at is not null as owned
            from checkout_dispute d
            """;

    String NOTES = "select n.refund, n.renewal, n.amount_minor, n.tax_minor, n.currency from invoices_credit_note n ";

    /**
     * An attempt to be paid.
     *
     * @param taken in minor units; zero until it is paid
     * @param goingBack the sum of its refunds that have not failed
     * @param overAt since when nothing is open about it: its end, or when its money was seen not to be needed
     * @param keptOfReference how many attempts are kept with the same reference
     */
    record Attempt(
            UUID id,
            UUID reference,
            String state,
            String purpose,
            UUID payer,
            long amount,
            String currency,
            long taken,
            String takenCurrency,
            boolean isOwned,
            long goingBack,
            Optional<Instant> overAt,
            int keptOfReference)
            implements MoneyRow {

        boolean isKept() {
            return state.equals("KEPT");
        }

        boolean isSurplus() {
            return state.equals("SURPLUS");
        }

        boolean isOpen() {
            return state.equals("WRITTEN") || state.equals("OPEN");
        }
    }

    /**
     * Money that goes back.
     *
     * @param fits whether it goes to who paid, for what was paid, in the same currency
     * @param isReplaced whether another of the same amount stands for it
     * @param isLost whether a dispute has taken as much for good
     */
    record Refund(
            UUID id,
            UUID reference,
            String state,
            UUID payer,
            long amount,
            String currency,
            String reason,
            boolean toBalance,
            int nth,
            boolean isOwned,
            boolean fits,
            boolean isReplaced,
            boolean isLost)
            implements MoneyRow {

        boolean is(String why) {
            return reason.equals(why);
        }

        boolean isFailed() {
            return state.equals("FAILED");
        }

        boolean isReturned() {
            return state.equals("RETURNED");
        }

        boolean isOpen() {
            return state.equals("WRITTEN") || state.equals("ACCEPTED");
        }
    }

    /**
     * A dispute.
     *
     * @param amount zero until the provider has said it
     */
    record Dispute(UUID id, String state, Optional<UUID> attempt, long amount, String currency, boolean isOwned)
            implements MoneyRow {

        boolean isOpen() {
            return !state.equals("WON") && !state.equals("LOST");
        }
    }

    /**
     * A credit note.
     *
     * @param id the refund's
     * @param amount tax included
     */
    record Note(UUID id, UUID renewal, long amount, long tax, String currency) implements MoneyRow {}

    static Note note(ResultSet row) throws SQLException {
        return new Note(
                row.getObject("refund", UUID.class),
                row.getObject("renewal", UUID.class),
                row.getLong("amount_minor"),
                row.getLong("tax_minor"),
                row.getString("currency"));
    }

    static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getObject("id", UUID.class),
                row.getObject("reference", UUID.class),
                row.getString("state"),
                row.getString("purpose"),
                row.getObject("payer", UUID.class),
                row.getLong("amount_minor"),
                row.getString("currency"),
                row.getLong("taken_minor"),
                text(row, "taken_currency"),
                row.getBoolean("owned"),
                row.getLong("going_back"),
                Optional.ofNullable(row.getTimestamp("over_at")).map(Timestamp::toInstant),
                row.getInt("kept"));
    }

    static Refund refund(ResultSet row) throws SQLException {
        return new Refund(
                row.getObject("id", UUID.class),
                row.getObject("reference", UUID.class),
                row.getString("state"),
                row.getObject("payer", UUID.class),
                row.getLong("amount_minor"),
                row.getString("currency"),
                row.getString("reason"),
                row.getString("goes_to").equals("BALANCE"),
                row.getInt("nth"),
                row.getBoolean("owned"),
                row.getBoolean("fits"),
                row.getBoolean("replaced"),
                row.getBoolean("lost"));
    }

    static Dispute dispute(ResultSet row) throws SQLException {
        return new Dispute(
                row.getObject("id", UUID.class),
                row.getString("state"),
                Optional.ofNullable(row.getObject("attempt", UUID.class)),
                row.getLong("amount_minor"),
                text(row, "currency"),
                row.getBoolean("owned"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        @Nullable String text = row.getString(column);
        return text == null ? "" : text;
    }
}
