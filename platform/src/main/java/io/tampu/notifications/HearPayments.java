package io.tampu.notifications;

import io.tampu.checkout.Checkout;
import io.tampu.checkout.Hint;
import io.tampu.engine.Combiner;
import io.tampu.engine.Database;
import io.tampu.engine.Ids;
import io.tampu.payments.Heard;
import io.tampu.payments.PaymentProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes payment providers' notifications: verified on their raw bytes, kept once, in the transaction that makes what they speak of
 * due; the provider is asked after that. What is not believed changes nothing and is kept apart. A burst is taken in sets.
 */
final class HearPayments {

    private static final Logger LOG = LoggerFactory.getLogger(HearPayments.class);

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;

    /** More in one commit than this would keep the first ones waiting. */
    private static final int MOST = 256;

    /** Whoever forges without end must not fill the disk: of more than so many a minute only the first are kept. */
    private static final int MOST_APART_A_MINUTE = 100;

    private static final int MOST_OF_FORGED = 2048;

    /** A genuine notification with its bytes. */
    record Told(String provider, Heard.Genuine heard, byte[] body) {

        /** By what it is known when it comes again. */
        String key() {
            return provider + " " + heard.uniqueKey();
        }
    }

    private final Map<String, PaymentProvider> providers;
    private final NotificationStore store;
    private final Database database;
    private final Checkout checkout;
    private final Ids ids;
    private final Clock clock;
    private final Combiner<Told, Hint.Fate> lane = new Combiner<>(MOST, this::takeAll);
    private final AtomicInteger apart = new AtomicInteger();
    private volatile Instant apartSince = Instant.EPOCH;

    HearPayments(
            Map<String, PaymentProvider> providers,
            NotificationStore store,
            Database database,
            Checkout checkout,
            Ids ids,
            Clock clock) {
        this.providers = Map.copyOf(providers);
        this.store = store;
        this.database = database;
        this.checkout = checkout;
        this.ids = ids;
        this.clock = clock;
    }

    boolean knows(String provider) {
        return providers.containsKey(provider);
    }

    /** Gives the status of the answer. What is genuine gets 200, also the second time; it is kept by then. */
    int hear(String provider, Map<String, String> headers, byte[] body) {
        return checkout.first(() -> judge(provider, headers, body));
    }

    private int judge(String provider, Map<String, String> headers, byte[] body) {
        return switch (Objects.requireNonNull(providers.get(provider)).verify(headers, body)) {
            case Heard.Genuine genuine -> {
                take(new Told(provider, genuine, body));
                yield OK;
            }
            case Heard.Apart(Heard.Why why, String said) -> {
                keepApart(provider, why.name(), said, body);
                yield switch (why) {
                    case FORGED -> UNAUTHORIZED;
                    // Sent again later they would be as old, or as unreadable until we have learnt to read them.
                    case REPLAYED, UNREADABLE -> BAD_REQUEST;
                    // Genuine, and not for us: to be sent again would help nobody.
                    case WRONG_ACCOUNT -> OK;
                };
            }
        };
    }

    /** Keeps it and makes what it speaks of due; nothing, if it was kept before. */
    Hint.Fate take(Told told) {
        return lane.call(told);
    }

    /** What was taken in a set, and what is to be done after its commit. */
    private record Outcome(List<Hint.Fate> fates, Runnable afterwards) {}

    private List<Hint.Fate> takeAll(List<Told> set) {
        Outcome outcome = database.inTransaction(() -> write(set));
        outcome.afterwards().run();
        return outcome.fates();
    }

    private Outcome write(List<Told> set) {
        // In the order of their keys, so that two platforms with the same ones cannot wait for each other.
        Set<String> fresh = store.insertPayments(
                set.stream().sorted(Comparator.comparing(Told::key)).toList(), clock.instant());
        // Of the same notification twice in one set, the first is it.
        var first = new LinkedHashMap<String, Told>();
        set.stream().filter(told -> fresh.contains(told.key())).forEach(told -> first.putIfAbsent(told.key(), told));
        List<Told> heard = List.copyOf(first.values());
        Checkout.Taken taken = checkout.hear(heard.stream()
                .map(told -> new Hint(told.provider(), told.heard()))
                .toList());
        var fates = new IdentityHashMap<Told, Hint.Fate>();
        for (int i = 0; i < heard.size(); i++) {
            Told told = heard.get(i);
            Hint.Fate fate = taken.fates().get(i);
            fates.put(told, fate);
            if (fate == Hint.Fate.WRONG_AMOUNT) {
                keepApart(
                        told.provider(),
                        fate.name(),
                        String.valueOf(told.heard().amount()),
                        told.body());
            }
        }
        return new Outcome(
                set.stream()
                        .map(told -> fates.getOrDefault(told, Hint.Fate.NOTHING_TO_DO))
                        .toList(),
                taken.afterwards());
    }

    private void keepApart(String provider, String why, String said, byte[] body) {
        LOG.warn("a notification in the name of {} is not believed: {} ({})", provider, why, said);
        Instant now = clock.instant();
        if (!why.equals(Heard.Why.FORGED.name())) {
            // Signed by the provider: there are no more of these than it sends.
            store.insertApart(ids.newWithOwnHome(), provider, why, said, body, now);
            return;
        }
        if (Duration.between(apartSince, now).abs().compareTo(Duration.ofMinutes(1)) > 0) {
            apartSince = now;
            apart.set(0);
        }
        if (apart.incrementAndGet() <= MOST_APART_A_MINUTE) {
            byte[] beginning = Arrays.copyOf(body, Math.min(body.length, MOST_OF_FORGED));
            store.insertApart(ids.newWithOwnHome(), provider, why, said, beginning, now);
        }
    }
}
