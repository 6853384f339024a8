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
        Reader reader,
        Renewal renewal,
        Story money,
        Optional<Money> balance,
        boolean canPayByCard,
        Optional<String> problem,
        Within within,
        boolean isBack,
        Instant now) {

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
            return reader.say("follow.checking");
        }
        if (isGivenBack() || !isRenewed()) {
            return reader.sayOf(
                    "follow.", isRenewed() ? "GIVEN_BACK" : renewal.state().name());
        }
        if (isOver()) {
            return reader.say(
                    "follow.over", reader.speech().day(renewal.endedAt().orElse(now)));
        }
        return Preview.untilWords(reader, "follow.online.", truth()).orElseGet(() -> reader.say("follow.renewed"));
    }

    /** Under the headline: what the reader can do, which is mostly nothing. */
    String calm() {
        if (isBeingChecked()) {
            return reader.say("follow.calm.checking");
        }
        if (isRenewed() && !isGivenBack()) {
            return end().orElse("");
        }
        return reader.sayOf(
                "follow.calm.", isRenewed() ? "GIVEN_BACK" : renewal.state().name());
    }

    /** When what was delivered ends, at the latest; empty where that is not known or past. */
    Optional<String> end() {
        return isOver()
                ? Optional.empty()
                : Optional.ofNullable(truth().expiresAtLatest()).map(reader::moment);
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
        return PlanWords.of(reader, renewal.terms().promise());
    }

    String tail() {
        return EsimCard.tail(renewal.terms().iccid());
    }

    String total() {
        return reader.money(renewal.terms().total());
    }

    List<Step> steps() {
        var steps = new ArrayList<Step>();
        steps.add(new Step(
                DONE,
                reader.say("step.asked"),
                Optional.of(renewal.acceptedAt()),
                reader.say("step.asked.more", plan(), tail())));
        steps.add(payment());
        if (renewal.state() != RenewalState.UNPAID) {
            steps.add(network());
            steps.add(result());
        }
        return steps;
    }

    private Step payment() {
        if (renewal.state() == RenewalState.UNPAID) {
            return new Step(FAILED, reader.say("step.unpaid"), renewal.endedAt(), reader.say("step.unpaid.more"));
        }
        return renewal.paidAt()
                .map(at -> new Step(DONE, reader.say("step.paid"), Optional.of(at), means()))
                .orElseGet(() -> new Step(
                        NOW,
                        reader.say("step.paying"),
                        Optional.empty(),
                        reader.say("step.paying.more", reader.speech().time(renewal.deadlineAt()))));
    }

    /** "Visa 4242, $9.00". */
    String means() {
        return reader.say("step.paid.more", meansOnly(), total());
    }

    String meansOnly() {
        return isFromBalance() ? reader.say("means.balance") : cardMeans().orElseGet(() -> reader.say("means.card"));
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
            case AWAITING_PAYMENT -> new Step(OPEN, reader.say("step.network"), Optional.empty(), "");
            case PAID, FULFILLING ->
                new Step(NOW, reader.say("step.network.asking"), renewal.paidAt(), reader.say("step.network.usual"));
            case IN_DOUBT ->
                new Step(
                        NOW,
                        reader.say("step.network.silent"),
                        renewal.paidAt(),
                        reader.say("step.network.silent.more"));
            case UNDELIVERED, REFUNDING, REFUNDED ->
                new Step(FAILED, reader.say("step.network.no"), Optional.empty(), whyNot());
            case RENEWED -> new Step(DONE, reader.say("step.network.yes"), renewal.endedAt(), "");
            case UNPAID -> throw new IllegalStateException("an unpaid renewal asks no network");
        };
    }

    /** Why it was not delivered. */
    String whyNot() {
        if (renewal.cost().isPresent()) {
            return reader.say("undelivered.came-late");
        }
        return reader.sayOfOr("undelivered.", renewal.reason().orElse("other"), "other");
    }

    private Step result() {
        return switch (renewal.state()) {
            case AWAITING_PAYMENT, PAID, FULFILLING, IN_DOUBT ->
                new Step(OPEN, reader.say("step.added"), Optional.empty(), "");
            case RENEWED ->
                new Step(
                        DONE,
                        reader.say("step.added.done"),
                        renewal.endedAt(),
                        reader.say("step.added.more", PlanWords.data(reader, givenBytes()), givenDays()));
            case UNDELIVERED, REFUNDING ->
                new Step(
                        NOW,
                        reader.say("step.returning"),
                        Optional.empty(),
                        reader.say("step.returning.more", total()));
            case REFUNDED -> new Step(DONE, reader.say("step.returned"), renewal.endedAt(), returnedTo());
            case UNPAID -> throw new IllegalStateException("an unpaid renewal adds nothing");
        };
    }

    /** The plan as it was given, which may be less than was promised. */
    String given() {
        return PlanWords.of(reader, givenDays(), givenBytes());
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
        if (money.refunds().stream().anyMatch(Refund::isByDispute)) {
            return reader.say("refund.done.dispute", total());
        }
        boolean isBalance = isFromBalance()
                || money.refunds().stream()
                        .anyMatch(refund -> refund.to() == Refund.To.BALANCE && refund.state() == RefundState.RETURNED);
        return isBalance ? reader.say("step.returned.balance", total()) : reader.say("step.returned.means", total());
    }

    /** When the money goes back by itself, while that may still happen. The wholesaler's word moves it on, up to a cap. */
    Optional<String> deadline() {
        return switch (renewal.state()) {
            case PAID, FULFILLING, IN_DOUBT ->
                Optional.of(
                        isMovedOn()
                                ? reader.say("follow.safe.longer", reader.hour(lastDeadline()))
                                : reader.say("follow.safe", reader.hour(renewal.deadlineAt())));
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
        return reader.sayOfOr("decline.", decline.code(), decline.retry().name());
    }

    boolean canPayFromBalance() {
        Money total = renewal.terms().total();
        return balance.filter(
                        has -> has.currency().equals(total.currency()) && has.amountMinor() >= total.amountMinor())
                .isPresent();
    }

    String balanceWords() {
        return reader.money(balance.orElse(Money.of(0, renewal.terms().total().currency())));
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
                reader.language(),
                headline(),
                calm(),
                steps(),
                deadline(),
                declined(),
                returns(),
                balanceWords(),
                problem));
    }

    /** How the money of what was not delivered went back, in sentences: what was held on the balance is there again. */
    List<String> returned() {
        return isFromBalance() ? List.of(returnedTo()) : returns();
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
                .map(refund -> reader.say(
                        "refund." + (refund.state() == RefundState.RETURNED ? "done." : "begun.") + way(refund),
                        reader.money(refund.amount()),
                        reader.here(refund.endedAt().orElse(refund.createdAt()))))
                .toList();
    }

    /** By which the money comes: while a bank decides about it, and after it decided for the payer, by the bank. */
    private String way(Refund refund) {
        boolean isAtTheBank = refund.state() == RefundState.WRITTEN
                && money.disputes().stream().anyMatch(Dispute::holdsRefunds);
        if (refund.isByDispute() || isAtTheBank) {
            return "dispute";
        }
        return refund.to() == Refund.To.BALANCE ? "balance" : "means";
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
