package io.tampu.sandbox.mail;

import io.tampu.sandbox.clock.WorldClock;
import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.store.Line;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest letters, whomever they are for. */
final class Mailbox {

    /** More than anybody reads; a benchmark may send more, and they are forgotten. */
    private static final int MOST = 1_000;

    private final Journal journal;
    private final WorldClock clock;
    private final Deque<Received> letters = new ArrayDeque<>();
    private int lastId;

    Mailbox(Journal journal, WorldClock clock) {
        this.journal = journal;
        this.clock = clock;
        journal.on("mail", this::apply);
    }

    /** Takes a letter for each recipient; returns when that is on disk. */
    void take(String from, List<String> recipients, String raw) {
        var unused = journal.change(() -> {
            recipients.forEach(to -> journal.note("mail", lastId + 1, from, to, clock.millis(), raw));
            return lastId;
        });
    }

    /** The newest first; those for an address only, if one is given. */
    List<Received> newest(String to, int limit) {
        return journal.look(() -> letters.stream()
                .filter(letter -> to.isEmpty() || letter.to().equalsIgnoreCase(to))
                .limit(limit)
                .toList());
    }

    private void apply(Line line) {
        lastId = line.whole(0);
        letters.addFirst(new Received(lastId, line.text(1), line.text(2), line.number(3), line.text(4)));
        if (letters.size() > MOST) {
            letters.removeLast();
        }
    }
}
