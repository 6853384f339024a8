package io.tampu.sandbox.ledger;

import io.tampu.sandbox.phones.OwnedPackage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The lines in the order in which they happened. Money and data share one row of numbers, so that a reader who asks again
 * with the last number that was seen misses nothing. Kept by the readers of the journal; to be used inside a change or a look
 * only.
 */
public final class Ledger {

    /**
     * Money that a payment provider took or gave back.
     *
     * @param amountMinor in the currency's minor unit
     * @param atMillis milliseconds since 1970
     * @param mark by what the one who asked for the payment knows it; null for none
     * @param why {@code payment}, {@code refund}, {@code refund-failed}, {@code dispute}, {@code dispute-won}
     */
    public record Money(
            int seq,
            String provider,
            String reference,
            boolean taken,
            long amountMinor,
            String currency,
            long atMillis,
            @Nullable String mark,
            String why) {}

    /** A stretch of the ledger, both kinds within the same numbers. */
    public record Stretch(List<Money> money, List<OwnedPackage> data) {}

    private final List<Money> money = new ArrayList<>();
    private final List<OwnedPackage> data = new ArrayList<>();
    private int last;
    private long givenMinor;

    /** The number that the next line gets. */
    public int next() {
        return last + 1;
    }

    public void gave(OwnedPackage line) {
        data.add(line);
        givenMinor += line.costMinor();
        last = Math.max(last, line.seq());
    }

    public void moved(Money line) {
        money.add(line);
        last = Math.max(last, line.seq());
    }

    public int size() {
        return last;
    }

    /** All packages sold, oldest first. */
    public List<OwnedPackage> data() {
        return data;
    }

    /** All movements of money, oldest first. */
    public List<Money> money() {
        return money;
    }

    /** What all packages sold cost together, in cents. */
    public long givenMinor() {
        return givenMinor;
    }

    /** At most {@code limit} lines after {@code since}, lowest numbers first. */
    public Stretch after(long since, int limit) {
        long upTo = Math.min(last, since + limit);
        return new Stretch(within(money, Money::seq, since, upTo), within(data, OwnedPackage::seq, since, upTo));
    }

    private static <T> List<T> within(List<T> lines, ToIntFunction<T> seq, long since, long upTo) {
        return List.copyOf(lines.subList(countUpTo(lines, seq, since), countUpTo(lines, seq, upTo)));
    }

    private static <T> int countUpTo(List<T> lines, ToIntFunction<T> seq, long upTo) {
        int low = 0;
        int high = lines.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (seq.applyAsInt(lines.get(middle)) <= upTo) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
