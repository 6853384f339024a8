package io.tampu.storefront;

import io.tampu.checkout.Attempt;
import io.tampu.checkout.AttemptState;
import io.tampu.checkout.Dispute;
import io.tampu.checkout.Refund;
import io.tampu.checkout.RefundState;
import io.tampu.checkout.Story;
import io.tampu.money.Money;
import io.tampu.payments.Decline;
import io.tampu.renewals.Remaining;
import io.tampu.renewals.Renewal;
import io.tampu.renewals.RenewalState;
import io.tampu.renewals.Renewals;
import io.tampu.renewals.Secured;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A renewal as it is lived: what has happened, what is waited for and since when, what happens by itself if it does not come.
 *
 * @param money what happened to its money outside
 * @param balance what the buyer may spend
 * @param problem the key of why the last try to pay did not begin
 * @param isBack the payer has just come back from the provider's page
 */
record Timeline(
        Page page,
        Renewal renewal,
        Story money,
        Optional<Money> balance,
        boolean canPayByCard,
        Optional<String> problem,
        Within within,
        boolean isBack,
        Instant now) {

    /** How long delivery may take: as a rule, and while the wholesaler says that it is working on it. */
    record Within(Duration usual, Duration atMost) {

        static Within of(Renewals renewals) {
            return new Within(
                    renewals.patience().delivery(), renewals.patience().openAtSupplier());
        }
    }

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    /** One knot. */
    record Step(String tone, String what, Optional<Instant> at, String more) {}

    private static final String DONE = "done";
    private static final String NOW = "now";
    private static final String OPEN = "open";
    private static final String FAILED = "failed";

    boolean isMoving() {
        return !renewal.state().isEnd() || isRefundUnderWay();
    }

    /** Waiting for people takes longer than waiting for a network. */
    int secondsToNextLook() {
        return renewal.state() == RenewalState.AWAITING_PAYMENT || renewal.state() == RenewalState.REFUNDING ? 5 : 2;
    }

    boolean isRenewed() {
        return renewal.state() == RenewalState.RENEWED;
    }

    boolean isAwaitingPayment() {
        return renewal.state() == RenewalState.AWAITING_PAYMENT;
    }

    /** The payer has just come back from the provider's page, whose word is on its way: nobody is asked to pay twice. */
    boolean isBeingChecked() {
        return isAwaitingPayment() && isBack && declined().isEmpty();
    }

    String headline() {
        if (isBeingChecked()) {
            return page.say("follow.checking");
        }
        if (isGivenBack() || !isRenewed()) {
            return page.sayOf(
                    "follow.", isRenewed() ? "GIVEN_BACK" : renewal.state().name());
        }
        if (isOver()) {
            return page.say("follow.over", page.speech().day(renewal.endedAt().orElse(now)));
        }
        return Preview.untilWords(page, "follow.online.", truth()).orElseGet(() -> page.say("follow.renewed"));
    }

    /** Under the headline: what the reader can do, which is mostly nothing. */
    String calm() {
        if (isBeingChecked()) {
            return page.say("follow.calm.checking");
        }
        if (isRenewed() && !isGivenBack()) {
            Instant latest = truth().expiresAtLatest();
            return latest == null || isOver() ? "" : page.moment(latest);
        }
        return page.sayOf(
                "follow.calm.", isRenewed() ? "GIVEN_BACK" : renewal.state().name());
    }

    /** What was delivered is long used or over: the page is a memory. */
    private boolean isOver() {
        Instant latest = promised().expiresAtLatest();
        return latest != null && latest.isBefore(now);
    }

    /** As promised, or as it was found on the eSIM where that is less. */
    private Remaining truth() {
        Instant sure = promised().expiresAt();
        return renewal.delivered()
                .flatMap(given -> Optional.ofNullable(given.now()))
                .filter(found -> sure != null && endsBefore(found, sure.minus(AN_HOUR)))
                .orElse(promised());
    }

    private static boolean endsBefore(Remaining found, Instant sure) {
        Instant latest = found.expiresAtLatest();
        return latest != null && latest.isBefore(sure);
    }

    private Remaining promised() {
        return renewal.terms().promise().after();
    }

    String plan() {
        return PlanWords.of(page, renewal.terms().promise());
    }

    String tail() {
        return EsimCard.tail(renewal.terms().iccid());
    }

    String total() {
        return page.money(renewal.terms().total());
    }

    List<Step> steps() {
        var steps = new ArrayList<Step>();
        steps.add(new Step(
                DONE,
                page.say("step.asked"),
                Optional.of(renewal.acceptedAt()),
                page.say("step.asked.more", plan(), tail())));
        steps.add(payment());
        if (renewal.state() != RenewalState.UNPAID) {
            steps.add(network());
            steps.add(result());
        }
        return steps;
    }

    private Step payment() {
        if (renewal.state() == RenewalState.UNPAID) {
            return new Step(FAILED, page.say("step.unpaid"), renewal.endedAt(), page.say("step.unpaid.more"));
        }
        return renewal.paidAt()
                .map(at -> new Step(DONE, page.say("step.paid"), Optional.of(at), means()))
                .orElseGet(() -> new Step(
                        NOW,
                        page.say("step.paying"),
                        Optional.empty(),
                        page.say("step.paying.more", page.speech().time(renewal.deadlineAt()))));
    }

    /** "Visa 4242, $9.00". */
    String means() {
        return page.say("step.paid.more", meansOnly(), total());
    }

    String meansOnly() {
        return isFromBalance() ? page.say("means.balance") : cardMeans().orElseGet(() -> page.say("means.card"));
    }

    /** As the provider names it: "Visa 4242". Empty for what was paid from the balance. */
    Optional<String> cardMeans() {
        return money.attempts().stream()
                .filter(attempt -> attempt.state() == AttemptState.KEPT)
                .flatMap(attempt -> attempt.taken().stream())
                .map(Attempt.Taken::means)
                .findFirst();
    }

    private boolean isFromBalance() {
        return renewal.secured().filter(by -> by == Secured.HOLD).isPresent();
    }

    private Step network() {
        return switch (renewal.state()) {
            case AWAITING_PAYMENT -> new Step(OPEN, page.say("step.network"), Optional.empty(), "");
            case PAID, FULFILLING ->
                new Step(NOW, page.say("step.network.asking"), renewal.paidAt(), page.say("step.network.usual"));
            case IN_DOUBT ->
                new Step(NOW, page.say("step.network.silent"), renewal.paidAt(), page.say("step.network.silent.more"));
            case UNDELIVERED, REFUNDING, REFUNDED ->
                new Step(
                        FAILED,
                        page.say("step.network.no"),
                        Optional.empty(),
                        page.sayOfOr("undelivered.", renewal.reason().orElse("other"), "other"));
            case RENEWED -> new Step(DONE, page.say("step.network.yes"), renewal.endedAt(), "");
            case UNPAID -> throw new IllegalStateException("an unpaid renewal asks no network");
        };
    }

    private Step result() {
        return switch (renewal.state()) {
            case AWAITING_PAYMENT, PAID, FULFILLING, IN_DOUBT ->
                new Step(OPEN, page.say("step.added"), Optional.empty(), "");
            case RENEWED ->
                new Step(
                        DONE,
                        page.say("step.added.done"),
                        renewal.endedAt(),
                        page.say("step.added.more", PlanWords.data(page, givenBytes()), givenDays()));
            case UNDELIVERED, REFUNDING ->
                new Step(NOW, page.say("step.returning"), Optional.empty(), page.say("step.returning.more", total()));
            case REFUNDED -> new Step(DONE, page.say("step.returned"), renewal.endedAt(), returnedTo());
            case UNPAID -> throw new IllegalStateException("an unpaid renewal adds nothing");
        };
    }

    private long givenBytes() {
        return renewal.delivered()
                .map(given -> given.dataBytes())
                .orElse(renewal.terms().promise().dataBytes());
    }

    private int givenDays() {
        return renewal.delivered()
                .map(given -> given.validityDays())
                .orElse(renewal.terms().promise().validityDays());
    }

    private String returnedTo() {
        boolean isBalance = isFromBalance()
                || money.refunds().stream()
                        .anyMatch(refund -> refund.to() == Refund.To.BALANCE && refund.state() == RefundState.RETURNED);
        return isBalance ? page.say("step.returned.balance", total()) : page.say("step.returned.means", total());
    }

    /** When the money goes back by itself, while that may still happen. The wholesaler's word moves it on, up to a cap. */
    Optional<String> deadline() {
        return switch (renewal.state()) {
            case PAID, FULFILLING, IN_DOUBT ->
                Optional.of(
                        isMovedOn()
                                ? page.say("follow.safe.longer", page.speech().time(lastDeadline()))
                                : page.say("follow.safe", page.speech().time(renewal.deadlineAt())));
            case AWAITING_PAYMENT, UNPAID, RENEWED, UNDELIVERED, REFUNDING, REFUNDED -> Optional.empty();
        };
    }

    private boolean isMovedOn() {
        return renewal.paidAt()
                .map(paid ->
                        renewal.deadlineAt().isAfter(paid.plus(within.usual()).plus(A_MINUTE)))
                .orElse(false);
    }

    private Instant lastDeadline() {
        return renewal.paidAt().map(paid -> paid.plus(within.atMost())).orElse(renewal.deadlineAt());
    }

    /** Why the last card was refused, in plain words. */
    Optional<String> declined() {
        return isAwaitingPayment()
                ? money.attempts().stream()
                        .flatMap(attempt -> attempt.decline().stream())
                        .reduce((one, later) -> later)
                        .map(this::words)
                : Optional.empty();
    }

    private String words(Decline decline) {
        return page.sayOfOr("decline.", decline.code(), decline.retry().name());
    }

    boolean canPayFromBalance() {
        Money total = renewal.terms().total();
        return balance.filter(
                        has -> has.currency().equals(total.currency()) && has.amountMinor() >= total.amountMinor())
                .isPresent();
    }

    String balanceWords() {
        return page.money(balance.orElse(Money.of(0, renewal.terms().total().currency())));
    }

    /** The traveller gave it back: not what came twice, nor what staff gave as a favour. */
    boolean isGivenBack() {
        return isRenewed()
                && money.refunds().stream()
                        .anyMatch(refund -> refund.reason().equals("unused") && refund.state() != RefundState.FAILED);
    }

    /** Of all that this shows: a page that has seen it needs nothing new. */
    String seen() {
        return Integer.toHexString(Objects.hash(
                page.language(),
                headline(),
                calm(),
                steps(),
                deadline(),
                declined(),
                returns(),
                balanceWords(),
                problem));
    }

    private boolean isRefundUnderWay() {
        return money.refunds().stream().anyMatch(refund -> !refund.state().isEnd());
    }

    /** Each refund that stands, in a sentence. */
    List<String> returns() {
        if (renewal.state() == RenewalState.FULFILLING || renewal.state() == RenewalState.IN_DOUBT) {
            return List.of();
        }
        return money.refunds().stream()
                .filter(refund -> refund.state() != RefundState.FAILED)
                .map(refund -> page.say(
                        "refund." + (refund.state() == RefundState.RETURNED ? "done." : "begun.")
                                + (refund.to() == Refund.To.BALANCE ? "balance" : "means"),
                        page.money(refund.amount()),
                        page.here(refund.endedAt().orElse(refund.createdAt()))))
                .toList();
    }

    boolean isDisputed() {
        return money.disputes().stream().anyMatch(dispute -> dispute.state() == Dispute.State.OPEN);
    }

    /** An unused plan can still be given back: whether it is unused is asked when it is wanted. */
    boolean mayBeGivenBack() {
        int days = renewal.terms().promise().refundDays();
        return isRenewed()
                && !isGivenBack()
                && days > 0
                && renewal.endedAt()
                        .map(end -> now.isBefore(end.plus(Duration.ofDays(days))))
                        .orElse(false);
    }

    String address() {
        return Addresses.renewal(renewal.id());
    }

    /** For people who write to the seller. */
    String number() {
        return renewal.id().toString();
    }
}
