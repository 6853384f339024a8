package io.tampu.sandbox.stripe;

import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.store.Line;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Idempotency keys: what was answered to each, for a day. To be used inside a change only. */
final class Keys {

    private static final long KEPT_SECONDS = Duration.ofHours(24).toSeconds();
    private static final int PRINT_BYTES = 16;

    /**
     * An answer that was given.
     *
     * @param thing what was answered, as it was then; null when the body is kept as text
     */
    record Kept(
            long at,
            String request,
            String path,
            String print,
            int status,
            @Nullable Thing thing,
            String body) {}

    private final Journal journal;
    private final Vault vault;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    Keys(Journal journal, Vault vault) {
        this.journal = journal;
        this.vault = vault;
        journal.on("stripe-key", this::apply);
    }

    /** @param waiting the world's time in seconds */
    Optional<Kept> find(String key, long waiting) {
        return Optional.ofNullable(kept.get(key)).filter(each -> each.at() + KEPT_SECONDS > waiting);
    }

    /** Keeps a thing that was answered as it is now. */
    void keep(String key, long waiting, String request, String path, String print, Thing thing) {
        journal.note("stripe-key", key, waiting, request, path, print, 200, thing.id(), "");
    }

    void keep(String key, long waiting, String request, String path, String print, int status, byte[] body) {
        journal.note(
                "stripe-key", key, waiting, request, path, print, status, "", new String(body, StandardCharsets.UTF_8));
    }

    private void apply(Line line) {
        var thing = line.text(6).isEmpty() ? null : vault.get(Thing.class, line.text(6));
        // Out and in again, so that the oldest stay in front.
        kept.remove(line.text(0));
        kept.put(
                line.text(0),
                new Kept(line.number(1), line.text(2), line.text(3), line.text(4), line.whole(5), thing, line.text(7)));
    }

    void forgetOld(long waiting) {
        journal.change(() -> {
            var oldest = kept.values().iterator();
            while (oldest.hasNext() && oldest.next().at() + KEPT_SECONDS <= waiting) {
                oldest.remove();
            }
            return kept;
        });
    }

    /** The parameters in few letters, whatever their order. */
    static String print(byte[] body) {
        var pairs = new String(body, StandardCharsets.UTF_8).split("&", -1);
        Arrays.sort(pairs);
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("&", pairs).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, PRINT_BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
