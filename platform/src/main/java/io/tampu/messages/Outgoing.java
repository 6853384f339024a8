package io.tampu.messages;

import java.time.Duration;

/** The way out: a mail server, or what stands for it in a test. */
public interface Outgoing {

    /** Whoever has not come back after this is taken for dead, and the letter is anybody's again. */
    Duration LONGEST = Duration.ofSeconds(60);

    /**
     * Hands a mail over. Called on a thread that may wait, never in a transaction, and again with the same id after
     * {@link Handed.NotNow}, {@link Handed.RefusesUs} and {@link Handed.Silent}. Must come back within {@link #LONGEST}, and
     * throw nothing. Nobody prints what the mail says.
     */
    Handed hand(Mail mail);
}
