package io.tampu.renewals;

import io.tampu.catalog.Plan;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reckons what will happen: the same plan, holding and instant give the same promise, always. */
final class Preview {

    private Preview() {}

    static Promise of(Plan plan, Remaining before, Instant at, int refundDays) {
        Promise.Start start = start(plan, before, at);
        return new Promise(
                plan.code(),
                plan.name(),
                plan.dataBytes(),
                plan.voiceMinutes(),
                plan.smsCount(),
                plan.validityDays(),
                before,
                after(plan, before, at, start),
                start,
                refundDays);
    }

    private static Promise.Start start(Plan plan, Remaining before, Instant at) {
        Instant end = before.expiresAt();
        Instant lastEnd = before.expiresAtLatest();
        if (end == null || lastEnd == null || !end.isAfter(at) || isUsedUp(before)) {
            return new Promise.Start(plan.startRule().name(), at, at);
        }
        return switch (plan.startRule()) {
            case IMMEDIATE -> new Promise.Start(plan.startRule().name(), at, at);
            case ON_DEPLETION, UNKNOWN -> new Promise.Start(plan.startRule().name(), at, lastEnd);
            case ON_EXPIRY, QUEUED -> new Promise.Start(plan.startRule().name(), end, lastEnd);
        };
    }

    private static Remaining after(Plan plan, Remaining before, Instant at, Promise.Start start) {
        Duration days = Duration.ofDays(plan.validityDays());
        Instant soonest = start.earliest().plus(days);
        Instant latest = start.latest().plus(days);
        Instant end = before.expiresAt() == null || before.expiresAt().isBefore(at) ? at : before.expiresAt();
        Instant lastEnd =
                before.expiresAtLatest() == null || before.expiresAtLatest().isBefore(at)
                        ? at
                        : before.expiresAtLatest();
        return switch (plan.stackingRule()) {
            case ADD_DATA_AND_DAYS -> remaining(plan, before, end.plus(days), lastEnd.plus(days));
            case ADD_DATA, SEPARATE, QUEUE -> remaining(plan, before, later(end, soonest), later(lastEnd, latest));
        };
    }

    private static Remaining remaining(Plan plan, Remaining before, Instant earliest, Instant latest) {
        boolean unlimited = plan.isUnlimited() || before.unlimited();
        Long left = before.dataBytes();
        return new Remaining(
                unlimited ? null : (left == null ? 0 : left) + plan.dataBytes(),
                unlimited,
                sum(before.voiceMinutes(), plan.voiceMinutes()),
                sum(before.sms(), plan.smsCount()),
                earliest,
                latest);
    }

    private static @Nullable Integer sum(@Nullable Integer left, int added) {
        if (left == null) {
            return added == 0 ? null : added;
        }
        return left + added;
    }

    private static boolean isUsedUp(Remaining before) {
        Long left = before.dataBytes();
        return !before.unlimited() && left != null && left == 0;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
