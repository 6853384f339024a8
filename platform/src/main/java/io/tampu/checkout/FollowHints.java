package io.tampu.checkout;

import io.tampu.engine.Ids;
import io.tampu.money.Money;
import io.tampu.payments.Heard;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Turns hints into work: what a notification speaks of is claimed, in the transaction that keeps the notification, and followed
 * by asking the provider. Nothing that a notification says is believed.
 */
final class FollowHints {

    /** What is to be followed once the transaction is committed, by this platform. */
    record Claimed(List<Hint.Fate> fates, List<Attempt> attempts, List<Refund> refunds) {}

    private final AttemptStore attempts;
    private final RefundStore refunds;
    private final DisputeStore disputes;
    private final Ids ids;
    private final Clock clock;

    FollowHints(AttemptStore attempts, RefundStore refunds, DisputeStore disputes, Ids ids, Clock clock) {
        this.attempts = attempts;
        this.refunds = refunds;
        this.disputes = disputes;
        this.ids = ids;
        this.clock = clock;
    }

    /** Inside the caller's transaction. */
    Claimed claim(List<Hint> hints) {
        Instant now = clock.instant();
        Map<AttemptId, Attempt> known = attemptsOf(hints);
        hearDisputes(hints, now);
        var fates = new ArrayList<Hint.Fate>();
        var wanted = new HashSet<AttemptId>();
        var wantedRefunds = new HashSet<RefundId>();
        for (Hint hint : hints) {
            fates.add(
                    switch (hint.heard().about()) {
                        case Heard.About.OfCharge(String charge) ->
                            ofAttempt(hint, parse(charge).map(known::get), wanted);
                        case Heard.About.OfPayment(String payment) ->
                            ofAttempt(hint, byPayment(known, hint, payment), wanted);
                        case Heard.About.OfRefund(String refund) -> ofRefund(refund, wantedRefunds);
                        case Heard.About.OfForeignRefund(String handle, String payment) -> Hint.Fate.NOTHING_TO_DO;
                        case Heard.About.OfDispute(String dispute, String payment) -> Hint.Fate.FOLLOWED;
                        case Heard.About.OfNothing() -> Hint.Fate.NOTHING_TO_DO;
                    });
        }
        return new Claimed(
                fates,
                wanted.isEmpty() ? List.of() : attempts.claim(wanted, now, CheckoutPatience.LEASE),
                wantedRefunds.isEmpty() ? List.of() : refunds.claim(wantedRefunds, now, CheckoutPatience.LEASE));
    }

    private record Disputed(String provider, Heard.About.OfDispute about) {}

    /** In one order, so that two platforms that hear of the same cannot wait for each other. */
    private void hearDisputes(List<Hint> hints, Instant now) {
        hints.stream()
                .filter(hint -> hint.heard().about() instanceof Heard.About.OfDispute)
                .map(hint -> new Disputed(
                        hint.provider(), (Heard.About.OfDispute) hint.heard().about()))
                .sorted(Comparator.comparing(Disputed::provider)
                        .thenComparing(one -> one.about().dispute()))
                .forEach(one -> disputes.hear(
                        ids.newWithOwnHome(),
                        one.provider(),
                        one.about().dispute(),
                        one.about().payment(),
                        now));
    }

    private Map<AttemptId, Attempt> attemptsOf(List<Hint> hints) {
        Set<AttemptId> named = hints.stream()
                .map(hint -> hint.heard().about())
                .filter(Heard.About.OfCharge.class::isInstance)
                .map(Heard.About.OfCharge.class::cast)
                .flatMap(about -> parse(about.charge()).stream())
                .collect(Collectors.toSet());
        var found = new HashMap<AttemptId, Attempt>();
        if (!named.isEmpty()) {
            found.putAll(attempts.find(named).stream().collect(Collectors.toMap(Attempt::id, Function.identity())));
        }
        hints.stream()
                .filter(hint -> hint.heard().about() instanceof Heard.About.OfPayment)
                .collect(Collectors.groupingBy(Hint::provider))
                .forEach((provider, those) -> attempts.findByPayment(
                                provider,
                                those.stream()
                                        .map(hint -> ((Heard.About.OfPayment)
                                                        hint.heard().about())
                                                .payment())
                                        .toList())
                        .forEach(attempt -> found.put(attempt.id(), attempt)));
        return found;
    }

    private static Optional<Attempt> byPayment(Map<AttemptId, Attempt> known, Hint hint, String payment) {
        return known.values().stream()
                .filter(attempt -> attempt.asked().provider().equals(hint.provider()))
                .filter(attempt -> attempt.taken()
                        .filter(taken -> taken.payment().equals(payment))
                        .isPresent())
                .findFirst();
    }

    private static Hint.Fate ofAttempt(Hint hint, Optional<Attempt> attempt, Set<AttemptId> wanted) {
        if (attempt.filter(one -> one.asked().provider().equals(hint.provider()))
                .isEmpty()) {
            return Hint.Fate.NOTHING_TO_DO;
        }
        Optional<Money> claimed = hint.heard().amount();
        if (claimed.isPresent() && !claimed.get().equals(attempt.get().asked().amount())) {
            return Hint.Fate.WRONG_AMOUNT;
        }
        if (attempt.get().state().isPaid()) {
            return Hint.Fate.NOTHING_TO_DO;
        }
        wanted.add(attempt.get().id());
        return Hint.Fate.FOLLOWED;
    }

    private static Hint.Fate ofRefund(String refund, Set<RefundId> wanted) {
        try {
            wanted.add(RefundId.parse(refund));
            return Hint.Fate.FOLLOWED;
        } catch (IllegalArgumentException notOurs) {
            return Hint.Fate.NOTHING_TO_DO;
        }
    }

    private static Optional<AttemptId> parse(String charge) {
        try {
            return Optional.of(AttemptId.parse(charge));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
