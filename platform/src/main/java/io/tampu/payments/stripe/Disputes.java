package io.tampu.payments.stripe;

import io.tampu.payments.DisputeAnswer;
import io.tampu.payments.DisputeAnswer.Stand;
import io.tampu.payments.stripe.Wire.Heard;

/** Disputes, as far as they say where the money is. */
final class Disputes {

    private final Wire wire;

    Disputes(Wire wire) {
        this.wire = wire;
    }

    DisputeAnswer query(String dispute) {
        if (!Fields.isId(dispute)) {
            return new DisputeAnswer.Unknown("not an id of Stripe's");
        }
        Heard heard = wire.get("disputes/" + dispute, new Form());
        if (!(heard instanceof Heard.Done done)) {
            return new DisputeAnswer.Unknown(heard.what());
        }
        try {
            return read(done.body(), dispute);
        } catch (Unreadable unreadable) {
            return new DisputeAnswer.Unknown(unreadable.what());
        }
    }

    private static DisputeAnswer read(Fields dispute, String asked) throws Unreadable {
        if (!dispute.text("object").equals("dispute") || !dispute.id().equals(asked)) {
            throw new Unreadable("not the dispute that was asked about");
        }
        return new DisputeAnswer.Known(
                asked,
                payment(dispute),
                dispute.money("amount"),
                stand(dispute),
                Wire.code(dispute.maybeText("reason").orElse("general")),
                dispute.time("created"));
    }

    /** Money without a PaymentIntent, taken by other means than ours, is known by its charge. */
    static String payment(Fields about) throws Unreadable {
        return about.maybeId("payment_intent")
                .or(() -> about.maybeId("charge"))
                .orElseThrow(() -> new Unreadable("no readable payment_intent"));
    }

    private static Stand stand(Fields dispute) throws Unreadable {
        return switch (dispute.text("status")) {
            case "warning_needs_response", "warning_under_review" -> Stand.WARNING;
            case "needs_response", "under_review" -> Stand.OPEN;
            case "won", "warning_closed" -> Stand.WON;
            case "lost" -> Stand.LOST;
            // Settled before it became a dispute, with the payer's money or without: the movements say which.
            case "prevented" -> moved(dispute) < 0 ? Stand.LOST : Stand.WON;
            default -> throw new Unreadable("a dispute with an unknown status");
        };
    }

    private static long moved(Fields dispute) throws Unreadable {
        long moved = 0;
        for (Fields movement : dispute.objects("balance_transactions")) {
            moved = Math.addExact(moved, movement.whole("amount"));
        }
        return moved;
    }
}
