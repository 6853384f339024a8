package io.tampu.bench.kills;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Money from outside, renewal by renewal: what the provider in the world holds of its payments is what is kept for it, or on its
 * way back.
 */
final class CompareCards {

    private static final Set<String> OPEN = Set.of("WRITTEN", "ACCEPTED");
    private static final Set<String> ENDED_UNPAID = Set.of("CLOSED", "FAILED");

    /**
     * What a renewal says of its money from outside.
     *
     * @param attempts ids of all attempts
     * @param unheard those that have ended without money, as far as it knows: money that comes late, and whose notification is lost,
     *     is looked for ten minutes after the end, and on the bill
     * @param keptMinor what was kept of it for the renewal
     * @param creditedMinor what went to the payer's balance instead of back
     * @param owedMinor what is on its way back
     */
    record Card(
            String renewal,
            Set<String> attempts,
            Set<String> unheard,
            long keptMinor,
            long creditedMinor,
            long owedMinor) {

        static Card read(JsonNode renewal) {
            var attempts = new HashSet<String>();
            var unheard = new HashSet<String>();
            long kept = 0;
            for (var payment : renewal.path("money").path("payments")) {
                attempts.add(payment.path("id").asString(""));
                if (ENDED_UNPAID.contains(payment.path("state").asString(""))) {
                    unheard.add(payment.path("id").asString(""));
                }
                boolean isKept = payment.path("state").asString("").equals("KEPT")
                        && renewal.path("state").asString("").equals("RENEWED");
                kept += isKept ? amount(payment) : 0;
            }
            long credited = 0;
            long owed = 0;
            for (var refund : renewal.path("money").path("refunds")) {
                var state = refund.path("state").asString("");
                boolean toBalance = refund.path("to").asString("").equalsIgnoreCase("BALANCE");
                credited += toBalance && state.equals("RETURNED") ? amount(refund) : 0;
                owed += OPEN.contains(state) ? amount(refund) : 0;
            }
            return new Card(renewal.path("id").asString(""), attempts, unheard, kept, credited, owed);
        }

        private static long amount(JsonNode one) {
            return one.path("amount").path("amountMinor").asLong();
        }

        long expectedMinor() {
            return keptMinor + creditedMinor + owedMinor;
        }
    }

    /** What the world holds for each renewal, and of what nobody knows. */
    private final Map<String, Long> held = new HashMap<>();

    /**
     * What the world holds, by renewal, of payments that came beside the first one of an attempt. The provider shows an attempt by its
     * page and the page shows one payment: of another the platform learns on the bill, which is not read before ten minutes have
     * gone.
     */
    private final Map<String, Long> heldBeside = new HashMap<>();

    private final Map<String, Card> cards = new HashMap<>();
    private final Map<String, Long> strangers = new HashMap<>();
    private long taken;

    CompareCards(Iterable<Card> all, List<WorldDesk.Moved> moves) {
        var renewalOf = new HashMap<String, String>();
        for (var card : all) {
            if (!card.attempts().isEmpty()) {
                cards.put(card.renewal(), card);
                card.attempts().forEach(attempt -> renewalOf.put(attempt, card.renewal()));
            }
        }
        var first = new HashMap<String, String>();
        for (var move : moves) {
            var renewal = renewalOf.get(move.mark());
            if (renewal == null) {
                strangers.merge(move.reference(), move.signedMinor(), Long::sum);
            } else {
                held.merge(renewal, move.signedMinor(), Long::sum);
                boolean isFirst = first.computeIfAbsent(move.mark(), mark -> move.reference())
                        .equals(move.reference());
                boolean isUnheard =
                        Objects.requireNonNull(cards.get(renewal)).unheard().contains(move.mark());
                if (!isFirst || isUnheard) {
                    heldBeside.merge(renewal, move.signedMinor(), Long::sum);
                }
            }
            taken += move.isPayment() ? move.signedMinor() : 0;
        }
    }

    /** Whether everything has come to rest: nothing is on its way back, and what the world holds is kept. */
    boolean isSettled() {
        return cards.values().stream().allMatch(card -> card.owedMinor() == 0 && isExplained(card));
    }

    private long difference(Card card) {
        return held.getOrDefault(card.renewal(), 0L) - card.expectedMinor();
    }

    private boolean isExplained(Card card) {
        return difference(card) == 0 || difference(card) == heldBeside.getOrDefault(card.renewal(), 0L);
    }

    /** Complains of what is neither kept nor returned nor on its way. Gives by how much, in sum. */
    long judge(Complaints complaints) {
        long apart = 0;
        for (var card : cards.values()) {
            long difference = difference(card);
            if (!isExplained(card)) {
                apart += Math.abs(difference);
                complaints.add("of " + card.attempts() + " the provider holds "
                        + Money.text(held.getOrDefault(card.renewal(), 0L)) + " for "
                        + card.renewal() + ", which kept " + Money.text(card.keptMinor()) + ", credited "
                        + Money.text(card.creditedMinor()) + " and owes " + Money.text(card.owedMinor()));
            }
        }
        for (var stranger : strangers.entrySet()) {
            apart += Math.abs(stranger.getValue());
            complaints.add("nobody knows the payment " + stranger.getKey());
        }
        return apart;
    }

    int count() {
        return cards.size();
    }

    /** What is on its way back, or will be when the bill is read. */
    long inFlightMinor() {
        return cards.values().stream()
                .filter(this::isExplained)
                .mapToLong(card -> card.owedMinor() + difference(card))
                .sum();
    }

    /** All payments, in the world's words. */
    long takenMinor() {
        return taken;
    }
}
