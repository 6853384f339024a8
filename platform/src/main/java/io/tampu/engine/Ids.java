package io.tampu.engine;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDv7 ids: time first, so that new rows stand together in every index. Ten of the random bits are the id's
 * <em>home</em>, 0 to 1023 (docs/architecture.md, "Outgrowing one machine"): an account draws its own, and what belongs to
 * it is made with the same home. Outside, an id is written as 26 base-32 characters.
 */
public final class Ids {

    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int HOMES = 1024;
    /** The home sits in the ten bits after the variant. */
    private static final int HOME_SHIFT = 52;

    private final Clock clock;
    private final RandomGenerator chance;

    public Ids(Clock clock, RandomGenerator chance) {
        this.clock = clock;
        this.chance = chance;
    }

    public static Ids ofSystem(Clock clock) {
        return new Ids(clock, new SecureRandom());
    }

    /** An id for something with a home of its own. */
    public UUID newWithOwnHome() {
        return newIn(chance.nextInt(HOMES));
    }

    /** An id for something that lives where {@code neighbour} lives. */
    public UUID newBeside(UUID neighbour) {
        return newIn(homeOf(neighbour));
    }

    /**
     * The id of a wish that its maker has named: the same for the same two, and of a name that somebody else has made up or seen
     * it makes an id that nothing else has. It lives where the maker lives.
     */
    public static UUID ofWish(UUID maker, UUID name) {
        byte[] hash = new Secret(text(maker) + text(name)).sha256();
        long chance = ByteBuffer.wrap(hash).getLong() & ((1L << HOME_SHIFT) - 1);
        return new UUID(
                name.getMostSignificantBits() & ~0xf000L | 0x7000L,
                0x8000000000000000L | ((long) homeOf(maker) << HOME_SHIFT) | chance);
    }

    private UUID newIn(int home) {
        long high = (clock.millis() << 16) | 0x7000L | chance.nextInt(1 << 12);
        long low = 0x8000000000000000L | ((long) home << HOME_SHIFT) | (chance.nextLong() & ((1L << HOME_SHIFT) - 1));
        return new UUID(high, low);
    }

    /** The home of an id, 0 to 1023. */
    public static int homeOf(UUID id) {
        return (int) (id.getLeastSignificantBits() >>> HOME_SHIFT) & (HOMES - 1);
    }

    /** An id as the outside sees it: 26 characters, lower case, in the order of the ids. */
    public static String text(UUID id) {
        char[] text = new char[26];
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        for (int i = 25; i >= 0; i--) {
            text[i] = DIGITS[(int) (low & 31)];
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return new String(text);
    }

    /** Reads what {@link #text} wrote. Throws {@link IllegalArgumentException} for anything else. */
    public static UUID parse(String text) {
        if (text.length() != 26 || text.charAt(0) > '7') {
            throw new IllegalArgumentException("not an id: " + text.substring(0, Math.min(40, text.length())));
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < 26; i++) {
            high = (high << 5) | (low >>> 59);
            low = (low << 5) | digit(text.charAt(i));
        }
        return new UUID(high, low);
    }

    private static long digit(char character) {
        for (int i = 0; i < DIGITS.length; i++) {
            if (DIGITS[i] == character) {
                return i;
            }
        }
        throw new IllegalArgumentException("not a digit of an id: " + character);
    }
}
