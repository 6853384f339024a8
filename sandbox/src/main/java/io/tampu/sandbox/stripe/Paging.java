package io.tampu.sandbox.stripe;

import io.tampu.sandbox.stripe.Ask.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Lists, newest first, a page at a time. */
final class Paging {

    private static final int USUAL = 10;
    private static final int MOST = 100;

    private Paging() {}

    /**
     * @param all things of one kind, oldest first: a whole row, or some of it
     * @param url how the list is called in the answer
     */
    static <T extends Thing> Reply page(String url, List<T> all, Params params, Predicate<T> wanted) {
        long limit = params.whole("limit").orElse(USUAL);
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid(
                    "parameter_invalid_integer",
                    limit < 1
                            ? "This value must be greater than or equal to 1."
                            : "This value must be less than or equal to 100 (it currently is '" + limit + "').",
                    "limit");
        }
        int low = 0;
        int high = all.size();
        var created = params.inner("created");
        if (params.has("created")) {
            if (created.all().isEmpty()) {
                long exactly = params.needWhole("created", 0);
                low = before(all, exactly);
                high = before(all, exactly + 1);
            }
            if (created.has("gte")) {
                low = Math.max(low, before(all, created.needWhole("gte", 0)));
            }
            if (created.has("gt")) {
                low = Math.max(low, before(all, created.needWhole("gt", 0) + 1));
            }
            if (created.has("lt")) {
                high = Math.min(high, before(all, created.needWhole("lt", 0)));
            }
            if (created.has("lte")) {
                high = Math.min(high, before(all, created.needWhole("lte", 0) + 1));
            }
        }
        var after = params.text("starting_after");
        if (after.isPresent()) {
            high = Math.min(high, place(all, after.get(), "starting_after"));
        }
        var ending = params.text("ending_before");
        if (ending.isPresent()) {
            low = Math.max(low, place(all, ending.get(), "ending_before") + 1);
            return upwards(url, all.subList(low, Math.max(low, high)), (int) limit, wanted);
        }
        return downwards(url, all.subList(low, Math.max(low, high)), (int) limit, wanted);
    }

    private static <T extends Thing> Reply downwards(String url, List<T> all, int limit, Predicate<T> wanted) {
        var page = new ArrayList<T>();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (wanted.test(all.get(i))) {
                if (page.size() == limit) {
                    return new Reply.Many(url, page, true);
                }
                page.add(all.get(i));
            }
        }
        return new Reply.Many(url, page, false);
    }

    /** The page that ends just before a thing: the oldest of the newer ones, newest first all the same. */
    private static <T extends Thing> Reply upwards(String url, List<T> all, int limit, Predicate<T> wanted) {
        var page = new ArrayList<T>();
        boolean more = false;
        for (var each : all) {
            if (wanted.test(each)) {
                if (page.size() == limit) {
                    more = true;
                    break;
                }
                page.add(each);
            }
        }
        return new Reply.Many(url, page.reversed(), more);
    }

    /** How many were made before a second. */
    private static <T extends Thing> int before(List<T> all, long seconds) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).created() < seconds) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static <T extends Thing> int place(List<T> all, String id, String param) {
        // From the newest: whoever pages asks for what is not far from there.
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).id().equals(id)) {
                return i;
            }
        }
        throw Problem.invalid("resource_missing", "No such object: '" + id + "'", param);
    }
}
