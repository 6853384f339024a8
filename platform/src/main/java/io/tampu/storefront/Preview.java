package io.tampu.storefront;

import io.tampu.esims.Esim;
import io.tampu.money.Money;
import io.tampu.renewals.Offered;
import io.tampu.renewals.Promise;
import io.tampu.renewals.Remaining;
import io.tampu.renewals.Renewal;
import io.tampu.renewals.RenewalState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What will happen, before any money moves: the contract in the reader's words.
 *
 * @param balance what may be spent from it
 * @param key of this page, so that it can be sent twice
 * @param problem the key of why the last try did not begin
 * @param recent a renewal of this eSIM that is not over, or was delivered just now
 */
record Preview(
        Page page,
        Esim esim,
        Offered.Line line,
        Optional<Money> balance,
        boolean canPayByCard,
        String key,
        Duration deliveryWithin,
        Duration deliveryAtMost,
        Optional<String> problem,
        Optional<Renewal> recent,
        Instant now) {

    private static final int MOST_KNOTS = 14;

    /** A line of the table. */
    record Row(String what, String before, String after) {}

    private Promise promise() {
        return line.promise();
    }

    String headline() {
        return untilWords(page, "preview.headline.", promise().after())
                .orElseGet(() -> page.say("preview.headline.unsure"));
    }

    /** Until a day; if the data lasts, where what waits begins as soon as it does not. */
    static Optional<String> untilWords(Reader reader, String group, Remaining after) {
        Instant sure = after.expiresAt();
        Instant latest = after.expiresAtLatest();
        if (sure == null || latest == null) {
            return Optional.empty();
        }
        String day = reader.speech().day(latest);
        return Optional.of(reader.sayOf(group, day.equals(reader.speech().day(sure)) ? "until" : "if-lasts", day));
    }

    String plan() {
        return PlanWords.of(page, promise());
    }

    String region() {
        return PlanWords.region(page, line.plan());
    }

    String offer() {
        return line.id().orElseThrow();
    }

    String esimName() {
        return EsimCard.name(page, esim);
    }

    List<Row> rows() {
        Remaining before = promise().before();
        Remaining after = promise().after();
        var rows = new ArrayList<Row>();
        rows.add(new Row(page.say("row.data"), data(before), data(after)));
        addCounted(rows, "row.minutes", before.voiceMinutes(), after.voiceMinutes());
        addCounted(rows, "row.messages", before.sms(), after.sms());
        rows.add(new Row(page.say("row.ends.lima"), ends(before, false), ends(after, false)));
        if (page.isElsewhere()) {
            rows.add(new Row(page.say("row.ends.here", page.zone()), ends(before, true), ends(after, true)));
        }
        return rows;
    }

    private void addCounted(List<Row> rows, String key, @Nullable Integer before, @Nullable Integer after) {
        if (after != null && after > 0) {
            rows.add(new Row(page.say(key), before == null ? "0" : before.toString(), after.toString()));
        }
    }

    private String data(Remaining remaining) {
        Long bytes = remaining.dataBytes();
        if (remaining.unlimited()) {
            return page.say("plan.unlimited");
        }
        return bytes == null ? page.say("row.nothing") : page.speech().data(bytes);
    }

    private String ends(Remaining remaining, boolean isHere) {
        Instant from = remaining.expiresAt();
        Instant to = remaining.expiresAtLatest();
        if (from == null || to == null || !to.isAfter(now)) {
            return page.say("row.nothing");
        }
        String first = isHere ? page.here(from) : page.inLima(from);
        String last = isHere ? page.here(to) : page.inLima(to);
        return first.equals(last) ? first : page.say("row.between", first, last);
    }

    /** When the new plan starts, in a sentence. */
    String start() {
        Promise.Start start = promise().start();
        boolean isNow = !start.latest().isAfter(now.plus(Duration.ofMinutes(1)));
        return isNow ? page.say("start.now") : page.sayOf("start.", start.rule(), page.moment(start.latest()));
    }

    /** What is kept is said first. */
    String kept() {
        Remaining before = promise().before();
        Long bytes = before.dataBytes();
        boolean hasSomething = before.unlimited() || bytes != null && bytes > 0;
        if (!hasSomething) {
            return page.say("kept.nothing");
        }
        return page.sayOf("kept.", line.plan().stackingRule().name());
    }

    Optional<String> renewableUntil() {
        return line.renewableUntil()
                .map(until -> page.say("preview.renewable", page.lima().date(until)));
    }

    String refunds() {
        return promise().refundDays() > 0
                ? page.say("preview.refund.days", promise().refundDays())
                : page.say("preview.refund.none");
    }

    long deliveryMinutes() {
        return Math.max(1, deliveryWithin.toMinutes());
    }

    long deliveryAtMostMinutes() {
        return Math.max(deliveryMinutes(), deliveryAtMost.toMinutes());
    }

    String total() {
        return page.money(line.total());
    }

    /** The tax in it; empty where there is none. */
    Optional<String> tax() {
        return line.tax().isPositive() ? Optional.of(page.money(line.tax())) : Optional.empty();
    }

    boolean canPayFromBalance() {
        return balance.filter(has -> has.currency().equals(line.total().currency())
                        && has.amountMinor() >= line.total().amountMinor())
                .isPresent();
    }

    String balanceWords() {
        return page.money(balance.orElse(Money.of(0, line.total().currency())));
    }

    /** Days that are left now, as knots on the cord, at most so many that a phone shows them. */
    int knotsNow() {
        Instant end = promise().before().expiresAtLatest();
        return end == null || !end.isAfter(now)
                ? 0
                : (int) Math.min(
                        MOST_KNOTS, Math.ceilDiv(Duration.between(now, end).toHours(), 24));
    }

    /** Days that are added at the most; none are drawn where they do not fit beside those that are left. */
    int knotsNew() {
        Instant latest = promise().after().expiresAtLatest();
        long days =
                latest == null ? 0 : Math.ceilDiv(Duration.between(now, latest).toHours(), 24);
        return days > MOST_KNOTS ? 0 : (int) Math.max(0, days - knotsNow());
    }

    /** How the offer's page is reached again. */
    String address() {
        return Addresses.preview(esim.id(), line.plan().code());
    }

    String recentAddress() {
        return recent.map(renewal -> Addresses.renewal(renewal.id())).orElse("/");
    }

    /** The key of what is said about it. */
    String recentWords() {
        return recent.filter(renewal -> renewal.state() == RenewalState.RENEWED).isPresent()
                ? "preview.just-renewed"
                : "choose.begun";
    }

    /** It was delivered: another one is for those who say that they want another one. */
    boolean mustSayOnceMore() {
        return recent.filter(renewal -> renewal.state() == RenewalState.RENEWED).isPresent();
    }
}
