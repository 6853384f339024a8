package io.tampu.engine;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * From where somebody asks, to be counted: an IPv4 address whole, an IPv6 address without the bits that its owner sets at will.
 * What is no address is taken as it stands, so that what is the same is counted together.
 *
 * @param text the same for the same network; not meant to be read
 */
public record Network(String text) {

    /** What one household gets, or more. */
    private static final int HOME_BYTES = 64 / Byte.SIZE;
    /** The most that one customer of a network provider usually gets: all of its homes are easily one host. */
    private static final int SITE_BYTES = 48 / Byte.SIZE;

    private static final int LONGEST_TEXT = 64;

    /** Of IPv6 the first 64 bits. */
    public static Network home(String address) {
        return of(address, HOME_BYTES);
    }

    /** Of IPv6 the first 48 bits; of all else the same as {@link #home}. */
    public static Network site(String address) {
        return of(address, SITE_BYTES);
    }

    private static Network of(String address, int bytes) {
        try {
            if (InetAddress.ofLiteral(address) instanceof Inet6Address six) {
                return new Network(HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), bytes)));
            }
        } catch (IllegalArgumentException noAddress) {
            // As it stands.
        }
        return new Network(address.substring(0, Math.min(LONGEST_TEXT, address.length())));
    }
}
