package io.tampu.audit;

import io.tampu.audit.WorldLedger.Taken;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Holds the money that the world took against the books, payment by payment. What differs is read again, our word first and then
 * what the world has written since: a system that runs is ahead of its own books, never behind them. What an open row explains,
 * to the cent, is in flight; the rest is a violation.
 */
final class CompareMoney {

    private static final String KNOWN = "world-money";
    private static final String CENT = "money-to-the-cent";
    private static final String SUM = "money-adds-up";

    /** So often is what differs read again. */
    private static final int ROUNDS = 3;
    /** Whatever was not heard by then is found by asking for lost notifications, or on the provider's bill. */
    private static final Duration TO_BE_HEARD = Duration.ofHours(2);

    /** Reads what the world has written since. */
    interface Tail {
        void read() throws SQLException;
    }

    /** A payment in the world that our tables did not know when they were read first. */
    private static final class Stranger {
        private final Taken first;
        private long held;
        private long disputed;

        Stranger(Taken first) {
            this.first = first;
        }

        String words() {
            return first.reference() + " at " + first.provider() + " (line " + first.seq() + ", mark '" + first.mark()
                    + "')";
        }
    }

    private final DataSource source;
    private final PaymentSums sums;
    /** Of the payments whose word is more than their sums: open ones, and those that were read again. */
    private final Map<UUID, PaymentWord> words;

    private final Heartbeats heartbeats;
    private final Report report;
    private final Map<UUID, Stranger> strangers = new HashMap<>();
    /** What the provider tells us by a notification only. */
    private final Map<UUID, List<Taken>> toBeHeard = new HashMap<>();

    private long taken;
    private long returned;
    private long kept;
    private long inFlight;
    private long lost;

    CompareMoney(
            DataSource source, PaymentSums sums, Map<UUID, PaymentWord> open, Heartbeats heartbeats, Report report) {
        this.source = source;
        this.sums = sums;
        this.words = new HashMap<>(open);
        this.heartbeats = heartbeats;
        this.report = report;
        report.check(KNOWN, "no money was taken or returned outside the books");
        report.check(CENT, "what providers hold of each payment is what the books have, but for what is in flight");
        report.check(SUM, "taken = kept + returned + in flight + lost to disputes");
    }

    /** A line of the world's ledger. */
    void read(Taken line) {
        report.looked(KNOWN);
        UUID key = PaymentStore.key(line.provider(), line.reference());
        int at = sums.find(key);
        if (at >= 0) {
            sums.moved(at, line);
        } else {
            Stranger stranger = strangers.computeIfAbsent(key, unknown -> new Stranger(line));
            stranger.held += line.signed();
            stranger.disputed -= line.isOfDispute() ? line.signed() : 0;
        }
        if (line.isOfDispute() || line.why().equals("refund-failed")) {
            toBeHeard.computeIfAbsent(key, unknown -> new ArrayList<>()).add(line);
        }
        if (!line.isOfDispute()) {
            boolean isPayment = line.kind().equals("taken") && !line.why().equals("refund-failed");
            taken += isPayment ? line.signed() : 0;
            returned -= isPayment ? 0 : line.signed();
        }
    }

    /** When all has been read. */
    void judge(Tail tail) throws SQLException {
        List<Integer> differing = new ArrayList<>();
        sums.forEach(at -> {
            report.looked(CENT);
            if (sums.clearing(at) != sums.held(at)) {
                differing.add(at);
            }
        });
        Map<UUID, Stranger> unknown = new HashMap<>(strangers);
        for (int round = 1; round <= ROUNDS && !(differing.isEmpty() && unknown.isEmpty()); round++) {
            readAgain(differing, unknown, tail);
        }
        differing.forEach(this::differs);
        unknown.forEach(this::differs);
        addUp(Set.copyOf(differing), unknown.keySet());
    }

    /** Takes out what is as it should be. */
    private void readAgain(List<Integer> differing, Map<UUID, Stranger> unknown, Tail tail) throws SQLException {
        var keys = new ArrayList<UUID>(unknown.keySet());
        differing.forEach(at -> keys.add(sums.key(at)));
        Map<UUID, Boolean> attempts;
        Set<UUID> breaks;
        try (Connection connection = source.getConnection()) {
            var store = new PaymentStore(connection);
            words.putAll(store.words(keys));
            attempts = store.attempts(marks(unknown.values()));
            breaks = store.withBreaks();
        }
        tail.read();
        differing.removeIf(at -> isRight(sums.key(at), sums.held(at)));
        unknown.entrySet()
                .removeIf(one -> words.containsKey(one.getKey())
                        ? isRight(one.getKey(), one.getValue().held)
                        : breaks.contains(one.getKey()) || isExpected(one.getValue(), attempts));
        // Nobody knew it before this round.
        strangers.forEach((key, stranger) -> {
            if (!keys.contains(key) && !words.containsKey(key)) {
                unknown.put(key, stranger);
            }
        });
    }

    private static List<UUID> marks(Collection<Stranger> strangers) {
        return strangers.stream()
                .flatMap(stranger -> Marks.read(stranger.first.mark()).stream())
                .distinct()
                .toList();
    }

    private boolean isRight(UUID key, long held) {
        PaymentWord word = words.get(key);
        if (word == null) {
            return false;
        }
        List<Long> unheard = toBeHeard.getOrDefault(key, List.of()).stream()
                .filter(line -> !heartbeats.isPast(line.at().plus(TO_BE_HEARD)))
                .map(line -> -line.signed())
                .toList();
        return word.clearing() == held || word.explains(word.clearing() - held, unheard);
    }

    /** Money for an attempt of ours that somebody still asks about, or that the provider's next bill will show. */
    private boolean isExpected(Stranger stranger, Map<UUID, Boolean> attempts) {
        Optional<Boolean> asked = Marks.read(stranger.first.mark()).map(attempts::get);
        return asked.isPresent()
                && (asked.get() || !heartbeats.isPast(stranger.first.at().plus(TO_BE_HEARD)));
    }

    private void differs(int at) {
        PaymentWord word = words.get(sums.key(at));
        long ours = word == null ? sums.clearing(at) : word.clearing();
        report.broken(
                CENT,
                "payment " + (word == null ? sums.key(at) : word.payment()) + ": the books have " + ours
                        + ", the provider holds " + sums.held(at));
        report.differs(ours - sums.held(at));
    }

    private void differs(UUID key, Stranger stranger) {
        PaymentWord word = words.get(key);
        if (word != null) {
            report.broken(
                    CENT,
                    "payment " + stranger.words() + ": the books have " + word.clearing() + ", the provider holds "
                            + stranger.held);
            report.differs(word.clearing() - stranger.held);
        } else {
            report.broken(KNOWN, "payment " + stranger.words() + " is in no books: " + stranger.held + " of it");
            report.differs(stranger.held);
        }
    }

    private void addUp(Set<Integer> violating, Set<UUID> violatingStrangers) {
        report.looked(SUM);
        sums.forEach(at -> {
            if (!violating.contains(at)) {
                addUp(sums.key(at), sums.clearing(at), sums.lost(at), sums.held(at), sums.disputed(at));
            }
        });
        strangers.forEach((key, stranger) -> {
            PaymentWord word = words.get(key);
            if (violatingStrangers.contains(key)) {
                return;
            }
            if (word == null) {
                inFlight += stranger.held + stranger.disputed;
            } else {
                addUp(key, word.clearing(), word.lost(), stranger.held, stranger.disputed);
            }
        });
        report.money(new Report.Money(taken, kept, returned, inFlight, lost));
    }

    /** In flight is what is neither kept nor returned nor lost; where nothing is open and nothing differs, that must be nothing. */
    private void addUp(UUID key, long clearing, long lostOfIt, long held, long disputed) {
        PaymentWord word = words.get(key);
        long keptOfIt = word == null ? clearing : word.kept();
        long loss = word == null ? lostOfIt : word.lost();
        long rest = held + disputed - keptOfIt - loss;
        boolean isOpen = word != null && (word.isOpen() || word.clearing() != held);
        if (rest != 0 && !isOpen) {
            report.broken(
                    SUM,
                    "payment " + (word == null ? key : word.payment()) + ": " + rest
                            + " more came than is kept, returned or lost");
            report.differs(rest);
            return;
        }
        kept += keptOfIt;
        lost += loss;
        inFlight += rest;
    }
}
