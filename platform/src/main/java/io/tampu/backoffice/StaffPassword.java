package io.tampu.backoffice;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tampu.engine.Network;
import io.tampu.engine.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Who may look: the one with the password. Only its hash is kept, and who guesses is soon refused unheard. */
final class StaffPassword {

    /** What may be tried from one network address: more than a person with the wrong entry in the password book needs. */
    private static final int MOST_WRONG = 10;

    private static final Duration WINDOW = Duration.ofMinutes(15);
    /** Guesses are counted in memory: a flood of addresses must not fill it. */
    private static final int MOST_NETWORKS = 10_000;

    private static final String BASIC = "Basic ";
    private static final String USER = "seller:";

    /** What became of a knock at the door. */
    enum Knock {
        WELCOME,
        STRANGER,
        TOO_MANY
    }

    private record Tried(Instant since, int wrong) {}

    private final byte[] hash;
    private final Clock clock;
    private final Cache<Network, Tried> tried =
            Caffeine.newBuilder().maximumSize(MOST_NETWORKS).build();

    StaffPassword(Secret password, Clock clock) {
        this.hash = new Secret(USER + password.reveal()).sha256();
        this.clock = clock;
    }

    /**
     * Counts before it compares, so that many at once are not more than one after another; what was right is taken off again.
     *
     * @param authorization the header of HTTP Basic, empty if there was none
     * @param from the network address
     */
    Knock knock(String authorization, String from) {
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Knock.STRANGER;
        }
        Network network = Network.home(from);
        Tried now = tried.asMap().merge(network, new Tried(clock.instant(), 1), this::oneMore);
        if (now.wrong() > MOST_WRONG) {
            return Knock.TOO_MANY;
        }
        if (!MessageDigest.isEqual(hash, sha256(authorization.substring(BASIC.length())))) {
            return Knock.STRANGER;
        }
        tried.asMap().computeIfPresent(network, (same, before) -> new Tried(before.since(), before.wrong() - 1));
        return Knock.WELCOME;
    }

    static Duration window() {
        return WINDOW;
    }

    private Tried oneMore(Tried before, Tried first) {
        return before.since().plus(WINDOW).isBefore(first.since())
                ? first
                : new Tried(before.since(), Math.min(before.wrong(), MOST_WRONG) + 1);
    }

    /** Of user and password as they came; of what is not Base64, something that is the hash of nothing. */
    private static byte[] sha256(String encoded) {
        try {
            String sent = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
            return sent.isBlank() ? new byte[0] : new Secret(sent).sha256();
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
