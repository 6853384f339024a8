package io.tampu.messages;

import io.tampu.engine.Database;
import io.tampu.engine.DueWork;
import io.tampu.engine.Recurring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;

/** The front door: letters to people. */
public final class Messages implements AutoCloseable {

    /** Whoever waits for a code does not notice so long. */
    private static final Duration SWEEP_EVERY = Duration.ofMillis(500);
    /** Mail servers let few connections of one account in at once. */
    private static final int MOST_AT_ONCE = 8;
    /** Longer than handing one over can take and writing it down: whoever has claimed a letter is done with it by then, or dead. */
    private static final Duration LEASE = Outgoing.LONGEST.plusSeconds(30);
    /** Support is asked "I got no letter" for some weeks; after that nobody has a use for whom we wrote to. */
    private static final Duration REMEMBER = Duration.ofDays(30);

    /** Older ones were seen, or are past mending. */
    private static final Duration GIVEN_UP_WITHIN = Duration.ofHours(24);

    private static final Duration FORGET_EVERY = Duration.ofMinutes(10);
    private static final int MOST_FORGOTTEN_AT_ONCE = 10_000;

    private final LetterStore store;
    private final SendLetters send;
    private final DueWork<Waiting> due;
    private final Recurring forgetting = new Recurring("forget-letters");
    private final Clock clock;

    /**
     * @param outgoing the mail server; none: letters are written, wait, and are given up when their time is over
     * @param seller in whose name letters are written
     */
    public Messages(Database database, Clock clock, Optional<Outgoing> outgoing, String seller) {
        this.store = new LetterStore(database);
        this.clock = clock;
        this.send = new SendLetters(store, outgoing, seller, clock);
        this.due = new DueWork<>(
                "send-letters",
                MOST_AT_ONCE,
                most -> store.claimDue(clock.instant(), LEASE, most),
                send::send,
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("letter-", 0).factory()));
    }

    /**
     * Writes a letter down, in the caller's transaction: it goes out within a second after the commit, or not at all. A letter with
     * a code is void after the code's minutes. Idempotent: the same id again changes nothing.
     */
    public void write(Letter letter) {
        write(letter, Duration.ZERO);
    }

    /** The same for a letter that goes out after a while, if what it says is still true then. */
    public void write(Letter letter, Duration after) {
        Instant from = clock.instant().plus(after);
        store.insert(letter, from, LetterPatience.giveUpAt(letter, from));
    }

    /** Who has the words of letters about renewals. Before {@link #start}. */
    public void ask(TellNews newsroom) {
        send.ask(newsroom);
    }

    /** Begins to send. */
    public void start() {
        due.start(SWEEP_EVERY);
        forgetting.start(
                "forgetting old letters",
                FORGET_EVERY,
                FORGET_EVERY,
                () -> store.forget(clock.instant().minus(REMEMBER), MOST_FORGOTTEN_AT_ONCE));
    }

    /** Sends what is due now, at most eight, here, and says how many were tried. For those who turn the clock by hand. */
    public int deliverOnce() {
        return due.runDue();
    }

    /** How letters stand, for those who watch. Two statements. */
    public LetterFigures figures() {
        Instant now = clock.instant();
        return store.figures(now, now.minus(GIVEN_UP_WITHIN));
    }

    /** Waits for what is being sent, then stops. What it cannot wait for is sent by the next platform. */
    @Override
    public void close() {
        forgetting.close();
        due.close(Outgoing.LONGEST);
    }
}
