package io.tampu.payments.stripe;

import io.tampu.money.Money;
import io.tampu.payments.Charge;
import io.tampu.payments.Decline;
import io.tampu.payments.Failure;
import io.tampu.payments.PaymentAnswer;
import io.tampu.payments.PaymentAnswer.Todo;
import io.tampu.payments.Retry;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a Checkout Session, with its PaymentIntent and its last charge inside, says of a charge of ours. The PaymentIntent outranks
 * the session: it is where the money is.
 */
final class CheckoutSession {

    /** Brands whose names are not their code with a capital. */
    private static final Map<String, String> BRANDS = Map.of(
            "amex", "American Express",
            "diners", "Diners Club",
            "unionpay", "UnionPay",
            "jcb", "JCB",
            "eftpos_au", "Eftpos",
            "cartes_bancaires", "Cartes Bancaires",
            "unknown", "Card");

    private final StripeSettings settings;

    CheckoutSession(StripeSettings settings) {
        this.settings = settings;
    }

    PaymentAnswer read(Fields session, Charge charge) throws Unreadable {
        compare(session, charge);
        String handle = session.id();
        Optional<Fields> intent = session.maybeObject("payment_intent");
        if (intent.isPresent() && intent.get().text("status").equals("succeeded")) {
            return succeeded(handle, intent.get(), charge);
        }
        if (!session.text("payment_status").equals("unpaid")) {
            throw new Unreadable(
                    "a session that is " + Wire.code(session.text("payment_status")) + " without its payment");
        }
        if (intent.isEmpty() && session.maybeId("payment_intent").isPresent()) {
            throw new Unreadable("a session whose payment is not shown");
        }
        return switch (session.text("status")) {
            case "open" -> open(session, intent);
            case "complete" -> complete(handle, intent.orElseThrow(() -> new Unreadable("complete, and no payment")));
            case "expired" -> expired(handle, intent);
            default -> throw new Unreadable("a session with an unknown status");
        };
    }

    /** A session that is not what was asked for is not an answer to it. */
    private void compare(Fields session, Charge charge) throws Unreadable {
        if (!session.text("object").equals("checkout.session")) {
            throw new Unreadable("not a checkout session");
        }
        if (session.flag("livemode") != settings.isLive()) {
            throw new Unreadable("a session of the other mode, test or live");
        }
        if (!session.text("client_reference_id").equals(charge.id())) {
            throw new Unreadable("a session with another id of ours");
        }
        if (charge.handle().isPresent() && !charge.handle().get().equals(session.id())) {
            throw new Unreadable("another session than asked about");
        }
        Money asked = session.money("amount_total");
        if (!asked.equals(charge.amount())) {
            throw new Unreadable("a session of " + asked + " and not of " + charge.amount());
        }
    }

    private static PaymentAnswer succeeded(String handle, Fields intent, Charge charge) throws Unreadable {
        Optional<String> mark = intent.maybeMark("attempt");
        if (mark.isPresent() && !mark.get().equals(charge.id())) {
            throw new Unreadable("a payment with another id of ours");
        }
        Money taken = intent.money("amount_received");
        if (!taken.isPositive()) {
            throw new Unreadable("a payment that succeeded without money");
        }
        Fields last = intent.maybeObject("latest_charge").orElse(intent);
        String means = last.maybeObject("payment_method_details")
                .map(CheckoutSession::means)
                .orElse("Card");
        return new PaymentAnswer.Succeeded(handle, intent.id(), taken, means, last.time("created"));
    }

    /** "Visa 4242". Of the number no more than its last four digits, whatever Stripe sends. */
    static String means(Fields details) {
        String type = Wire.code(details.maybeText("type").orElse("card"));
        Optional<Fields> card = details.maybeObject("card");
        String brand = named(
                card.flatMap(one -> one.maybeText("brand")).map(Wire::code).orElse(type));
        return card.flatMap(one -> one.maybeText("last4"))
                .filter(last4 -> last4.matches("[0-9]{4}"))
                .map(last4 -> brand + " " + last4)
                .orElse(brand);
    }

    private static String named(String code) {
        return BRANDS.getOrDefault(
                code,
                code.substring(0, 1).toUpperCase(Locale.ROOT)
                        + code.substring(1).replace('_', ' '));
    }

    private PaymentAnswer open(Fields session, Optional<Fields> intent) throws Unreadable {
        String handle = session.id();
        if (intent.isPresent() && isBeingWorkedOn(intent.get())) {
            return new PaymentAnswer.Pending(handle, new Todo.Wait(), Optional.empty());
        }
        Optional<Decline> decline =
                intent.flatMap(one -> one.maybeObject("last_payment_error")).map(DeclineCode::read);
        var page = new Todo.OpenPage(page(session), session.time("expires_at"));
        return new PaymentAnswer.Pending(handle, page, decline);
    }

    private URI page(Fields session) throws Unreadable {
        try {
            // Stripe's addresses are long: they carry the page's state behind a #.
            var page = URI.create(session.maybeWords("url").orElse(""));
            boolean safe = "https".equals(page.getScheme())
                    || String.valueOf(settings.baseUri().getScheme()).equals(page.getScheme());
            if (safe && page.getHost() != null) {
                return page;
            }
        } catch (IllegalArgumentException notAnAddress) {
            throw new Unreadable("url is not an address");
        }
        throw new Unreadable("url is not the address of a page");
    }

    private static PaymentAnswer complete(String handle, Fields intent) throws Unreadable {
        if (isBeingWorkedOn(intent) || intent.text("status").equals("requires_action")) {
            return new PaymentAnswer.Pending(handle, new Todo.Wait(), Optional.empty());
        }
        Decline decline = intent.maybeObject("last_payment_error")
                .map(DeclineCode::read)
                .orElse(new Decline(Retry.CUSTOMER, Wire.code(intent.text("status"))));
        return new PaymentAnswer.Failed(Failure.DECLINED, decline.retry(), decline.code(), "complete, but not paid");
    }

    private static PaymentAnswer expired(String handle, Optional<Fields> intent) throws Unreadable {
        if (intent.isPresent() && isBeingWorkedOn(intent.get())) {
            return new PaymentAnswer.Pending(handle, new Todo.Wait(), Optional.empty());
        }
        return new PaymentAnswer.Failed(Failure.CLOSED, Retry.NEVER, "expired", "the session has expired");
    }

    /** The payer has done everything: money may come without any page. */
    private static boolean isBeingWorkedOn(Fields intent) throws Unreadable {
        return switch (intent.text("status")) {
            case "processing", "requires_capture" -> true;
            case "requires_payment_method", "requires_confirmation", "requires_action", "canceled" -> false;
            default -> throw new Unreadable("a payment with an unknown status");
        };
    }
}
