package io.tampu.payments.stripe;

import io.tampu.money.Money;
import io.tampu.payments.Failure;
import io.tampu.payments.RefundAnswer;
import io.tampu.payments.RefundOrder;
import io.tampu.payments.Retry;
import io.tampu.payments.stripe.Wire.Heard;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Refunds. Stripe remembers an idempotency key for a day or so and a refund may be asked for again much later, so the list of the
 * payment's refunds is read before each: the key is for two calls at the same time, the list for those far apart.
 */
final class Refunds {

    private static final String PATH = "refunds";
    /** More partial refunds of one payment are a mistake of somebody's. */
    private static final int MOST_PAGES = 10;

    private final Wire wire;
    private final Pages pages;

    Refunds(Wire wire, Pages pages) {
        this.wire = wire;
        this.pages = pages;
    }

    RefundAnswer refund(RefundOrder order) {
        if (order.handle().isPresent()) {
            return query(order);
        }
        Form form;
        try {
            form = form(order);
        } catch (IllegalArgumentException impossible) {
            return new RefundAnswer.Failed(
                    Failure.REFUSED, Retry.NEVER, "not-sent", String.valueOf(impossible.getMessage()));
        }
        return switch (find(order)) {
            case Found.There there -> read(there.refund(), order);
            case Found.Unread unread -> begun(unread.heard(), order);
            case Found.NotThere none -> post(order, form, 1);
        };
    }

    /**
     * Asks under the first key that is not spoilt by a 500 that Stripe remembers and repeats for a day. Stripe calls such a 500
     * undecided: the list is read again before the next key, and more than was paid it never returns.
     */
    private RefundAnswer post(RefundOrder order, Form form, int nth) {
        Heard heard = wire.post(PATH, form, Wire.key(order.id(), nth));
        if (!(heard instanceof Heard.Silent silent && silent.remembered() && nth < Wire.MOST_KEYS)) {
            return begun(heard, order);
        }
        return switch (find(order)) {
            case Found.There there -> read(there.refund(), order);
            case Found.Unread unread -> new RefundAnswer.Unknown(unread.heard().what());
            case Found.NotThere none -> post(order, form, nth + 1);
        };
    }

    /** A look that was refused, or never left, began nothing either. */
    private static RefundAnswer begun(Heard heard, RefundOrder order) {
        return switch (heard) {
            case Heard.Done done -> read(done.body(), order);
            case Heard.Refused refused -> RefundRefusal.answer(refused);
            case Heard.Undone undone ->
                new RefundAnswer.Failed(Failure.NOT_NOW, Retry.LATER, undone.code(), undone.said());
            case Heard.Silent silent -> new RefundAnswer.Unknown(silent.what());
        };
    }

    RefundAnswer query(RefundOrder order) {
        if (order.handle().isPresent()) {
            String handle = order.handle().get();
            if (!Fields.isId(handle)) {
                return new RefundAnswer.Unknown("not an id of Stripe's");
            }
            Heard heard = wire.get(PATH + "/" + handle, new Form());
            return heard instanceof Heard.Done done ? read(done.body(), order) : new RefundAnswer.Unknown(heard.what());
        }
        return switch (find(order)) {
            case Found.There there -> read(there.refund(), order);
            case Found.Unread unread -> new RefundAnswer.Unknown(unread.heard().what());
            case Found.NotThere none ->
                new RefundAnswer.Failed(
                        Failure.NOT_THERE, Retry.LATER, "not-there", "no refund of this payment has our id");
        };
    }

    private sealed interface Found {
        record There(Fields refund) implements Found {}

        record NotThere() implements Found {}

        record Unread(Heard heard) implements Found {}
    }

    private Found find(RefundOrder order) {
        var found = new AtomicReference<Found>(new Found.NotThere());
        try {
            Optional<Heard> broken =
                    pages.read(PATH, query -> query.put("payment_intent", order.payment()), MOST_PAGES, row -> {
                        if (row.maybeMark("refund").equals(Optional.of(order.id()))) {
                            found.set(new Found.There(row));
                            return false;
                        }
                        return true;
                    });
            return broken.<Found>map(Found.Unread::new).orElseGet(found::get);
        } catch (Unreadable unreadable) {
            return new Found.Unread(new Heard.Silent(unreadable.what()));
        }
    }

    /** Stripe's own "reason" has three words and ours are others, so ours goes into the metadata. */
    private static Form form(RefundOrder order) {
        return new Form()
                .put("payment_intent", order.payment())
                .put("amount", Amounts.minorUnits(order.amount()))
                .put("metadata[refund]", order.id())
                .put("metadata[reason]", order.reason());
    }

    private static RefundAnswer read(Fields refund, RefundOrder order) {
        try {
            return readable(refund, order);
        } catch (Unreadable unreadable) {
            return new RefundAnswer.Unknown(unreadable.what());
        }
    }

    private static RefundAnswer readable(Fields refund, RefundOrder order) throws Unreadable {
        compare(refund, order);
        String handle = refund.id();
        String status = refund.text("status");
        return switch (status) {
            case "succeeded" -> new RefundAnswer.Succeeded(handle, refund.money("amount"));
            case "pending", "requires_action" ->
                new RefundAnswer.Pending(
                        handle,
                        refund.maybeText("pending_reason").map(Wire::code).orElse(status));
            case "failed" -> {
                String reason = Wire.code(refund.maybeText("failure_reason").orElse("unknown"));
                yield new RefundAnswer.Failed(
                        Failure.UNREACHABLE, RefundFailure.retry(reason), reason, "the refund " + handle + " failed");
            }
            case "canceled" ->
                new RefundAnswer.Failed(
                        Failure.UNREACHABLE, Retry.LATER, status, "the refund " + handle + " was canceled");
            default -> throw new Unreadable("a refund with an unknown status");
        };
    }

    private static void compare(Fields refund, RefundOrder order) throws Unreadable {
        if (!refund.text("object").equals("refund")) {
            throw new Unreadable("not a refund");
        }
        if (!refund.maybeMark("refund").equals(Optional.of(order.id()))) {
            throw new Unreadable("a refund with another id of ours");
        }
        if (order.handle().isPresent() && !order.handle().get().equals(refund.id())) {
            throw new Unreadable("another refund than asked about");
        }
        if (!refund.id("payment_intent").equals(order.payment())) {
            throw new Unreadable("a refund of another payment");
        }
        Money returned = refund.money("amount");
        if (!returned.equals(order.amount())) {
            throw new Unreadable("a refund of " + returned + " and not of " + order.amount());
        }
    }
}
