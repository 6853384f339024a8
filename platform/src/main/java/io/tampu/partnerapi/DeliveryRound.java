package io.tampu.partnerapi;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * One round of sending to one webhook: events of one renewal one after the other, renewals side by side. Touches no
 * database: what has become of each event is asked afterwards.
 */
final class DeliveryRound {

    /** More at once could look like an attack to a small receiver. */
    private static final int MOST_AT_ONCE = 8;
    /** So many failures without a success: the receiver is down, and the rest is not even tried. */
    private static final int DOWN_AFTER = 5;
    /** Nothing is begun later than this, so that the round is over long before its claim is. */
    private static final Duration BEGIN_WITHIN = Duration.ofSeconds(20);

    private final SendEvents send;
    private final Webhook webhook;
    private final Clock clock;
    private final Instant began;
    private final Set<UUID> waitingRenewals;
    private final Map<UUID, List<Delivery>> chains = new LinkedHashMap<>();
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private int failures;

    private final List<Delivery> taken = new ArrayList<>();
    private final List<Delivery> givenUp = new ArrayList<>();
    private final List<Delivery> kept = new ArrayList<>();
    private Optional<String> problem = Optional.empty();

    /** @param waitingRenewals those of which an event waits: what is new of them waits behind it */
    DeliveryRound(SendEvents send, Webhook webhook, Set<UUID> waitingRenewals, Clock clock) {
        this.send = send;
        this.webhook = webhook;
        this.waitingRenewals = waitingRenewals;
        this.clock = clock;
        this.began = clock.instant();
    }

    /** Sends what is due again, and what is new, and waits for the last answer. */
    void run(List<Delivery> again, List<Delivery> fresh) {
        again.forEach(delivery -> chain(delivery.renewal()).add(delivery));
        for (Delivery delivery : fresh) {
            if (waitingRenewals.contains(delivery.renewal())) {
                kept.add(delivery.dueAt(Optional.empty()));
            } else {
                chain(delivery.renewal()).add(delivery);
            }
        }
        for (List<Delivery> chain : chains.values()) {
            places.acquireUninterruptibly();
            Thread.ofVirtual().name("deliver-events").start(() -> {
                try {
                    follow(chain);
                } finally {
                    places.release();
                }
            });
        }
        places.acquireUninterruptibly(MOST_AT_ONCE);
        int accounted = taken.size() + givenUp.size() + kept.size();
        if (accounted != again.size() + fresh.size()) {
            // A sender broke. Nothing of the round is written down, so that nothing of it is lost.
            throw new IllegalStateException(
                    accounted + " of " + (again.size() + fresh.size()) + " events accounted for");
        }
    }

    private List<Delivery> chain(UUID renewal) {
        return chains.computeIfAbsent(renewal, none -> new ArrayList<>());
    }

    /** Until the first that is not taken: the others wait behind it. */
    private void follow(List<Delivery> chain) {
        boolean blocked = false;
        for (Delivery delivery : chain) {
            if (blocked) {
                keepBehind(delivery);
            } else {
                blocked = isOver(delivery) || !isDoneWith(delivery);
            }
        }
    }

    private synchronized void keepBehind(Delivery delivery) {
        kept.add(delivery.dueAt(Optional.empty()));
    }

    /** Not even tried: it is as it was, at once due again. */
    private synchronized boolean isOver(Delivery delivery) {
        boolean down = failures >= DOWN_AFTER && taken.isEmpty();
        if (!down && clock.instant().isBefore(began.plus(BEGIN_WITHIN))) {
            return false;
        }
        kept.add(delivery.dueAt(Optional.of(delivery.dueAt().orElse(began))));
        return true;
    }

    /** Sends it. True when nothing has to wait for it any more: it was taken, or is given up. */
    private boolean isDoneWith(Delivery delivery) {
        SendEvents.Sent sent = send.send(webhook, delivery.event(), delivery.body());
        synchronized (this) {
            if (sent.taken()) {
                taken.add(delivery);
                return true;
            }
            failures++;
            problem = sent.problem();
            Delivery next = delivery.failed(clock.instant());
            (next.dueAt().isPresent() ? kept : givenUp).add(next);
            return next.dueAt().isEmpty();
        }
    }

    /** Nothing was taken, and something was refused. */
    boolean failed() {
        return taken.isEmpty() && failures > 0;
    }

    /** There was nothing to send: too much waits already for its time. */
    boolean isEmpty() {
        return taken.isEmpty() && kept.isEmpty() && givenUp.isEmpty();
    }

    List<Delivery> taken() {
        return taken;
    }

    List<Delivery> givenUp() {
        return givenUp;
    }

    /** What is to be written down, to be tried again. */
    List<Delivery> kept() {
        return kept;
    }

    Optional<String> problem() {
        return problem;
    }
}
