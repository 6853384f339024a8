package io.tampu.checkout;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What money from outside is for: a renewal, or a balance. Told in the transaction that writes the money down. */
public interface Purpose {

    /** The word under which attempts know it: {@code renewal}. */
    String name();

    /**
     * Money came, the right amount each. Writes down that it serves its purpose, and says for which: the rest goes back by
     * itself. Called inside the transaction, with the attempts' rows locked.
     */
    Set<AttemptId> take(List<Attempt> paid, Instant at);

    /** After the commit: whatever the money now sets going. Losing this call loses nothing; it is due anyway. */
    void goOn(List<Attempt> taken);

    /** Money is back with its payer, in the same transaction. */
    void returned(List<Refund> refunds, Instant at);

    /** A refund that was reported as returned has failed: the money is owed again, in the same transaction. */
    void owedAgain(List<Refund> refunds, Instant at);

    /** Where kept money of this purpose goes in the books: the payer's balance, or customer prepaid. */
    boolean isForBalance();
}
