package io.tampu.sandbox.airalo;

import io.tampu.sandbox.clock.WorldClock;
import io.tampu.sandbox.phones.OwnedPackage;
import io.tampu.sandbox.phones.Phone;
import io.tampu.sandbox.phones.Phones;
import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.store.Line;
import io.tampu.sandbox.web.Json;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells of low data, of an end that is near, and of credit that runs low: each once for a package. Of two warnings that have
 * become due together the graver goes out. Sandbox mode tells nobody anything.
 */
final class AiraloWarnings {

    private static final int DATA_75 = 1;
    private static final int DATA_90 = 2;
    private static final int DAYS_3 = 4;
    private static final int DAYS_1 = 8;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    /** Eventually all phones of a small world are looked at, of a large one those that were ever touched. */
    private static final int SMALL_WORLD = 10_000;

    private final Journal journal;
    private final WorldClock clock;
    private final Phones phones;
    private final AiraloStore store;
    private final AiraloNotifications notifications;
    private final Courier courier;
    private final AiraloSettings settings;
    private int creditTold;

    AiraloWarnings(
            Journal journal,
            WorldClock clock,
            Phones phones,
            AiraloStore store,
            AiraloNotifications notifications,
            Courier courier,
            AiraloSettings settings) {
        this.journal = journal;
        this.clock = clock;
        this.phones = phones;
        this.store = store;
        this.notifications = notifications;
        this.courier = courier;
        this.settings = settings;
        journal.on("told", this::applyTold);
        journal.on("credit-told", line -> creditTold = line.whole(0));
    }

    private void applyTold(Line line) {
        phones.phone(line.whole(0)).withSeq(line.whole(1)).ifPresent(owned -> owned.told(line.whole(2)));
    }

    /** Looks at all phones. */
    void tellOfPhones() {
        if (settings.mode() == AiraloMode.SANDBOX) {
            return;
        }
        journal.change(() -> {
            var wish = notifications.wish(AiraloNotifications.LOW_DATA);
            if (wish.isPresent()) {
                if (phones.total() <= SMALL_WORLD) {
                    for (int i = 0; i < phones.total(); i++) {
                        phones.phone(i);
                    }
                }
                phones.eachTouched(phone -> tellOf(phone, wish.get().contact()));
            }
            return wish;
        });
    }

    private void tellOf(Phone phone, String url) {
        long now = clock.millis();
        var owned = phone.current(now);
        if (owned.isActive(now)) {
            if (owned.usedPercent() >= 90) {
                tell(phone, owned, url, DATA_90, DATA_75 | DATA_90, "90%");
            } else if (owned.usedPercent() >= 75) {
                tell(phone, owned, url, DATA_75, DATA_75, "75%");
            }
            long left = owned.expiresAt() - now;
            if (left <= DAY_MILLIS) {
                tell(phone, owned, url, DAYS_1, DAYS_1 | DAYS_3, "1days");
            } else if (left <= 3 * DAY_MILLIS) {
                tell(phone, owned, url, DAYS_3, DAYS_3, "3days");
            }
        }
    }

    private void tell(Phone phone, OwnedPackage owned, String url, int bit, int settles, String level) {
        if (owned.wasTold(bit)) {
            return;
        }
        journal.note("told", phone.index(), owned.seq(), settles);
        courier.send(url, lowData(level, owned.plan().id(), 100 - owned.usedPercent(), phone.iccid()));
    }

    static Map<String, @Nullable Object> lowData(String level, String packageName, int remaining, String iccid) {
        return Json.object(
                "level", level, "package_name", packageName, "remaining_percentage", remaining, "iccid", iccid);
    }

    static Map<String, @Nullable Object> credit(int level, long remainingMinor) {
        return Json.object(
                "message",
                "Surpassed " + level + "% of the credit limit balance",
                "remaining",
                Json.decimal(remainingMinor));
    }

    /** Looks at the credit after a sale. Only inside its change. */
    void tellOfCredit() {
        if (settings.mode() == AiraloMode.SANDBOX) {
            return;
        }
        notifications.wish(AiraloNotifications.CREDIT_LIMIT).ifPresent(wish -> {
            long usedPercent = (store.grantedMinor() - store.creditMinor()) * 100 / Math.max(1, store.grantedMinor());
            int reached = wish.levels().stream()
                    .filter(level -> level <= usedPercent)
                    .max(Integer::compare)
                    .orElse(0);
            if (reached > creditTold) {
                courier.send(wish.contact(), credit(reached, store.creditMinor()));
            }
            if (reached != creditTold) {
                journal.note("credit-told", reached);
            }
        });
    }
}
