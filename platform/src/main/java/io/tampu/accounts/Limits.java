package io.tampu.accounts;

import io.tampu.engine.Database;
import io.tampu.engine.Secret;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Counts how often codes are asked for. No address is kept for it: a row's key is an HMAC. */
final class Limits {

    /** Of an IPv6 address: the network that one household gets, or more; the rest of the bits its machines choose as they like. */
    private static final int NETWORK_BYTES = 8;

    private static final int LONGEST_TEXT = 64;

    record Counted(Limit limit, String of) {}

    private final Database database;
    private final Secret key;

    Limits(Database database, Secret key) {
        this.database = database;
        this.key = key;
    }

    static Counted ofNetwork(String from) {
        return new Counted(Limit.NETWORK, network(from));
    }

    static Counted ofAddress(String address) {
        return new Counted(Limit.ADDRESS, address);
    }

    static Counted ofAll() {
        return new Counted(Limit.ALL, "");
    }

    /**
     * Counts one more under each, up to the first that is used up. In the caller's transaction; each row stays locked until its
     * end, so always in the same order: network, customer, address, all.
     *
     * @return when it may be asked again, if one is used up
     */
    Optional<Instant> count(List<Counted> all, Instant now) {
        for (Counted one : all) {
            byte[] row = key.hmac(one.limit().name() + " " + one.of());
            if (!count(row, one.limit(), now)) {
                return Optional.of(again(row, one.limit(), now));
            }
        }
        return Optional.empty();
    }

    private boolean count(byte[] row, Limit limit, Instant now) {
        return database.client()
                        .sql("""
                        insert into accounts_limit as l (key, since, asked, last_at) values (:key, :now, 1, :now)
                        on conflict (key) do update set
                            since = case when l.since <= :begun then excluded.since else l.since end,
                            asked = case when l.since <= :begun then 1 else l.asked + 1 end,
                            last_at = excluded.last_at
                        where (l.since <= :begun or l.asked < :most) and l.last_at <= :before""")
                        .param("key", row)
                        .param("now", Timestamp.from(now))
                        .param("begun", Timestamp.from(now.minus(limit.window())))
                        .param("most", limit.most())
                        .param("before", Timestamp.from(now.minus(limit.gap())))
                        .update()
                == 1;
    }

    private Instant again(byte[] row, Limit limit, Instant now) {
        return database.client()
                .sql("select since, asked, last_at from accounts_limit where key = ?")
                .param(row)
                .query((found, number) -> {
                    Instant afterGap = found.getTimestamp("last_at").toInstant().plus(limit.gap());
                    Instant afterWindow =
                            found.getTimestamp("since").toInstant().plus(limit.window());
                    boolean isUsedUp = found.getInt("asked") >= limit.most() && afterWindow.isAfter(now);
                    return isUsedUp && afterWindow.isAfter(afterGap) ? afterWindow : afterGap;
                })
                .optional()
                .orElse(now);
    }

    /** An IPv6 address without the half that its owner can change at will. */
    private static String network(String from) {
        try {
            if (InetAddress.ofLiteral(from) instanceof Inet6Address six) {
                return HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES));
            }
        } catch (IllegalArgumentException noAddress) {
            // Whatever it is, what is the same is counted together.
        }
        return from.substring(0, Math.min(LONGEST_TEXT, from.length()));
    }
}
