package io.tampu.accounts;

import io.tampu.engine.Database;
import io.tampu.engine.Network;
import io.tampu.engine.Secret;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Counts how often codes are asked for. No address is kept for it: a row's key is an HMAC. */
final class Limits {

    record Counted(Limit limit, String of) {}

    private final Database database;
    private final Secret key;

    Limits(Database database, Secret key) {
        this.database = database;
        this.key = key;
    }

    static List<Counted> ofNetwork(String from) {
        var home = new Counted(Limit.NETWORK, Network.home(from).text());
        var site = new Counted(Limit.SITE, Network.site(from).text());
        // What asks in vain from one home must not use up the whole site: the home first.
        return site.of().equals(home.of()) ? List.of(home) : List.of(home, site);
    }

    static Counted ofAddressFrom(String address, String from) {
        return new Counted(
                Limit.ADDRESS_FROM, address + " " + Network.site(from).text());
    }

    static Counted ofAddress(String address) {
        return new Counted(Limit.ADDRESS, address);
    }

    static Counted ofAll() {
        return new Counted(Limit.ALL, "");
    }

    /**
     * Counts one more under each, up to the first that is used up. In the caller's transaction; each row stays locked until its
     * end, so always in the same order: network, site, customer, address from there, address, all.
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
}
