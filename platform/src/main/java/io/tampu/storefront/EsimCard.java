package io.tampu.storefront;

import io.tampu.engine.Ids;
import io.tampu.esims.Esim;
import io.tampu.renewals.Renewal;
import io.tampu.renewals.RenewalState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An eSIM as its owner sees it.
 *
 * @param renewal one that is under way, or waits for its money
 */
record EsimCard(Esim esim, Standing standing, Optional<Renewal> renewal, Instant now) {

    /** So many days can still be knots on a cord; more are a bar. */
    private static final int MOST_KNOTS = 10;

    private static final int TAIL = 4;

    String id() {
        return Ids.text(esim.id().value());
    }

    String address() {
        return Addresses.esim(esim.id());
    }

    /** The last digits, which people compare with their phone's. */
    String tail() {
        return tail(esim.iccid());
    }

    static String tail(String iccid) {
        return iccid.substring(Math.max(0, iccid.length() - TAIL));
    }

    /** What its owner calls it. */
    String name(Page page) {
        return name(page, esim);
    }

    static String name(Page page, Esim esim) {
        return esim.label().isBlank() ? page.say("esim.unnamed", tail(esim.iccid())) : esim.label();
    }

    /** A renewal is under way, or waits for its money; one whose money is only going back keeps nobody from the next. */
    boolean isBusy() {
        return renewal.filter(one -> one.state() != RenewalState.REFUNDING).isPresent();
    }

    boolean needsCare() {
        return standing.needsCare(now);
    }

    boolean isCord() {
        return standing.days() <= MOST_KNOTS;
    }

    int gone() {
        return standing.daysGone(now);
    }

    /** Time left of what runs: "1 day 6 h". */
    String timeLeft(Page page) {
        return timeLeft(page, Duration.between(now, standing.endsAt().orElse(now)));
    }

    static String timeLeft(Page page, Duration left) {
        if (left.isNegative() || left.toMinutes() < 1) {
            return page.say("left.nothing");
        }
        if (left.toHours() < 1) {
            return page.say("left.minutes", left.toMinutes());
        }
        if (left.toDays() < 1) {
            return page.say("left.hours", left.toHours());
        }
        return left.toDays() < 3 && left.toHoursPart() > 0
                ? page.say("left.days.hours", left.toDays(), left.toHoursPart())
                : page.say("left.days", left.toDays());
    }

    /** How much of the data is left, of ten thousand, for the bar. */
    long dataShare() {
        return standing.totalBytes() == 0 ? 0 : standing.leftBytes() * 10_000 / standing.totalBytes();
    }

    /** What is true of it now, in a sentence. */
    String sentence(Page page, String subject) {
        Optional<Instant> until = standing.onlineUntil();
        return switch (standing.kind()) {
            case NOT_CHECKED -> page.say("head.unchecked", subject);
            case NOT_BEGUN -> page.say("head.notBegun", subject);
            case USED_UP -> page.say("head.usedUp", subject);
            case ENDED ->
                standing.endedAt()
                        .map(end ->
                                page.say("head.ended", subject, page.speech().day(end)))
                        .orElseGet(() -> page.say("head.empty", subject));
            case RECYCLED -> page.say("head.recycled", subject);
            case UNKNOWN -> page.say("head.unknown", subject);
            case RUNNING ->
                standing.hasLittleData() && !standing.endsSoon(now)
                        ? page.say("head.little", subject, page.speech().data(standing.leftBytes()))
                        : runs(page, subject, until.orElse(now));
        };
    }

    private String runs(Page page, String subject, Instant until) {
        if (!standing.waiting().isEmpty()) {
            return page.say("head.if-lasts", subject, page.speech().day(until));
        }
        String time = page.speech().time(until);
        return switch (Math.toIntExact(Math.max(0, page.speech().daysBetween(now, until)))) {
            case 0 -> page.say("head.today", subject, time);
            case 1 -> page.say("head.tomorrow", subject, time);
            default -> page.say("head.until", subject, page.speech().day(until));
        };
    }
}
