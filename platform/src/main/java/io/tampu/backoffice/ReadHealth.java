package io.tampu.backoffice;

import io.tampu.checkout.CheckoutFigures;
import io.tampu.engine.Backlog;
import io.tampu.messages.LetterFigures;
import io.tampu.renewals.RenewalFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks each room how it stands, and says what of it needs somebody. */
final class ReadHealth {

    /** A provider returns money within a day, or it is stuck there. */
    private static final Duration REFUND_WITHIN = Duration.ofDays(1);
    /** Reconciliation reads each hour; what stands longer than this is a violation in the audit. */
    private static final Duration BREAK_WITHIN = Duration.ofHours(24);
    /** A letter goes out within seconds, and a code is void after ten minutes. */
    private static final Duration LETTER_WITHIN = Duration.ofMinutes(2);
    /** Wholesalers have short outages; after this renewals begin to be given back. */
    private static final Duration SILENCE_WITHIN = Duration.ofMinutes(10);
    /** The supplier's word on an order comes within seconds; the sweep asks each minute. */
    private static final Duration DOUBT_WITHIN = Duration.ofMinutes(5);

    private final HealthPage.Parts parts;

    ReadHealth(HealthPage.Parts parts) {
        this.parts = parts;
    }

    HealthView read() {
        Instant now = parts.clock().instant();
        RenewalFigures renewals = parts.renewals().figures();
        return new HealthView(
                now,
                renewals.paidNotDelivered(),
                renewals.late(),
                List.of(
                        renewals(renewals, now),
                        money(renewals, parts.checkout().figures(), now),
                        outside(now)));
    }

    private static HealthView.Group renewals(RenewalFigures figures, Instant now) {
        return new HealthView.Group(
                "renewals",
                List.of(
                        Figure.fine("delivered", figures.delivered()),
                        Figure.fine("awaiting-payment", figures.awaitingPayment()),
                        Figure.fine("under-way", figures.underWay()),
                        Figure.youngToWatch("in-doubt", figures.inDoubt(), now.minus(DOUBT_WITHIN))));
    }

    private static HealthView.Group money(RenewalFigures renewals, CheckoutFigures figures, Instant now) {
        return new HealthView.Group(
                "money",
                List.of(
                        Figure.young("undelivered", renewals.refunding(), now.minus(REFUND_WITHIN), Figure.Level.WATCH),
                        Figure.young("refunds", figures.refunds(), now.minus(REFUND_WITHIN), Figure.Level.ACT),
                        Figure.zero("owed-again", figures.owedAgain(), Figure.Level.ACT),
                        Figure.zero("disputes", figures.disputes(), Figure.Level.ACT),
                        Figure.youngToWatch("breaks", figures.breaks(), now.minus(BREAK_WITHIN))));
    }

    private HealthView.Group outside(Instant now) {
        LetterFigures letters = parts.messages().figures();
        Backlog silent = silent(parts.esims().silentSuppliers());
        return new HealthView.Group(
                "outside",
                List.of(
                        Figure.youngToWatch("suppliers", silent, now.minus(SILENCE_WITHIN)),
                        Figure.zero("apart", parts.apart().get(), Figure.Level.WATCH),
                        Figure.young("letters", letters.waiting(), now.minus(LETTER_WITHIN), Figure.Level.ACT),
                        Figure.zero("given-up", letters.givenUp(), Figure.Level.ACT),
                        Figure.zero("webhooks", parts.webhooksFailing().get(), Figure.Level.WATCH)));
    }

    private static Backlog silent(Map<String, Instant> suppliers) {
        Optional<Instant> oldest = suppliers.values().stream().min(Instant::compareTo);
        return new Backlog(suppliers.size(), false, oldest);
    }
}
