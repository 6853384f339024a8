package io.tampu.storefront;

import io.tampu.checkout.Attempt;
import io.tampu.checkout.AttemptState;
import io.tampu.checkout.Checkout;
import io.tampu.checkout.Refund;
import io.tampu.checkout.Story;
import io.tampu.esims.Esim;
import io.tampu.language.Language;
import io.tampu.renewals.Offer;
import io.tampu.renewals.Pay;
import io.tampu.renewals.PayAnswer;
import io.tampu.renewals.RenewAnswer;
import io.tampu.renewals.RenewRequest;
import io.tampu.renewals.Renewal;
import io.tampu.renewals.RenewalId;
import io.tampu.renewals.RenewalState;
import io.tampu.renewals.Renewals;
import io.tampu.renewals.RequestKey;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A traveller presses the button that pays: by card on the provider's page, or from the balance. Both can be pressed again. */
final class TakePayment {

    /** A renewal from the balance is often there by then, and the page can say so at once. */
    private static final Duration WAIT_FOR_NETWORK = Duration.ofMillis(800);
    /** So long the provider may take to give its page; after it the renewal's own page goes on waiting. */
    private static final Duration WAIT_FOR_PAGE = Duration.ofSeconds(6);

    private static final String CARD = "card";
    private static final String BALANCE = "balance";

    /** Who goes back and presses the button again so soon has most likely not seen that it worked. */
    private static final Duration JUST_NOW = Duration.ofMinutes(15);

    private static final int RECENT = 20;

    /**
     * What is pressed.
     *
     * @param key made with the page, so that the same page pressed twice is one wish
     * @param isOnceMore the page has said that this eSIM was renewed just now, and it is wanted again
     */
    record Wish(
            SignedIn who, Esim esim, String offer, String key, String means, boolean isOnceMore, Language language) {}

    /** What comes next. */
    sealed interface Answer {

        /** Another page: the renewal's, or the provider's. */
        record GoTo(String where) implements Answer {}

        /** Nothing was begun and no money was taken, and why, as the key of a text. */
        record Not(String why) implements Answer {}
    }

    private static final Answer LAPSED = new Answer.Not("pay.not.lapsed");
    private static final Answer TOO_MANY = new Answer.Not("pay.not.too-many");
    /** That renewal can no longer be paid: another is begun. */
    private static final Set<Answer> IS_OVER = Set.of(LAPSED, TOO_MANY);

    private final Renewals renewals;
    private final Checkout checkout;
    private final Optional<URI> publicUrl;
    private final Clock clock;

    TakePayment(Renewals renewals, Checkout checkout, Optional<URI> publicUrl, Clock clock) {
        this.renewals = renewals;
        this.checkout = checkout;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    boolean canTakeCards() {
        return checkout.canTakeMoney();
    }

    /**
     * A renewal of this eSIM that was begun and is not over, or was delivered just now. The page that pays says so, and a renewal
     * beside it is begun only by somebody who has seen that.
     */
    Optional<Renewal> recent(UUID buyer, Esim esim) {
        return recent(buyer, esim, clock.instant().minus(JUST_NOW));
    }

    private Optional<Renewal> recent(UUID buyer, Esim esim, Instant since) {
        return renewals.ofEsimAmongNewest(buyer, esim.id(), RECENT, RECENT).stream()
                .filter(renewal -> switch (renewal.state()) {
                    case AWAITING_PAYMENT, PAID, FULFILLING, IN_DOUBT, UNDELIVERED -> true;
                    case RENEWED -> renewal.endedAt().filter(since::isBefore).isPresent();
                    case UNPAID, REFUNDING, REFUNDED -> false;
                })
                .findFirst();
    }

    Answer begin(Wish wish, HttpServletRequest request) {
        if (!wish.key().matches("[0-9a-z]{26}")) {
            return new Answer.Not("pay.not.offer");
        }
        boolean isCard = wish.means().equals(CARD);
        if (!isCard && !wish.means().equals(BALANCE)) {
            return new Answer.Not("pay.not.means");
        }
        UUID buyer = wish.who().id();
        Optional<Renewal> recent = recent(buyer, wish.esim(), since(wish)).filter(renewal -> !isOf(renewal, wish));
        if (recent.isPresent() && isTheSame(recent.get(), wish)) {
            // The provider's page was left by the browser's Back, and another means is chosen: the same renewal goes
            // on.
            Answer answer = goOn(wish.who(), recent.get(), wish.means(), wish.language(), request);
            if (!IS_OVER.contains(answer)) {
                return answer;
            }
        } else if (recent.isPresent() && recent.get().state() != RenewalState.AWAITING_PAYMENT && !wish.isOnceMore()) {
            return new Answer.GoTo(Addresses.renewal(recent.get().id()));
        }
        // The means is not part of the wish: whoever comes back and chooses another goes on with the same renewal.
        var key = new RequestKey(reference(wish.key()), wish.offer().getBytes(StandardCharsets.UTF_8));
        // The payer comes back to the page of the renewal, whose id is not known yet: it is found by the key.
        URI back = Addresses.backTo(publicUrl, request, "/renewals/by-key/" + wish.key());
        Pay pay = isCard ? byCard(back, wish.language()) : new Pay.FromBalance();
        RenewAnswer answer = renewals.renew(
                new RenewRequest(
                        buyer, wish.esim().iccid(), wish.offer(), pay, Optional.of(key), Optional.of(key.key())),
                isCard ? WAIT_FOR_PAGE : WAIT_FOR_NETWORK);
        return switch (answer) {
            case RenewAnswer.Accepted(RenewalId id, String text) -> accepted(buyer, id, pay);
            case RenewAnswer.KeyReused(RenewalId by) -> new Answer.GoTo(Addresses.renewal(by));
            case RenewAnswer.ReferenceUsed(RenewalId by) -> new Answer.GoTo(Addresses.renewal(by));
            case RenewAnswer.InProgress(RenewalId by) -> inProgress(buyer, by);
            case RenewAnswer.InsufficientBalance(var total) -> new Answer.Not("pay.not.balance");
            case RenewAnswer.OfferLapsed() -> new Answer.Not("pay.not.lapsed");
            case RenewAnswer.OfferInvalid(String why) -> new Answer.Not("pay.not.offer");
            case RenewAnswer.CannotTakeMoney() -> new Answer.Not("pay.not.card");
            case RenewAnswer.NoSuchBalance(String currency) -> new Answer.Not("pay.not.balance");
        };
    }

    /** The wish was heard before: it is answered by its key. */
    private static boolean isOf(Renewal renewal, Wish wish) {
        return renewal.terms().reference().filter(reference(wish.key())::equals).isPresent();
    }

    /** It awaits its money for just what this offer sells, at its price. */
    private boolean isTheSame(Renewal renewal, Wish wish) {
        return renewal.state() == RenewalState.AWAITING_PAYMENT
                && renewals.read(wish.offer())
                        .filter(offer -> offer.plan().equals(renewal.terms().plan())
                                && offer.total().equals(renewal.terms().total()))
                        .isPresent();
    }

    /** What was delivered after the page was made, the page could not tell. */
    private Instant since(Wish wish) {
        Instant justNow = clock.instant().minus(JUST_NOW);
        return renewals.read(wish.offer())
                .map(Offer::madeAt)
                .filter(justNow::isAfter)
                .orElse(justNow);
    }

    /** The buyer's own name of a renewal that was begun on a page: by it a payer who comes back finds it. */
    static String reference(String key) {
        return "web-" + key;
    }

    /** The next means for a renewal that awaits its money. */
    Answer goOn(SignedIn who, Renewal renewal, String means, Language language, HttpServletRequest request) {
        boolean isCard = means.equals(CARD);
        if (!isCard && !means.equals(BALANCE)) {
            return new Answer.Not("pay.not.means");
        }
        URI back = Addresses.backTo(publicUrl, request, Addresses.back(Addresses.renewal(renewal.id())));
        Pay pay = isCard ? byCard(back, language) : new Pay.FromBalance();
        PayAnswer answer = renewals.pay(who.id(), renewal.id(), pay).orElseThrow(NoSuchPage::new);
        return switch (answer) {
            case PayAnswer.Done(RenewalId id) -> next(who.id(), id, pay);
            case PayAnswer.NotAwaitingPayment(RenewalState state) -> new Answer.GoTo(Addresses.renewal(renewal.id()));
            case PayAnswer.Lapsed() -> LAPSED;
            case PayAnswer.InProgress(RenewalId by) -> inProgress(who.id(), by);
            case PayAnswer.TooManyPages() -> TOO_MANY;
            case PayAnswer.InsufficientBalance(var total) -> new Answer.Not("pay.not.balance");
            case PayAnswer.CannotTakeMoney() -> new Answer.Not("pay.not.card");
        };
    }

    /** Its address only to whose renewal it is. */
    private Answer inProgress(UUID buyer, RenewalId by) {
        return renewals.find(buyer, by).isPresent()
                ? new Answer.GoTo(Addresses.renewal(by))
                : new Answer.Not("pay.not.in-progress");
    }

    /** A renewal that was begun by card, and now the balance is pressed on the same page: the same renewal goes on. */
    private Answer accepted(UUID buyer, RenewalId id, Pay pay) {
        boolean isAwaited = renewals.find(buyer, id)
                .filter(renewal -> renewal.state() == RenewalState.AWAITING_PAYMENT)
                .isPresent();
        if (isAwaited && pay instanceof Pay.FromBalance) {
            PayAnswer paid = renewals.pay(buyer, id, pay).orElseThrow(NoSuchPage::new);
            return paid instanceof PayAnswer.InsufficientBalance
                    ? new Answer.Not("pay.not.balance")
                    : new Answer.GoTo(Addresses.renewal(id));
        }
        return next(buyer, id, pay);
    }

    private Answer next(UUID buyer, RenewalId id, Pay pay) {
        return new Answer.GoTo(renewals.find(buyer, id)
                .filter(renewal -> pay instanceof Pay.ByLink && renewal.state() == RenewalState.AWAITING_PAYMENT)
                .flatMap(renewal -> openPage(renewals.money(renewal)))
                .map(URI::toString)
                .orElse(Addresses.renewal(id)));
    }

    /** Where the payer can pay now. */
    static Optional<URI> openPage(Story story) {
        return story.attempts().stream()
                .filter(attempt -> attempt.state() == AttemptState.OPEN && !attempt.closing())
                .reduce((one, later) -> later)
                .flatMap(Attempt::page);
    }

    private static Pay.ByLink byCard(URI back, Language language) {
        return new Pay.ByLink(back, language.code(), Refund.To.ORIGINAL);
    }
}
