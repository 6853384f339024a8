package io.tampu.payments;

import java.time.Instant;
import java.util.Map;

/** A provider that sits the exam of {@link PaymentContractTest}: it takes and returns money, and has a book of its own. */
public interface OtherSide extends AutoCloseable {

    /** What is asked of the provider. */
    enum Call {
        CREATE,
        REFUND
    }

    /** What the provider does to the next call. */
    enum Fault {
        LOSES_THE_REQUEST,
        ACTS_AND_LOSES_THE_REPLY,
        ANSWERS_500,
        TALKS_GARBAGE
    }

    /** What is wrong with a notification. */
    enum Flaw {
        SIGNED_BY_SOMEBODY_ELSE(Heard.Why.FORGED),
        SIGNED_LONG_AGO(Heard.Why.REPLAYED),
        FOR_ANOTHER_ACCOUNT(Heard.Why.WRONG_ACCOUNT),
        NOT_A_NOTIFICATION(Heard.Why.UNREADABLE);

        final Heard.Why why;

        Flaw(Heard.Why why) {
            this.why = why;
        }
    }

    /** A notification as it arrives. */
    record Delivery(Map<String, String> headers, byte[] body) {}

    /** The adapter under examination, asking this provider. */
    PaymentProvider adapter();

    /** The same adapter, asking an address where nobody listens. */
    PaymentProvider adapterOfNobody();

    /** The time there. */
    Instant now();

    /** The payer opens the page and pays with a good means; says whether the provider took it. */
    boolean pay(String handle);

    /** The payer tries a means without enough money on it. */
    void payWithoutFunds(String handle);

    /** A refund that was said to have succeeded fails after all, because the account behind the card is gone. */
    void failLater(String refundHandle);

    /** The payer's bank takes the money back; answers the provider's id of the dispute. */
    String dispute(String payment);

    /** Its own book: how often money was taken under this mark. */
    int taken(String mark);

    /** Its own book, in minor units: what is left with us of what was taken under this mark. */
    long held(String mark);

    void atTheNext(Call call, Fault fault);

    void refuseTheNextAsTooMany(Call call);

    /** A genuine notification that this charge was paid. */
    Delivery notification(Charge charge);

    /** The same with something wrong. */
    Delivery flawed(Charge charge, Flaw flaw);

    @Override
    void close();
}
