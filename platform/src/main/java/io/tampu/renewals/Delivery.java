package io.tampu.renewals;

import io.tampu.esims.Looked;
import io.tampu.suppliers.EsimWord;
import io.tampu.suppliers.SupplierOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was given, held against what was promised.
 *
 * @param packages what the supplier said of the eSIM after the order, empty if it could not be read or does not show it yet
 * @param shortfall in words what is less than promised, empty if nothing is
 */
record Delivery(Delivered given, Optional<Looked> packages, Optional<String> shortfall) {

    /** An expiry earlier than promised by more than this is a shortfall: clocks and billing days differ by minutes. */
    private static final Duration TOLERANCE = Duration.ofHours(1);

    /** Our clock and the supplier's; a package that began earlier was there before. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private static final int LOOKS_BEFORE_MISSING = 4;

    private static final Duration A_DAY = Duration.ofDays(1);

    boolean isChecked() {
        return packages.isPresent();
    }

    /** What the order says, and what the eSIM says if it could be read. */
    static Delivery of(Renewal renewal, SupplierOrder order, Looked looked) {
        return held(
                renewal,
                new Delivered(
                        order.dataBytes(),
                        order.validityDays(),
                        order.voiceMinutes(),
                        order.smsCount(),
                        null,
                        null,
                        null),
                looked);
    }

    /** The eSIM read again later. */
    static Delivery again(Renewal renewal, Looked looked) {
        return held(renewal, renewal.delivered().orElseThrow(), looked);
    }

    private static Delivery held(Renewal renewal, Delivered bought, Looked looked) {
        if (!(looked.word() instanceof EsimWord.Known known)) {
            // The order's own words may leave out what was sold: only the eSIM itself can show that something is
            // missing.
            return new Delivery(bought, Optional.empty(), Optional.empty());
        }
        return newest(renewal, known.packages())
                .map(one -> seen(bought, one, known))
                .map(given -> new Delivery(given, Optional.of(looked), shortfall(renewal, given)))
                .orElseGet(() -> new Delivery(bought, Optional.empty(), missing(renewal)));
    }

    /** The package that this renewal bought: of its kind the one that still waits, else the one that began after it. */
    private static Optional<EsimWord.OwnedPackage> newest(Renewal renewal, List<EsimWord.OwnedPackage> packages) {
        return packages.stream()
                .filter(one -> one.supplierPackage().equals(renewal.terms().supplierPackage()))
                .filter(one -> one.activatedAt()
                        .map(began -> !began.isBefore(renewal.acceptedAt().minus(CLOCKS_DIFFER)))
                        .orElse(true))
                .max(Comparator.comparing(one -> one.activatedAt().orElse(Instant.MAX)));
    }

    /** The package that this renewal bought is there, has not begun, and all of it is left. */
    static boolean isUntouched(Renewal renewal, EsimWord.Known known) {
        return newest(renewal, known.packages())
                .filter(one -> one.status() == EsimWord.Status.WAITING
                        && one.activatedAt().isEmpty()
                        && one.remainingBytes() == one.totalBytes())
                .isPresent();
    }

    private static Delivered seen(Delivered bought, EsimWord.OwnedPackage one, EsimWord.Known known) {
        return new Delivered(
                one.totalBytes(),
                one.validityDays(),
                bought.voiceMinutes(),
                bought.sms(),
                one.activatedAt().orElse(null),
                one.expiresAt().orElse(null),
                remaining(known));
    }

    /** What an eSIM has now: the data of all that runs or waits, and the end of what runs. */
    static Remaining remaining(EsimWord.Known known) {
        List<EsimWord.OwnedPackage> usable = known.packages().stream()
                .filter(one -> one.status() == EsimWord.Status.ACTIVE || one.status() == EsimWord.Status.WAITING)
                .toList();
        boolean unlimited = usable.stream().anyMatch(one -> one.remainingBytes() < 0);
        long data = usable.stream()
                .mapToLong(one -> Math.max(0, one.remainingBytes()))
                .sum();
        Optional<Instant> runsUntil =
                usable.stream().flatMap(one -> one.expiresAt().stream()).max(Comparator.naturalOrder());
        Duration waiting = usable.stream()
                .filter(one -> one.expiresAt().isEmpty())
                .map(one -> A_DAY.multipliedBy(one.validityDays()))
                .reduce(Duration.ZERO, Duration::plus);
        return new Remaining(
                unlimited ? null : data,
                unlimited,
                known.voiceMinutesLeft().orElse(null),
                known.smsLeft().orElse(null),
                runsUntil.orElse(null),
                runsUntil.map(end -> end.plus(waiting)).orElse(null));
    }

    /** Lists lag behind orders: what is not there at first is read again before it is called missing. */
    private static Optional<String> missing(Renewal renewal) {
        return renewal.state() != RenewalState.RENEWED || renewal.tries() < LOOKS_BEFORE_MISSING
                ? Optional.empty()
                : Optional.of("the supplier sold it, and the eSIM does not show it");
    }

    private static Optional<String> shortfall(Renewal renewal, Delivered given) {
        Promise promise = renewal.terms().promise();
        if (given.dataBytes() >= 0 && (promise.dataBytes() < 0 || given.dataBytes() < promise.dataBytes())) {
            return Optional.of("promised " + promise.dataBytes() + " bytes, given " + given.dataBytes());
        }
        if (given.validityDays() < promise.validityDays()) {
            return Optional.of("promised " + promise.validityDays() + " days, given " + given.validityDays());
        }
        Instant promised = promise.after().expiresAt();
        // The promise is about the eSIM as a whole: what runs now, and what waits behind it.
        Instant ends = given.now() == null ? null : given.now().expiresAtLatest();
        if (promised != null && ends != null && ends.isBefore(promised.minus(TOLERANCE))) {
            return Optional.of("promised until " + promised + ", given until " + ends);
        }
        return Optional.empty();
    }
}
