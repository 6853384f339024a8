package io.tampu.esims;

import io.tampu.suppliers.EsimWord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which suppliers do not answer, as this platform has found when it asked. In memory: an index over the snapshots would be one
 * more write for each renewal, and a platform that has just started finds out soon enough.
 */
final class Silences {

    /** One look that was lost on its way is nothing to tell anybody. */
    private static final int MANY = 3;
    /** Nobody has asked since: nothing is known. */
    private static final Duration FORGET = Duration.ofMinutes(30);

    private record Silence(Instant since, Instant last, int looks) {}

    /** No more than there are suppliers. */
    private final Map<String, Silence> silences = new ConcurrentHashMap<>();

    void heard(String supplier, EsimWord word, Instant at) {
        if (word instanceof EsimWord.Silent) {
            silences.merge(
                    supplier,
                    new Silence(at, at, 1),
                    (before, now) -> isOver(before, at) ? now : new Silence(before.since(), at, before.looks() + 1));
        } else {
            silences.remove(supplier);
        }
    }

    Map<String, Instant> now(Instant now) {
        var silent = new TreeMap<String, Instant>();
        silences.forEach((supplier, silence) -> {
            if (silence.looks() >= MANY && !isOver(silence, now)) {
                silent.put(supplier, silence.since());
            }
        });
        return silent;
    }

    private static boolean isOver(Silence silence, Instant now) {
        return silence.last().plus(FORGET).isBefore(now);
    }
}
