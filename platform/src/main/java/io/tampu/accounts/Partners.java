package io.tampu.accounts;

import io.tampu.engine.Database;
import io.tampu.engine.Ids;
import io.tampu.engine.Secret;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The front door of accounts: partners, found by key or by name. All valid keys are held in memory (a partner has one or two),
 * so that no flood of wrong keys can reach the database or push a good one out.
 */
public final class Partners {

    /** A revoked key works for this long at most on another platform. */
    private static final Duration READ_AGAIN = Duration.ofSeconds(10);

    /** A key that was just given out by another process works after this. However many wrong keys: one statement each time. */
    private static final Duration READ_AGAIN_FOR_UNKNOWN = Duration.ofSeconds(1);

    private record Held(Map<ByteBuffer, Partner> byKey, Instant at) {}

    private final PartnerStore store;
    private final Ids ids;
    private final Clock clock;
    private volatile Held held = new Held(Map.of(), Instant.EPOCH);

    public Partners(Database database, Ids ids, Clock clock) {
        this.store = new PartnerStore(database);
        this.ids = ids;
        this.clock = clock;
    }

    /** The partner to whom a key belongs; empty when it is unknown or revoked. */
    public Optional<Partner> byKey(String key) {
        ByteBuffer hash = ByteBuffer.wrap(new Secret(key).sha256());
        Optional<Partner> known = Optional.ofNullable(heldSince(READ_AGAIN).get(hash));
        return known.isPresent()
                ? known
                : Optional.ofNullable(heldSince(READ_AGAIN_FOR_UNKNOWN).get(hash));
    }

    public Optional<Partner> byName(String name) {
        return store.findByName(name);
    }

    public List<Partner> all() {
        return store.all();
    }

    /** Finds or makes the partner, and lets it in by this key too. Safe to repeat. */
    public Partner add(String name, String currency, Secret key) {
        UUID id = ids.newWithOwnHome();
        store.insertPartner(new Partner(id, name, currency), clock.instant());
        Partner partner = store.findByName(name).orElseThrow();
        store.insertKey(key.sha256(), partner.id(), clock.instant());
        read();
        return partner;
    }

    /** Shuts a key out for good. */
    public void revoke(Secret key) {
        store.revokeKey(key.sha256(), clock.instant());
        read();
    }

    private Map<ByteBuffer, Partner> heldSince(Duration age) {
        return isOlder(held, age) ? readOnce(age) : held.byKey();
    }

    /** Those who come meanwhile wait for the one who reads, and take what that one found. */
    private synchronized Map<ByteBuffer, Partner> readOnce(Duration age) {
        return isOlder(held, age) ? read() : held.byKey();
    }

    private synchronized Map<ByteBuffer, Partner> read() {
        Instant at = clock.instant();
        held = new Held(Map.copyOf(store.keys()), at);
        return held.byKey();
    }

    private boolean isOlder(Held one, Duration age) {
        // The absolute distance: a clock that was set back must not let a revoked key live on.
        return Duration.between(one.at(), clock.instant()).abs().compareTo(age) >= 0;
    }
}
