package io.tampu.checkout;

import io.tampu.money.Money;
import io.tampu.payments.Charge;
import io.tampu.payments.Decline;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One attempt to be paid, as it stands. Immutable.
 *
 * @param closing nobody wants it paid any more: the provider is to close it
 * @param tries how often the provider was asked since the last news
 * @param dueAt when it must be looked at again; empty when nothing more is expected
 * @param handle the provider's id by which it is asked about
 * @param page where the payer pays
 * @param decline the last means that was refused while it was open
 * @param taken the money that came
 * @param reason why it ended, as a stable word
 */
public record Attempt(
        AttemptId id,
        AttemptState state,
        Asked asked,
        boolean closing,
        int tries,
        Optional<Instant> dueAt,
        Optional<String> handle,
        Optional<URI> page,
        Optional<Decline> decline,
        Optional<Taken> taken,
        Optional<String> reason,
        Optional<Instant> endedAt) {

    /**
     * What is asked of the payer; none of it changes.
     *
     * @param purpose what the money is for: {@code renewal} or {@code top-up}
     * @param reference the renewal; for a top-up, the top-up
     * @param payer the account whose business it is: a customer or a partner
     */
    public record Asked(
            String purpose,
            UUID reference,
            UUID payer,
            String provider,
            String method,
            Money amount,
            String description,
            URI backTo,
            URI cancelTo,
            String language,
            Instant createdAt,
            Instant payUntil) {}

    /**
     * Money that a provider took.
     *
     * @param payment the provider's id of the money
     * @param means what the payer used, to be shown
     */
    public record Taken(String payment, Money amount, String means, Instant at) {}

    /** Whether its money is for a balance and for no renewal. */
    public boolean isTopUp() {
        return asked.purpose().equals(TopUps.NAME);
    }

    /** Written down, and due when whoever wrote it should have asked the provider. */
    static Attempt written(AttemptId id, Asked asked, Instant due) {
        return new Attempt(
                id,
                AttemptState.WRITTEN,
                asked,
                false,
                0,
                Optional.of(due),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    Charge charge() {
        return new Charge(
                id.toString(),
                asked.method,
                asked.amount,
                asked.description,
                asked.backTo,
                asked.cancelTo,
                asked.language,
                asked.createdAt,
                asked.payUntil,
                handle);
    }

    /** The payer can pay it: here, with this said of the last try. */
    Attempt open(String providersId, Optional<URI> where, Optional<Decline> refused, Instant due) {
        AttemptState next = state == AttemptState.OPEN ? state : state.after(AttemptState.Event.OPENED);
        int asksInARow = state == AttemptState.OPEN ? tries + 1 : 0;
        return new Attempt(
                id,
                next,
                asked,
                closing,
                asksInARow,
                Optional.of(due),
                Optional.of(providersId),
                where.or(() -> page),
                refused.or(() -> decline),
                taken,
                reason,
                endedAt);
    }

    /** It ended without money; {@code look} is when to look for money that comes all the same. */
    Attempt ended(AttemptState.Event why, String word, Optional<Instant> look, Instant now) {
        return new Attempt(
                id,
                state.after(why),
                asked,
                closing,
                0,
                look,
                handle,
                page,
                decline,
                taken,
                Optional.of(word),
                Optional.of(now));
    }

    /** Nothing new: to be looked at again. */
    Attempt lookAgain(Optional<Instant> due) {
        return new Attempt(id, state, asked, closing, tries + 1, due, handle, page, decline, taken, reason, endedAt);
    }

    /** The money came. */
    Attempt paid(AttemptState.Event what, String providersId, Taken money, Optional<String> why) {
        return new Attempt(
                id,
                state.after(what),
                asked,
                closing,
                0,
                Optional.empty(),
                Optional.of(providersId),
                page,
                decline,
                Optional.of(money),
                why,
                Optional.of(money.at));
    }
}
