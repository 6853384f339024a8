package io.tampu.payments.stripe;

import io.tampu.payments.stripe.Wire.Heard;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a list of Stripe's, newest first, page by page to its end. */
final class Pages {

    /** Stripe's own most. */
    private static final int PAGE = 100;

    private final Wire wire;

    Pages(Wire wire) {
        this.wire = wire;
    }

    /** Looks at one of the list and says whether to go on. */
    interface Look {
        boolean at(Fields one) throws Unreadable;
    }

    /**
     * Throws {@link Unreadable} also for a list that has not ended after {@code most} pages.
     *
     * @param filter puts the list's own parameters
     * @return the answer that was no page; empty if the list was read to its end or to where {@code look} wanted no more
     */
    Optional<Heard> read(String path, Consumer<Form> filter, int most, Look look) throws Unreadable {
        Optional<String> after = Optional.empty();
        for (int page = 0; page < most; page++) {
            var query = new Form();
            filter.accept(query);
            query.put("limit", PAGE);
            after.ifPresent(last -> query.put("starting_after", last));
            Heard heard = wire.get(path, query);
            if (!(heard instanceof Heard.Done done)) {
                return Optional.of(heard);
            }
            var rows = done.body().objects("data");
            boolean more = done.body().flag("has_more");
            for (Fields row : rows) {
                if (!look.at(row)) {
                    return Optional.empty();
                }
            }
            if (!more) {
                return Optional.empty();
            }
            if (rows.isEmpty()) {
                throw new Unreadable("an empty page that is not the last");
            }
            var last = Optional.of(rows.getLast().id());
            if (last.equals(after)) {
                throw new Unreadable("the same page again");
            }
            after = last;
        }
        throw new Unreadable("a list of more than " + most * PAGE + " rows");
    }
}
