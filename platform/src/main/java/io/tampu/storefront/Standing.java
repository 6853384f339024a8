package io.tampu.storefront;

import io.tampu.esims.Snapshot;
import io.tampu.suppliers.EsimWord;
import io.tampu.suppliers.EsimWord.OwnedPackage;
import io.tampu.suppliers.EsimWord.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How an eSIM stands, from its supplier's last word.
 *
 * @param running the packages that run now
 * @param waiting the packages whose turn comes later
 * @param checkedAt since when this is true
 * @param silentSince the supplier has not answered since
 */
record Standing(
        Kind kind,
        List<OwnedPackage> running,
        List<OwnedPackage> waiting,
        Optional<Instant> endedAt,
        Optional<Integer> minutes,
        Optional<Integer> messages,
        Optional<String> accessPoint,
        Optional<Instant> checkedAt,
        Optional<Instant> silentSince) {

    /** Whoever has so little time left is told to renew. */
    private static final Duration SOON = Duration.ofDays(2);
    /** Whoever has less than a tenth of the data left, too. */
    private static final int LITTLE = 10;
    /** A pace is read from a day at least: one film on the first evening is none. */
    private static final Duration ENOUGH_FOR_A_PACE = Duration.ofDays(1);

    /** What it is, in one word. */
    enum Kind {
        /** The supplier has not spoken of it yet. */
        NOT_CHECKED,
        RUNNING,
        /** Something runs, and its data is finished. */
        USED_UP,
        /** Nothing runs yet: it begins with its first use. */
        NOT_BEGUN,
        ENDED,
        /** Given back to the operator for ever. */
        RECYCLED,
        /** The supplier does not know it. */
        UNKNOWN
    }

    static Standing of(Optional<Snapshot> snapshot, Instant now) {
        if (snapshot.isPresent() && snapshot.get() instanceof Snapshot.Checked checked) {
            return of(checked, now);
        }
        return nothing(Kind.NOT_CHECKED, Optional.empty(), snapshot.flatMap(Snapshot::silentSince));
    }

    private static Standing of(Snapshot.Checked checked, Instant now) {
        Optional<Instant> at = Optional.of(checked.checkedAt());
        return switch (checked.word()) {
            case EsimWord.Known known -> of(known, at, checked.silentSince(), now);
            case EsimWord.Recycled() -> nothing(Kind.RECYCLED, at, checked.silentSince());
            case EsimWord.Unknown() -> nothing(Kind.UNKNOWN, at, checked.silentSince());
            case EsimWord.Silent(String what) -> nothing(Kind.NOT_CHECKED, at, checked.silentSince());
        };
    }

    private static Standing of(EsimWord.Known known, Optional<Instant> at, Optional<Instant> silent, Instant now) {
        List<OwnedPackage> running = known.packages().stream()
                .filter(one -> one.status() == Status.ACTIVE)
                .filter(one -> one.expiresAt().map(now::isBefore).orElse(false))
                .toList();
        List<OwnedPackage> waiting = known.packages().stream()
                .filter(one -> one.status() == Status.WAITING)
                .toList();
        Optional<Instant> ended = known.packages().stream()
                .flatMap(one -> one.expiresAt().stream())
                .max(Comparator.naturalOrder());
        return new Standing(
                kind(known, running, waiting, now),
                running,
                waiting,
                ended,
                known.voiceMinutesLeft(),
                known.smsLeft(),
                known.apn(),
                at,
                silent);
    }

    private static Kind kind(
            EsimWord.Known known, List<OwnedPackage> running, List<OwnedPackage> waiting, Instant now) {
        boolean hasData = running.stream().anyMatch(one -> one.remainingBytes() != 0);
        if (hasData || !running.isEmpty() && !waiting.isEmpty()) {
            return Kind.RUNNING;
        }
        if (!waiting.isEmpty()) {
            return Kind.NOT_BEGUN;
        }
        boolean hasTime = known.packages().stream()
                .filter(one -> one.status() == Status.ACTIVE || one.status() == Status.FINISHED)
                .anyMatch(one -> one.expiresAt().map(now::isBefore).orElse(false));
        return hasTime ? Kind.USED_UP : Kind.ENDED;
    }

    private static Standing nothing(Kind kind, Optional<Instant> at, Optional<Instant> silent) {
        return new Standing(
                kind,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                at,
                silent);
    }

    /** When what runs ends. */
    Optional<Instant> endsAt() {
        return running.stream().flatMap(one -> one.expiresAt().stream()).max(Comparator.naturalOrder());
    }

    /** When all of it ends, with what waits behind it; sooner where what waits is used up sooner. */
    Optional<Instant> onlineUntil() {
        return endsAt().map(end -> end.plus(waitingFor()));
    }

    private Duration waitingFor() {
        return waiting.stream().map(one -> Duration.ofDays(one.validityDays())).reduce(Duration.ZERO, Duration::plus);
    }

    /** When all that is, or was, on it ends: what waits counts from then. */
    Optional<Instant> lastEnd() {
        return onlineUntil().or(() -> endedAt);
    }

    Optional<Instant> began() {
        return running.stream().flatMap(one -> one.activatedAt().stream()).min(Comparator.naturalOrder());
    }

    boolean isUnlimited() {
        return running.stream().anyMatch(one -> one.totalBytes() < 0);
    }

    long leftBytes() {
        return running.stream()
                .mapToLong(one -> Math.max(0, one.remainingBytes()))
                .sum();
    }

    long totalBytes() {
        return running.stream().mapToLong(one -> Math.max(0, one.totalBytes())).sum();
    }

    /** Days of all that runs, from its beginning to its end. */
    int days() {
        Optional<Instant> from = began();
        Optional<Instant> to = endsAt();
        return from.isEmpty() || to.isEmpty()
                ? 0
                : Math.toIntExact(Math.max(
                        1, Math.round(Duration.between(from.get(), to.get()).toHours() / 24.0)));
    }

    /** Days that are gone of them, the day that runs not counted. */
    int daysGone(Instant now) {
        return began().map(from ->
                        Math.toIntExact(Math.max(0, Duration.between(from, now).toDays())))
                .map(gone -> Math.min(gone, Math.max(0, days() - 1)))
                .orElse(0);
    }

    boolean hasLittleData() {
        return !isUnlimited() && waiting.isEmpty() && totalBytes() > 0 && leftBytes() * LITTLE < totalBytes();
    }

    boolean endsSoon(Instant now) {
        return onlineUntil().map(end -> end.isBefore(now.plus(SOON))).orElse(false);
    }

    /** Something should be done about it. */
    boolean needsCare(Instant now) {
        return switch (kind) {
            case RUNNING -> endsSoon(now) || hasLittleData();
            case USED_UP, ENDED -> true;
            case NOT_CHECKED, NOT_BEGUN, RECYCLED, UNKNOWN -> false;
        };
    }

    /** It can be asked to be renewed: whether it will be is for its supplier to say. */
    boolean mayBeRenewed() {
        return kind != Kind.RECYCLED && kind != Kind.UNKNOWN;
    }

    /** How much goes in a day, where that can be told. */
    Optional<Long> bytesADay(Instant now) {
        Duration used = began().map(from -> Duration.between(from, now)).orElse(Duration.ZERO);
        long gone = totalBytes() - leftBytes();
        return isUnlimited() || gone <= 0 || used.compareTo(ENOUGH_FOR_A_PACE) < 0
                ? Optional.empty()
                : Optional.of(gone * 24 * 60 / Math.max(1, used.toMinutes())).filter(pace -> pace > 0);
    }

    /** When the data is finished if it goes on as it went. */
    Optional<Instant> dataLastsUntil(Instant now) {
        return bytesADay(now).map(pace -> now.plus(Duration.ofMinutes(leftBytes() * 24 * 60 / pace)));
    }
}
