package io.tampu.sandbox.airalo;

import io.tampu.sandbox.phones.Iccid;
import io.tampu.sandbox.phones.OwnedPackage;
import io.tampu.sandbox.phones.Phones;
import io.tampu.sandbox.web.Call;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Finds orders by the filters of the list. The narrowest index is read: a description by hash, an eSIM by its own packages;
 * only a search with neither reads all orders. Description, ICCID and code match as a part, as {@code LIKE '%x%'} does.
 */
final class AiraloOrderSearch {

    /** Positions of a page, newest first, and how many match in all. */
    record Found(List<Integer> positions, int total) {}

    private static final String COMPLETED = "completed";

    private final AiraloStore store;
    private final Phones phones;

    AiraloOrderSearch(AiraloStore store, Phones phones) {
        this.store = store;
        this.phones = phones;
    }

    Found page(Call call, int page, int limit) {
        var description = call.asked("filter[description]");
        var iccid = call.asked("filter[iccid]");
        var others = others(call);
        if (description.isEmpty() && iccid.isEmpty() && others.isEmpty()) {
            int total = store.orders();
            int newest = total - 1 - (page - 1) * limit;
            return new Found(
                    IntStream.iterate(newest, i -> i >= 0 && i > newest - limit, i -> i - 1)
                            .boxed()
                            .toList(),
                    total);
        }
        var matching = new ArrayList<Integer>();
        candidates(description, iccid)
                .filter(position -> iccid.isEmpty() || isOf(position, iccid.get()))
                .filter(position -> others.stream().allMatch(filter -> filter.test(position)))
                .forEach(matching::add);
        matching.sort(Comparator.reverseOrder());
        int from = Math.min(matching.size(), (page - 1) * limit);
        return new Found(matching.subList(from, Math.min(matching.size(), from + limit)), matching.size());
    }

    private IntStream candidates(Optional<String> description, Optional<String> iccid) {
        if (description.isPresent()) {
            return store.describedBy(description.get()).stream().mapToInt(Integer::intValue);
        }
        var whole = iccid.filter(text -> Iccid.index(text).isPresent());
        if (whole.isPresent()) {
            return phones.find(whole.get()).stream()
                    .flatMap(phone -> phone.packages().stream())
                    .filter(each -> each.seq() > 0)
                    .mapToInt(AiraloStore::position);
        }
        return IntStream.range(0, store.orders());
    }

    private boolean isOf(int position, String part) {
        return store.salesOf(position).stream()
                .anyMatch(sale -> Iccid.of(sale.esim()).contains(part));
    }

    private List<IntPredicate> others(Call call) {
        var filters = new ArrayList<IntPredicate>();
        call.asked("filter[order_status]").ifPresent(status -> filters.add(position -> status.equals(COMPLETED)));
        call.asked("filter[code]")
                .ifPresent(part ->
                        filters.add(position -> code(store.head(position)).contains(part)));
        call.asked("filter[created_at]").ifPresent(range -> filters.add(within(range)));
        return filters;
    }

    private static String code(OwnedPackage head) {
        return AiraloShapes.code(head.order(), head.boughtAt());
    }

    /** {@code 2026-01-01 - 2026-01-31}, both days included; what is no range matches nothing. */
    private IntPredicate within(String range) {
        var ends = range.split(" - ", -1);
        try {
            long from = startOf(LocalDate.parse(ends[0].strip()));
            long until = startOf(LocalDate.parse(ends[ends.length - 1].strip()).plusDays(1));
            return position -> {
                long at = store.head(position).boughtAt();
                return at >= from && at < until;
            };
        } catch (DateTimeParseException unreadable) {
            return position -> false;
        }
    }

    private static long startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
}
