package io.tampu.sandbox.airalo;

import io.tampu.sandbox.clock.WorldClock;
import io.tampu.sandbox.phones.OwnedPackage;
import io.tampu.sandbox.phones.Phone;
import io.tampu.sandbox.phones.Phones;
import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The partner's eSIMs: each alone, all in pages, their packages, their usage as Airalo caches it. */
final class AiraloSims {

    static final String SMDP = "smdp.sandbox.invalid";
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;
    private static final int MOST_CACHED = 20_000;

    private record Cached(long untilMillis, Answer answer) {}

    private final Journal journal;
    private final WorldClock clock;
    private final Phones phones;
    private final AiraloShapes shapes;
    private final AiraloSettings settings;

    /** Bounded; guarded by the journal. */
    private final Map<Integer, Cached> usage = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Cached> eldest) {
            return size() > MOST_CACHED;
        }
    };

    AiraloSims(Journal journal, WorldClock clock, Phones phones, AiraloShapes shapes, AiraloSettings settings) {
        this.journal = journal;
        this.clock = clock;
        this.phones = phones;
        this.shapes = shapes;
        this.settings = settings;
    }

    static String matchingId(int index) {
        return "SANDBOX-%011d".formatted(index);
    }

    static Set<String> includes(Call call) {
        return call.asked("include").map(list -> Set.of(list.split(","))).orElse(Set.of());
    }

    private Answer ofPhone(Call call, Function<Phone, Answer> how) {
        return journal.look(() -> phones.find(call.part(0)).map(how).orElseGet(AiraloErrors::resourceNotFound));
    }

    /** {@code GET sims/{iccid}}. */
    Answer one(Call call) {
        return ofPhone(
                call,
                phone -> Answer.json(
                        200,
                        Json.object(
                                "data",
                                shapes.simAlone(phone, includes(call), clock.millis()),
                                "meta",
                                AiraloShapes.SUCCESS)));
    }

    /** {@code GET sims}: newest first. */
    Answer all(Call call) {
        int limit = call.asked("limit", USUAL_PAGE, 1, LARGEST_PAGE);
        int page = call.asked("page", 1, 1, Integer.MAX_VALUE);
        return journal.look(() -> {
            var iccid = call.asked("filter[iccid]");
            var found = new ArrayList<Map<String, @Nullable Object>>();
            int total;
            if (iccid.isPresent()) {
                var phone = phones.find(iccid.get());
                total = phone.isPresent() ? 1 : 0;
                if (page == 1) {
                    phone.ifPresent(each -> found.add(shapes.simAlone(each, includes(call), clock.millis())));
                }
            } else {
                total = phones.total();
                long first = total - 1L - (page - 1L) * limit;
                for (long i = first; i >= 0 && i > first - limit; i--) {
                    found.add(shapes.simAlone(phones.phone((int) i), includes(call), clock.millis()));
                }
            }
            return Answer.json(200, AiraloShapes.paged(found, call.address(), page, limit, total));
        });
    }

    /** {@code GET sims/{iccid}/packages}: newest first, as the documents show it. */
    Answer history(Call call) {
        return ofPhone(call, phone -> {
            long now = clock.millis();
            phone.runUntil(now);
            var packages = phone.packages().stream()
                    .map(each -> shapes.history(each, now))
                    .toList();
            return Answer.json(200, Json.object("data", packages));
        });
    }

    /** {@code GET sims/{iccid}/usage}: of the package that runs, as it was up to twenty minutes ago. */
    Answer usage(Call call) {
        return ofPhone(call, phone -> {
            long now = clock.millis();
            var cached = usage.get(phone.index());
            if (cached != null && now < cached.untilMillis()) {
                return cached.answer();
            }
            var answer = usageNow(phone, now);
            usage.remove(phone.index());
            long until = now
                    + Duration.ofMinutes(settings.mode().usageCacheMinutes()).toMillis();
            usage.put(phone.index(), new Cached(until, answer));
            return answer;
        });
    }

    private static Answer usageNow(Phone phone, long now) {
        boolean recycled = phone.isRecycled(now);
        OwnedPackage current = phone.current(now);
        var plan = current.plan();
        boolean over = !current.isActive(now) && !current.isWaiting();
        return Answer.json(
                200,
                Json.object(
                        "data",
                        Json.object(
                                "remaining", current.leftMegabytes(),
                                "total", plan.megabytes(),
                                "expired_at", recycled ? null : AiraloShapes.plain(current.expiresAt()),
                                "is_unlimited", plan.unlimited(),
                                "status", recycled ? "RECYCLED" : current.status(now),
                                "remaining_voice", over ? 0 : plan.minutes(),
                                "remaining_text", over ? 0 : plan.messages(),
                                "total_voice", plan.minutes(),
                                "total_text", plan.messages()),
                        "meta",
                        AiraloShapes.SUCCESS));
    }

    /** {@code GET sims/{iccid}/instructions}. */
    Answer instructions(Call call) {
        return ofPhone(
                call,
                phone -> Answer.json(
                        200,
                        Json.object(
                                "data",
                                Json.object(
                                        "instructions",
                                        AiraloInstructions.of(
                                                call.header("accept-language").orElse("en"), shapes.sim(phone))),
                                "meta",
                                AiraloShapes.SUCCESS)));
    }

    /** {@code PUT sims/{iccid}/brand}: accepted; no page of the sandbox shows a brand. */
    Answer brand(Call call) {
        return ofPhone(call, phone -> {
            var shape = shapes.simAlone(phone, includes(call), clock.millis());
            var brand = Inputs.text(call.fields(), "brand_settings_name");
            shape.put("brand_settings_name", brand.isEmpty() ? null : brand);
            return Answer.json(200, Json.object("data", shape, "meta", AiraloShapes.SUCCESS));
        });
    }
}
