package io.tampu.renewals;

import io.tampu.checkout.Attempt;
import io.tampu.checkout.AttemptId;
import io.tampu.checkout.Purpose;
import io.tampu.checkout.Refund;
import io.tampu.esims.EsimId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What money from outside does to renewals, in the transaction that writes the money down: it is kept by a renewal that still
 * awaits it and whose eSIM nobody else is renewing. An ended renewal is never moved by money that comes late.
 */
final class MoneyForRenewals implements Purpose {

    static final String NAME = "renewal";

    private final RenewalStore store;
    private final WriteDownSteps writeDown;
    private final Patience patience;
    private final Consumer<List<UUID>> sendPaid;

    /** @param sendPaid sends the orders of renewals that were just paid, soon */
    MoneyForRenewals(RenewalStore store, WriteDownSteps writeDown, Patience patience, Consumer<List<UUID>> sendPaid) {
        this.store = store;
        this.writeDown = writeDown;
        this.patience = patience;
        this.sendPaid = sendPaid;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<AttemptId> take(List<Attempt> paid, Instant at) {
        Map<UUID, Renewal> renewals =
                locked(paid.stream().map(attempt -> attempt.asked().reference()).toList());
        Set<EsimId> busy = new HashSet<>(store.beingRenewed(renewals.values().stream()
                .map(renewal -> renewal.terms().esim())
                .toList()));
        var steps = new ArrayList<Step>();
        var taken = new HashSet<AttemptId>();
        for (Attempt attempt : paid) {
            Optional<Renewal> wanted = Optional.ofNullable(
                            renewals.remove(attempt.asked().reference()))
                    .filter(renewal -> renewal.state() == RenewalState.AWAITING_PAYMENT)
                    .filter(renewal -> busy.add(renewal.terms().esim()));
            wanted.ifPresent(renewal -> {
                steps.add(renewal.paid(Secured.PAYMENT, at.plus(patience.delivery()), at.plus(Patience.PICK_UP), at));
                taken.add(attempt.id());
            });
        }
        // As renewals are accepted: in the order of the eSIMs, of which the table lets one renewal through.
        steps.sort(Comparator.comparing(step -> step.to().terms().esim().value()));
        writeDown.paidInTheTransaction(steps);
        return taken;
    }

    @Override
    public void goOn(List<Attempt> taken) {
        sendPaid.accept(
                taken.stream().map(attempt -> attempt.asked().reference()).toList());
    }

    @Override
    public void returned(List<Refund> refunds, Instant at) {
        writeDown.inTheTransaction(ofUndelivered(refunds).stream()
                .filter(renewal -> renewal.state() == RenewalState.REFUNDING)
                .map(renewal -> renewal.moneyBack(at))
                .toList());
    }

    @Override
    public void owedAgain(List<Refund> refunds, Instant at) {
        writeDown.inTheTransaction(ofUndelivered(refunds).stream()
                .filter(renewal -> renewal.state() == RenewalState.REFUNDED)
                .map(renewal -> renewal.owedAgain(at.plus(Patience.LOOK_AT_REFUND), at))
                .toList());
    }

    @Override
    public boolean isForBalance() {
        return false;
    }

    /** The refund of surplus, or of a plan that was delivered, moves no renewal. */
    private List<Renewal> ofUndelivered(List<Refund> refunds) {
        return List.copyOf(locked(refunds.stream()
                        .filter(refund -> refund.reason().equals(UNDELIVERED))
                        .map(Refund::reference)
                        .toList())
                .values());
    }

    /** The reason of the refund of what was not delivered. */
    static final String UNDELIVERED = "undelivered";

    private Map<UUID, Renewal> locked(List<UUID> ids) {
        return ids.isEmpty()
                ? new java.util.HashMap<>()
                : store.lock(ids).stream()
                        .collect(Collectors.toMap(
                                renewal -> renewal.id().value(),
                                Function.identity(),
                                (one, other) -> one,
                                java.util.HashMap::new));
    }
}
