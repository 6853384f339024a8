package io.tampu.payments.stripe;

import io.tampu.payments.Charge;
import io.tampu.payments.Failure;
import io.tampu.payments.PaymentAnswer;
import io.tampu.payments.Retry;
import io.tampu.payments.stripe.Wire.Heard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/** Charges as Checkout Sessions: made under our id as idempotency key, looked at, closed, and found again if all else fails. */
final class Sessions {

    private static final String PATH = "checkout/sessions";

    /** A session can have been made from a little before the charge by our clock until its page could not be open any more. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(15);

    /** 20,000 sessions in a day and a bit. */
    private static final int MOST_PAGES = 200;

    private final Wire wire;
    private final Pages pages;
    private final CheckoutSession reading;

    Sessions(Wire wire, Pages pages, CheckoutSession reading) {
        this.wire = wire;
        this.pages = pages;
        this.reading = reading;
    }

    PaymentAnswer create(Charge charge) {
        if (charge.handle().isPresent()) {
            return look(charge.handle().get(), charge);
        }
        Form form;
        try {
            form = SessionForm.of(charge);
        } catch (IllegalArgumentException impossible) {
            return neverSent(impossible);
        }
        return switch (post(charge, form, 1)) {
            // What is replayed is how it was, not how it is.
            case Heard.Done done -> done.replayed() ? lookAt(done.body(), charge) : read(done.body(), charge);
            case Heard.Refused refused -> isOfThePast(refused) ? found(charge, no(refused)) : no(refused);
            case Heard.Undone undone ->
                new PaymentAnswer.Failed(Failure.NOT_NOW, Retry.LATER, undone.code(), undone.said());
            case Heard.Silent silent -> silent.remembered() ? found(charge, unknown(silent)) : unknown(silent);
        };
    }

    /**
     * Asks under the first key that is not spoilt. A 500 is remembered under its key and comes again for a day; if the list has no
     * session of this charge, the next key of the row makes one. Should the spoilt one have made one after all, nobody has the
     * address of its page.
     */
    private Heard post(Charge charge, Form form, int nth) {
        Heard heard = wire.post(PATH, form, Wire.key(charge.id(), nth));
        boolean spoilt = heard instanceof Heard.Silent silent && silent.remembered() && nth < Wire.MOST_KEYS;
        return spoilt && isNotListed(charge) ? post(charge, form, nth + 1) : heard;
    }

    /** Without a handle the first answer was lost, and what goes wrong now says nothing about what happened then. */
    PaymentAnswer query(Charge charge) {
        if (charge.handle().isPresent()) {
            return look(charge.handle().get(), charge);
        }
        Form form;
        try {
            form = SessionForm.of(charge);
        } catch (IllegalArgumentException impossible) {
            return neverSent(impossible);
        }
        return switch (post(charge, form, 1)) {
            case Heard.Done done -> lookAt(done.body(), charge);
            case Heard.Refused refused -> refused.isAboutUs() ? unknown(refused) : found(charge, no(refused));
            case Heard.Undone undone -> unknown(undone);
            case Heard.Silent silent -> found(charge, unknown(silent));
        };
    }

    PaymentAnswer close(Charge charge) {
        if (charge.handle().isPresent()) {
            return close(charge.handle().get(), charge);
        }
        PaymentAnswer now = query(charge);
        return now instanceof PaymentAnswer.Pending pending ? close(pending.handle(), charge) : now;
    }

    private PaymentAnswer close(String handle, Charge charge) {
        if (!Fields.isId(handle)) {
            return noId();
        }
        return switch (wire.post(PATH + "/" + handle + "/expire", expanded(), Optional.empty())) {
            case Heard.Done done -> read(done.body(), charge);
            // Not open any more, or a payment is on its way: the session itself says which.
            case Heard.Refused refused -> look(handle, charge);
            case Heard.Undone undone -> unknown(undone);
            case Heard.Silent silent -> unknown(silent);
        };
    }

    /**
     * Stripe forgets no session: one that it does not know was made with a key of another account, so that "missing" is no proof
     * that nobody pays it.
     */
    private PaymentAnswer look(String handle, Charge charge) {
        if (!Fields.isId(handle)) {
            return noId();
        }
        Heard heard = wire.get(PATH + "/" + handle, expanded());
        return heard instanceof Heard.Done done ? read(done.body(), charge) : unknown(heard);
    }

    private PaymentAnswer lookAt(Fields session, Charge charge) {
        try {
            return look(session.id(), charge);
        } catch (Unreadable unreadable) {
            return new PaymentAnswer.Unknown(unreadable.what());
        }
    }

    private PaymentAnswer read(Fields session, Charge charge) {
        try {
            return reading.read(session, charge);
        } catch (Unreadable unreadable) {
            return new PaymentAnswer.Unknown(unreadable.what());
        }
    }

    /** The key was used for something else, or is forgotten by now: only the list knows whether there is a session. */
    private static boolean isOfThePast(Heard.Refused refused) {
        return refused.type().equals("idempotency_error") || isTooLate(refused);
    }

    private static boolean isTooLate(Heard.Refused refused) {
        return refused.param().equals("expires_at");
    }

    private static PaymentAnswer no(Heard.Refused refused) {
        if (refused.status() == 402) {
            Retry retry = DeclineCode.retry(refused.code());
            return new PaymentAnswer.Failed(Failure.DECLINED, retry, refused.code(), refused.said());
        }
        Failure why = isTooLate(refused) ? Failure.CLOSED : Failure.REFUSED;
        return new PaymentAnswer.Failed(why, Retry.NEVER, refused.code(), refused.said());
    }

    /** What the session of this charge says, if the list has one; else {@code otherwise}. */
    private PaymentAnswer found(Charge charge, PaymentAnswer otherwise) {
        try {
            return listed(charge).map(handle -> look(handle, charge)).orElse(otherwise);
        } catch (Unreadable unreadable) {
            return new PaymentAnswer.Unknown(unreadable.what());
        }
    }

    private boolean isNotListed(Charge charge) {
        try {
            return listed(charge).isEmpty();
        } catch (Unreadable unreadable) {
            return false;
        }
    }

    private Optional<String> listed(Charge charge) throws Unreadable {
        var found = new ArrayList<String>(1);
        Optional<Heard> broken = pages.read(PATH, query -> around(charge, query), MOST_PAGES, row -> {
            if (row.maybeText("client_reference_id").equals(Optional.of(charge.id()))) {
                found.add(row.id());
            }
            return found.isEmpty();
        });
        if (broken.isPresent()) {
            throw new Unreadable(broken.get().what());
        }
        return found.stream().findFirst();
    }

    private static void around(Charge charge, Form query) {
        query.put("created[gte]", charge.createdAt().minus(CLOCKS_DIFFER).getEpochSecond());
        query.put("created[lte]", SessionForm.end(charge).plus(CLOCKS_DIFFER).getEpochSecond());
    }

    private static Form expanded() {
        return new Form().put("expand[0]", "payment_intent.latest_charge");
    }

    private static PaymentAnswer neverSent(IllegalArgumentException impossible) {
        return new PaymentAnswer.Failed(
                Failure.REFUSED, Retry.NEVER, "not-sent", String.valueOf(impossible.getMessage()));
    }

    private static PaymentAnswer noId() {
        return new PaymentAnswer.Unknown("not an id of Stripe's");
    }

    private static PaymentAnswer unknown(Heard heard) {
        return new PaymentAnswer.Unknown(heard.what());
    }
}
