package io.tampu.checkout;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Money that tops up a balance: one payment for one top-up; the rest goes back. */
final class TopUps implements Purpose {

    static final String NAME = "top-up";

    private final AttemptStore attempts;

    TopUps(AttemptStore attempts) {
        this.attempts = attempts;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<AttemptId> take(List<Attempt> paid, Instant at) {
        Set<UUID> done = attempts
                .lockKept(paid.stream()
                        .map(attempt -> attempt.asked().reference())
                        .toList())
                .stream()
                .map(attempt -> attempt.asked().reference())
                .collect(Collectors.toCollection(HashSet::new));
        return paid.stream()
                .filter(attempt -> done.add(attempt.asked().reference()))
                .map(Attempt::id)
                .collect(Collectors.toSet());
    }

    @Override
    public void goOn(List<Attempt> taken) {
        // The balance has it.
    }

    @Override
    public void returned(List<Refund> refunds, Instant at) {
        // Only surplus goes back, and that never was on the balance.
    }

    @Override
    public void owedAgain(List<Refund> refunds, Instant at) {
        // The refund's own story tells it.
    }

    @Override
    public boolean isForBalance() {
        return true;
    }
}
