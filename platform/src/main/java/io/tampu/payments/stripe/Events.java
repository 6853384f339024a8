package io.tampu.payments.stripe;

import io.tampu.money.Money;
import io.tampu.payments.BillUnreadable;
import io.tampu.payments.Heard;
import io.tampu.payments.Heard.About;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/** Stripe's events, as they arrive and as they are read from its list: what each speaks of. What it says of it is not believed. */
final class Events {

    private static final String PATH = "events";
    /** What one call of {@link #undelivered} gives back at most: the oldest. */
    private static final int MOST = 300;
    /** 50,000 events of a long outage. */
    private static final int MOST_PAGES = 500;

    private final StripeSettings settings;
    private final Pages pages;

    Events(StripeSettings settings, Pages pages) {
        this.settings = settings;
        this.pages = pages;
    }

    Heard read(byte[] body) {
        try {
            return read(Fields.read(body));
        } catch (Unreadable unreadable) {
            return new Heard.Apart(Heard.Why.UNREADABLE, unreadable.what());
        }
    }

    private Heard read(Fields event) throws Unreadable {
        if (!event.text("object").equals("event")) {
            throw new Unreadable("not an event");
        }
        if (event.flag("livemode") != settings.isLive()) {
            return new Heard.Apart(Heard.Why.WRONG_ACCOUNT, "of the other mode, test or live");
        }
        // Only what happens in somebody else's account, connected to ours, names an account.
        if (event.maybeText("account").isPresent()) {
            return new Heard.Apart(Heard.Why.WRONG_ACCOUNT, "of a connected account");
        }
        String type = Wire.code(event.text("type"));
        Fields about = event.object("data").object("object");
        return new Heard.Genuine(event.id(), type, about(about), amount(about));
    }

    private static About about(Fields object) throws Unreadable {
        return switch (object.maybeText("object").orElse("")) {
            case "checkout.session" ->
                charge(object, object.maybeText("client_reference_id").filter(Fields::isMark));
            case "payment_intent" ->
                object.maybeMark("attempt").<About>map(About.OfCharge::new).orElse(new About.OfPayment(object.id()));
            case "charge" -> charge(object, Optional.empty());
            case "refund" -> {
                Optional<String> ours = object.maybeMark("refund");
                yield ours.isPresent()
                        ? new About.OfRefund(ours.get())
                        : new About.OfForeignRefund(object.id(), Disputes.payment(object));
            }
            case "dispute" -> new About.OfDispute(object.id(), Disputes.payment(object));
            default -> new About.OfNothing();
        };
    }

    /** A session or a charge: ours by its mark, else some payment, else (a page that nobody has paid yet) nothing of ours. */
    private static About charge(Fields object, Optional<String> reference) {
        return object.maybeMark("attempt")
                .or(() -> reference)
                .<About>map(About.OfCharge::new)
                .or(() -> object.maybeId("payment_intent").map(About.OfPayment::new))
                .orElse(new About.OfNothing());
    }

    private static Optional<Money> amount(Fields object) {
        for (String name : List.of("amount_received", "amount_total", "amount")) {
            try {
                Money money = object.money(name);
                if (money.isPositive()) {
                    return Optional.of(money);
                }
            } catch (Unreadable notNamed) {
                continue;
            }
        }
        return Optional.empty();
    }

    List<Heard.Genuine> undelivered(Instant since) {
        var oldest = new ArrayDeque<Heard.Genuine>();
        try {
            var broken = pages.read(PATH, query -> since(since, query), MOST_PAGES, event -> {
                keep(event, oldest);
                return true;
            });
            if (broken.isPresent()) {
                throw new BillUnreadable("events: " + broken.get().what());
            }
        } catch (Unreadable unreadable) {
            throw new BillUnreadable("events: " + unreadable.what());
        }
        return List.copyOf(oldest).reversed();
    }

    private static void since(Instant since, Form query) {
        query.put("created[gte]", since.getEpochSecond()).put("delivery_success", "false");
    }

    /** The list comes newest first. One event that cannot be read must not hide the others. */
    private void keep(Fields event, ArrayDeque<Heard.Genuine> oldest) {
        try {
            if (read(event) instanceof Heard.Genuine genuine && !(genuine.about() instanceof About.OfNothing)) {
                oldest.addLast(genuine);
            }
        } catch (Unreadable unreadable) {
            return;
        }
        if (oldest.size() > MOST) {
            oldest.removeFirst();
        }
    }
}
