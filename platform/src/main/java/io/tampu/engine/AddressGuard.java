package io.tampu.engine;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Whom we call where others name the address: public addresses only, so that nobody reaches our own network through us. What
 * is found is checked each time a connection is made, and the connection goes to the address that was checked: a name that
 * points elsewhere by then (DNS rebinding) is refused too.
 */
public final class AddressGuard {

    /** Finds the addresses of a name. */
    interface Lookup {
        InetAddress[] find(String host) throws UnknownHostException;
    }

    /** The name leads, or also leads, where we do not call. */
    public static final class Refused extends UnknownHostException {
        private static final long serialVersionUID = 1;

        Refused(String host) {
            super(host + " is not a public address");
        }
    }

    private record Block(byte[] prefix, int bits) {

        static Block of(String text) {
            String[] halves = text.split("/", 2);
            return new Block(literal(halves[0]), Integer.parseInt(halves[1]));
        }

        boolean holds(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> (i % 8);
                if ((address[i / 8] & mask) != (prefix[i / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** IANA's registry of special IPv4 addresses, multicast, what is reserved, and Azure's door to a machine's host. */
    private static final List<Block> NOT_PUBLIC_4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Of IPv6 only this is public: neither unique local nor link-local nor anything that carries an IPv4 address inside. */
    private static final Block PUBLIC_6 = Block.of("2000::/3");

    /** Within it: protocol assignments (also Teredo), documentation, and 6to4, which carries an IPv4 address. */
    private static final List<Block> NOT_PUBLIC_6 = blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private final Lookup lookup;
    private final boolean loopbackToo;

    AddressGuard(Lookup lookup, boolean loopbackToo) {
        this.lookup = lookup;
        this.loopbackToo = loopbackToo;
    }

    public static AddressGuard publicOnly() {
        return new AddressGuard(InetAddress::getAllByName, false);
    }

    /** For the sandbox, where receivers live on this machine. */
    public static AddressGuard publicAndLoopback() {
        return new AddressGuard(InetAddress::getAllByName, true);
    }

    public boolean allowsLoopback() {
        return loopbackToo;
    }

    /** All addresses of a host. Throws {@link Refused} if one of them is not allowed. */
    public InetAddress[] find(String host) throws UnknownHostException {
        InetAddress[] found = lookup.find(host);
        for (InetAddress address : found) {
            if (!isPublic(address) && !(loopbackToo && address.isLoopbackAddress())) {
                throw new Refused(host);
            }
        }
        return found;
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        // Java itself reads an IPv4 address that is mapped into IPv6 as the IPv4 address.
        return address instanceof Inet4Address
                ? NOT_PUBLIC_4.stream().noneMatch(block -> block.holds(bytes))
                : PUBLIC_6.holds(bytes) && NOT_PUBLIC_6.stream().noneMatch(block -> block.holds(bytes));
    }

    private static List<Block> blocks(String... texts) {
        return java.util.Arrays.stream(texts).map(Block::of).toList();
    }

    private static byte[] literal(String text) {
        return InetAddress.ofLiteral(text).getAddress();
    }
}
