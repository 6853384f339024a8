package io.tampu.partnerapi;

import io.tampu.checkout.Attempt;
import io.tampu.checkout.AttemptState;
import io.tampu.checkout.Dispute;
import io.tampu.checkout.Refund;
import io.tampu.checkout.RefundState;
import io.tampu.checkout.Story;
import io.tampu.money.Money;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened to a renewal's money outside, as a partner sees it. */
record MoneyView(List<PaymentView> payments, List<RefundView> refunds, List<DisputeView> disputes) {

    /**
     * One attempt to be paid.
     *
     * @param payUrl where the payer pays, while that is possible
     * @param declined the last means that was refused there
     * @param means what was paid with: {@code "Visa 4242"}
     * @param reason why it ended without being kept
     */
    record PaymentView(
            String id,
            AttemptState state,
            String provider,
            Money amount,
            @Nullable URI payUrl,
            @Nullable DeclineView declined,
            @Nullable String means,
            @Nullable String reason,
            Instant createdAt,
            @Nullable Instant endedAt) {}

    record DeclineView(String code, String retry) {}

    record RefundView(
            String id,
            RefundState state,
            Money amount,
            String reason,
            Refund.To to,
            Instant createdAt,
            @Nullable Instant endedAt) {}

    record DisputeView(
            String state, @Nullable Money amount, @Nullable String reason) {}

    static MoneyView of(Story story) {
        return new MoneyView(
                story.attempts().stream().map(MoneyView::payment).toList(),
                story.refunds().stream().map(MoneyView::refund).toList(),
                story.disputes().stream().map(MoneyView::dispute).toList());
    }

    /** Where the payer can pay now. */
    static Optional<URI> payUrl(Story story) {
        return story.attempts().stream()
                .flatMap(attempt -> payUrl(attempt).stream())
                .reduce((one, later) -> later);
    }

    private static Optional<URI> payUrl(Attempt attempt) {
        return attempt.state() == AttemptState.OPEN && !attempt.closing() ? attempt.page() : Optional.empty();
    }

    private static PaymentView payment(Attempt attempt) {
        return new PaymentView(
                attempt.id().toString(),
                attempt.state(),
                attempt.asked().provider(),
                attempt.taken()
                        .map(Attempt.Taken::amount)
                        .orElse(attempt.asked().amount()),
                payUrl(attempt).orElse(null),
                attempt.decline()
                        .map(refused ->
                                new DeclineView(refused.code(), refused.retry().name()))
                        .orElse(null),
                attempt.taken().map(Attempt.Taken::means).orElse(null),
                attempt.reason().orElse(null),
                attempt.asked().createdAt(),
                attempt.endedAt().orElse(null));
    }

    private static RefundView refund(Refund refund) {
        return new RefundView(
                refund.id().toString(),
                refund.state(),
                refund.amount(),
                refund.reason(),
                refund.to(),
                refund.createdAt(),
                refund.endedAt().orElse(null));
    }

    private static DisputeView dispute(Dispute dispute) {
        return new DisputeView(
                dispute.state().name(),
                dispute.amount().orElse(null),
                dispute.reason().orElse(null));
    }
}
