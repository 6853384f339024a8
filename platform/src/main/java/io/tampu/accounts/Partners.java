package io.tampu.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tampu.engine.Database;
import io.tampu.engine.Ids;
import io.tampu.engine.Secret;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The front door of accounts: partners, found by key or by name. */
public final class Partners {

    /** A revoked key works for this long at most on a platform that has just seen it. */
    private static final Duration REMEMBER_KEY = Duration.ofSeconds(10);

    private static final int MOST_REMEMBERED = 10_000;

    private final PartnerStore store;
    private final Ids ids;
    private final Clock clock;
    private final Cache<ByteBuffer, Optional<Partner>> byKey = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBER_KEY)
            .build();

    public Partners(Database database, Ids ids, Clock clock) {
        this.store = new PartnerStore(database);
        this.ids = ids;
        this.clock = clock;
    }

    /** The partner to whom a key belongs; empty when it is unknown or revoked. */
    public Optional<Partner> byKey(String key) {
        return byKey.get(ByteBuffer.wrap(hash(new Secret(key))), hash -> store.findByKeyHash(hash.array()));
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
        store.insertKey(hash(key), partner.id(), clock.instant());
        byKey.invalidateAll();
        return partner;
    }

    /** Shuts a key out for good. */
    public void revoke(Secret key) {
        store.revokeKey(hash(key), clock.instant());
        byKey.invalidateAll();
    }

    private static byte[] hash(Secret key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.bytes());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
