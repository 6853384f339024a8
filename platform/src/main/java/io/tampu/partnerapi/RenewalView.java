package io.tampu.partnerapi;

import io.tampu.checkout.Attempt;
import io.tampu.checkout.AttemptState;
import io.tampu.checkout.Story;
import io.tampu.engine.Ids;
import io.tampu.engine.Json;
import io.tampu.invoices.CreditNote;
import io.tampu.invoices.Receipt;
import io.tampu.money.Money;
import io.tampu.renewals.AnswerWriter;
import io.tampu.renewals.Delivered;
import io.tampu.renewals.Promise;
import io.tampu.renewals.Renewal;
import io.tampu.renewals.RenewalState;
import io.tampu.renewals.Secured;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A renewal as a partner sees it. The same renewal gives the same bytes. */
record RenewalView(
        String id,
        RenewalState state,
        @Nullable String reference,
        String iccid,
        String plan,
        Money total,
        long taxMinor,
        Promise promised,
        @Nullable Delivered delivered,
        @Nullable String reason,
        @Nullable ReceiptView receipt,
        List<CreditNoteView> creditNotes,
        @Nullable URI payUrl,
        @Nullable Instant payUntil,
        MoneyView money,
        Instant acceptedAt,
        @Nullable Instant paidAt,
        @Nullable Instant deadlineAt,
        @Nullable Instant endedAt,
        Links links) {

    record Links(String self) {}

    /** The receipt as data. */
    record ReceiptView(
            String number,
            String given,
            Money total,
            long taxMinor,
            String taxRule,
            Instant issuedAt,
            @Nullable String means,
            @Nullable PostingView balancePosting) {}

    /** What left the balance, as {@code /balance/entries} shows it. */
    record PostingView(String reference, String kind, Money amount) {}

    /** What takes the receipt back, or a part of it. */
    record CreditNoteView(String number, Money amount, long taxMinor, String reason, Instant issuedAt) {}

    /** As the answer to the request that began it, and to each retry. */
    static final AnswerWriter ANSWER = (renewal, money) -> Json.write(of(renewal, money, List.of()));

    static RenewalView of(Renewal renewal, Story money, List<CreditNote> notes) {
        var terms = renewal.terms();
        return new RenewalView(
                renewal.id().toString(),
                renewal.state(),
                terms.reference().orElse(null),
                terms.iccid(),
                Ids.text(terms.plan().value()),
                terms.total(),
                terms.tax().amountMinor(),
                terms.promise(),
                renewal.delivered().orElse(null),
                renewal.reason().orElse(null),
                receipt(renewal, money),
                notes.stream().map(RenewalView::creditNote).toList(),
                MoneyView.payUrl(money).orElse(null),
                terms.payUntil().orElse(null),
                MoneyView.of(money),
                renewal.acceptedAt(),
                renewal.paidAt().orElse(null),
                renewal.paidAt().isPresent() ? renewal.deadlineAt() : null,
                renewal.endedAt().orElse(null),
                new Links(RenewalsResource.link(renewal.id())));
    }

    private static @Nullable ReceiptView receipt(Renewal renewal, Story money) {
        if (renewal.state() != RenewalState.RENEWED) {
            return null;
        }
        var terms = renewal.terms();
        boolean fromBalance = renewal.secured().orElseThrow() == Secured.HOLD;
        return new ReceiptView(
                Receipt.numberFor(renewal.id().value()),
                terms.promise().planName(),
                terms.total(),
                terms.tax().amountMinor(),
                terms.taxRule(),
                renewal.endedAt().orElseThrow(),
                fromBalance ? null : means(money),
                fromBalance ? new PostingView(renewal.id().toString(), "PAID", terms.total()) : null);
    }

    private static CreditNoteView creditNote(CreditNote note) {
        return new CreditNoteView(
                note.number(), note.amount(), note.tax().amountMinor(), note.reason(), note.issuedAt());
    }

    private static @Nullable String means(Story money) {
        return money.attempts().stream()
                .filter(attempt -> attempt.state() == AttemptState.KEPT)
                .flatMap(attempt -> attempt.taken().stream())
                .map(Attempt.Taken::means)
                .findFirst()
                .orElse(null);
    }
}
