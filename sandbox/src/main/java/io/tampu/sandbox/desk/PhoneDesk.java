package io.tampu.sandbox.desk;

import io.tampu.sandbox.clock.WorldClock;
import io.tampu.sandbox.phones.Iccid;
import io.tampu.sandbox.phones.OwnedPackage;
import io.tampu.sandbox.phones.Phone;
import io.tampu.sandbox.phones.PhoneKind;
import io.tampu.sandbox.phones.Phones;
import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Json;
import io.tampu.sandbox.web.Router;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Provisions eSIMs, lists them, and lets phones use data. */
final class PhoneDesk {

    private static final int MOST_LISTED = 1000;
    private static final int MOST_PROVISIONED_AT_ONCE = 10_000_000;
    private static final int MOST_USED_MEGABYTES = 10_000_000;
    private static final String CSV_HEAD =
            "iccid,supplier,label,customer_email,matching_id,smdp_address,imported_note\n";

    private final Journal journal;
    private final WorldClock clock;
    private final Phones phones;
    private final Runnable afterUse;

    PhoneDesk(Journal journal, WorldClock clock, Phones phones, Runnable afterUse) {
        this.journal = journal;
        this.clock = clock;
        this.phones = phones;
        this.afterUse = afterUse;
    }

    void addRoutes(Router router) {
        router.on("GET", "/world/esims", this::list);
        router.on("POST", "/world/esims", this::provision);
        router.on("GET", "/world/esims.csv", this::csv);
        router.on("GET", "/world/phones/*", this::phone);
        router.on("POST", "/world/phones/*/use", this::use);
    }

    private Answer list(Call call) {
        int from = call.asked("from", 0, 0, Integer.MAX_VALUE);
        int count = call.asked("count", MOST_LISTED, 0, MOST_LISTED);
        return journal.look(() -> Answer.json(
                200,
                Json.object(
                        "total",
                        phones.total(),
                        "from",
                        from,
                        "esims",
                        IntStream.range(from, end(from, count))
                                .mapToObj(index -> Json.object(
                                        "iccid", Iccid.of(index),
                                        "kind", phones.kind(index).word()))
                                .toList())));
    }

    private int end(int from, int count) {
        return (int) Math.min(phones.total(), (long) from + count);
    }

    private Answer provision(Call call) {
        var fields = call.fields();
        var count = Asked.number(fields, "count");
        var kind = PhoneKind.of(Asked.text(fields, "kind")).filter(each -> each != PhoneKind.SOLD);
        if (kind.isEmpty()) {
            var kinds = Arrays.stream(PhoneKind.values())
                    .filter(each -> each != PhoneKind.SOLD)
                    .map(PhoneKind::word)
                    .collect(Collectors.joining(", "));
            return Answer.refused(400, "kind is one of " + kinds);
        }
        if (count.isEmpty() || count.getAsLong() < 1 || count.getAsLong() > MOST_PROVISIONED_AT_ONCE) {
            return Answer.refused(400, "count is a whole number from 1 to " + MOST_PROVISIONED_AT_ONCE);
        }
        int wanted = (int) count.getAsLong();
        var made = journal.change(() -> phones.total() > Phones.MOST - wanted
                ? Optional.<Phones.Range>empty()
                : Optional.of(phones.provision(wanted, kind.get())));
        if (made.isEmpty()) {
            return Answer.refused(400, "the world has at most " + Phones.MOST + " eSIMs");
        }
        var range = made.get();
        return call.isForm()
                ? Answer.seeOther("/#phones")
                : Answer.json(
                        200,
                        Json.object(
                                "from",
                                range.from(),
                                "count",
                                range.count(),
                                "kind",
                                range.kind().word(),
                                "iccids",
                                IntStream.range(range.from(), range.from() + Math.min(MOST_LISTED, range.count()))
                                        .mapToObj(Iccid::of)
                                        .toList()));
    }

    /** The list that the platform imports, streamed: a million lines are no burden. */
    private Answer csv(Call call) {
        int from = call.asked("from", 0, 0, Integer.MAX_VALUE);
        int total = journal.look(phones::total);
        int count = call.asked("count", total, 0, Integer.MAX_VALUE);
        int end = (int) Math.min(total, (long) from + count);
        return new Answer.Streamed(200, Map.of("Content-Type", "text/csv; charset=utf-8"), out -> {
            var buffer = new StringBuilder(CSV_HEAD);
            for (int index = from; index < end; index++) {
                var iccid = Iccid.of(index);
                buffer.append(iccid)
                        .append(",airalo,Sample ")
                        .append(iccid, iccid.length() - 4, iccid.length())
                        .append(",traveller-")
                        .append(index)
                        .append("@sandbox.invalid,SANDBOX-")
                        .append("%011d".formatted(index))
                        .append(",smdp.sandbox.invalid,sample\n");
                if (buffer.length() > 60_000) {
                    out.write(buffer.toString().getBytes(StandardCharsets.US_ASCII));
                    buffer.setLength(0);
                }
            }
            out.write(buffer.toString().getBytes(StandardCharsets.US_ASCII));
        });
    }

    private Answer phone(Call call) {
        return ofPhone(call, phone -> Answer.json(200, shape(phone)));
    }

    private Answer use(Call call) {
        var megabytes = Asked.number(call.fields(), "megabytes");
        if (megabytes.isEmpty() || megabytes.getAsLong() < 1 || megabytes.getAsLong() > MOST_USED_MEGABYTES) {
            return Answer.refused(400, "megabytes is a whole number from 1 to " + MOST_USED_MEGABYTES);
        }
        var answer = ofPhone(call, phone -> {
            phones.use(phone, (int) megabytes.getAsLong());
            return Answer.json(200, shape(phone));
        });
        afterUse.run();
        return call.isForm() ? Answer.seeOther("/#phones") : answer;
    }

    private Answer ofPhone(Call call, Function<Phone, Answer> how) {
        var iccid = call.part(0);
        return journal.change(() ->
                phones.find(iccid).map(how).orElseGet(() -> Answer.refused(404, "the world has no eSIM " + iccid)));
    }

    /** An eSIM as it truly is, without any provider's cache. */
    private Map<String, @Nullable Object> shape(Phone phone) {
        long now = clock.millis();
        var recycledAt = phone.recycledAt(now);
        return Json.object(
                "iccid", phone.iccid(),
                "kind", phone.kind().word(),
                "installed", phone.isInstalled(),
                "recycled", phone.isRecycled(now),
                "recycledAt", recycledAt.isPresent() ? instant(recycledAt.getAsLong()) : null,
                "packages", packages(phone.packages(), now));
    }

    private static List<Map<String, @Nullable Object>> packages(List<OwnedPackage> packages, long now) {
        return packages.stream()
                .map(each -> Json.object(
                        "package", each.plan().id(),
                        "status", each.status(now),
                        "megabytesLeft", each.leftMegabytes(),
                        "megabytes", each.plan().megabytes(),
                        "unlimited", each.plan().unlimited(),
                        "activatedAt", instant(each.activatedAt()),
                        "expiresAt", instant(each.expiresAt()),
                        "finishedAt", instant(each.finishedAt()),
                        "boughtAt", instant(each.boughtAt()),
                        "order", each.order() == 0 ? null : Integer.toString(each.order())))
                .toList();
    }

    private static @Nullable String instant(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis).toString();
    }
}
