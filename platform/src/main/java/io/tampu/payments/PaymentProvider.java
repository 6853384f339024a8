package io.tampu.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Somebody who takes money from a payer for the seller, and gives it back. The manual of the adapter writer.
 *
 * <p>Each method asks once, over the wire, and never throws for what the other side says or does not say: time-outs, 5xx,
 * unparsable, oversized, contradictory and badly signed answers are the {@code Unknown} case of its answer. No method retries
 * by itself. Calls happen outside any transaction, from many virtual threads at once, and each may be repeated with the same
 * ids at any time, also after a crash: the adapter sees to it that the provider acts once (by the provider's idempotency key,
 * or by looking for our id before it asks again).
 *
 * <p>Amounts are minor units and a currency; instants are UTC. Ids of ours are 26 lower-case characters, made and written down
 * before the first call, and never made anew after silence. What an adapter reports never holds a secret, a card number or a
 * payer's credentials, even if the other side repeats them.
 */
public interface PaymentProvider {

    /** The name under which settings, attempts and notifications know this provider: {@code stripe}. */
    String name();

    /**
     * Asks for a payment. Repeating it with the same charge gives the same payment, never a second one. The usual answer is
     * {@link PaymentAnswer.Pending} with the page on which the payer pays. {@link PaymentAnswer.Failed} promises that there is
     * nothing at the provider that could still take money for this charge.
     */
    PaymentAnswer create(Charge charge);

    /**
     * Asks what became of a charge. If {@code charge.handle()} is empty (the answer to {@link #create} was lost), it is found by
     * our id, or created again under the same idempotency key. A refused card on a page that is still open is
     * {@link PaymentAnswer.Pending} with its {@link Decline}: the payer may try again there.
     */
    PaymentAnswer query(Charge charge);

    /**
     * Asks that nobody can pay this charge any more, and says how it stands then: {@link PaymentAnswer.Failed} with
     * {@link Failure#CLOSED} once it is certain; {@link PaymentAnswer.Succeeded} if the payer was quicker;
     * {@link PaymentAnswer.Pending} if the provider cannot close it now (a payment is being processed). Closing what is closed is
     * no error.
     */
    PaymentAnswer close(Charge charge);

    /**
     * Asks for money back, whole or in part, to the means it came from. Repeating it with the same refund returns money once.
     * "Accepted" is {@link RefundAnswer.Pending}; {@link RefundAnswer.Succeeded} only where the provider says that the money
     * is on its way out of our account for good, and even then a provider may fail it later.
     */
    RefundAnswer refund(RefundOrder order);

    /**
     * Asks what became of a refund, by the provider's id or, if {@code order.handle()} is empty, by ours.
     * {@link Failure#NOT_THERE}: the provider has not seen it, so {@link #refund} may be repeated with the same id.
     */
    RefundAnswer queryRefund(RefundOrder order);

    /**
     * Asks how a dispute stands.
     *
     * @param dispute the provider's id, from a notification or a bill
     */
    DisputeAnswer queryDispute(String dispute);

    /**
     * Verifies a notification on its raw bytes, before anything of it is read: signature by any of the valid secrets, age, and
     * that it is for our account. A genuine one is still only a hint.
     *
     * @param headers header names in lower case
     * @param body the bytes exactly as received
     */
    Heard verify(Map<String, String> headers, byte[] body);

    /**
     * Notifications that the provider could not deliver to us since then, as far as it keeps them; they are handled like those
     * that arrive. Bounded: at most a few hundred, oldest first; what is left comes with the next call. Throws
     * {@link BillUnreadable} when the provider does not answer readably.
     */
    List<Heard.Genuine> undelivered(Instant since);

    /**
     * All that the provider took, returned and had taken back in disputes on that day, UTC. Throws {@link BillUnreadable} when it
     * cannot be read whole: half a bill is no bill.
     */
    Bill bill(LocalDate day);
}
