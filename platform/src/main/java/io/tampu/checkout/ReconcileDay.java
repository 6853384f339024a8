package io.tampu.checkout;

import io.tampu.engine.Database;
import io.tampu.engine.Ids;
import io.tampu.money.Money;
import io.tampu.payments.Bill;
import io.tampu.payments.BillUnreadable;
import io.tampu.payments.PaymentProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a provider's bill of a day against our rows. Where they disagree there is a break, until a later reading finds them
 * agreed. What a question to the provider can settle is made due; money that came a second time on one page goes back by itself.
 * A bill that cannot be read whole changes nothing.
 */
final class ReconcileDay {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileDay.class);

    /** Clocks differ, and what has just happened is not written down yet: it is looked at by the next reading. */
    private static final Duration BORDER = Duration.ofMinutes(10);
    /** A refund may be done days before we hear of it. */
    private static final int MOST_DAYS_BACK = 10;

    /** How the two disagree. */
    enum Kind {
        OURS_ONLY,
        THEIRS_ONLY,
        AMOUNT_DIFFERS,
        STATE_DIFFERS
    }

    /** @param money the provider's id of the money */
    record Difference(Kind kind, String money, Optional<Attempt> attempt, String ours, String theirs) {}

    private final Database database;
    private final AttemptStore attempts;
    private final RefundStore refunds;
    private final BreakStore store;
    private final WriteDownMoney writeDown;
    private final Clock clock;
    private final Ids ids;

    ReconcileDay(
            Database database,
            AttemptStore attempts,
            RefundStore refunds,
            BreakStore store,
            WriteDownMoney writeDown,
            Clock clock,
            Ids ids) {
        this.database = database;
        this.attempts = attempts;
        this.refunds = refunds;
        this.store = store;
        this.writeDown = writeDown;
        this.clock = clock;
        this.ids = ids;
    }

    Reconciled call(PaymentProvider provider, LocalDate day) {
        try {
            return new Reading(provider, day).call();
        } catch (BillUnreadable unreadable) {
            LOG.warn("the bill of {} at {} cannot be read: {}", day, provider.name(), unreadable.getMessage());
            return new Reconciled(provider.name(), day, 0, 0, List.of(), String.valueOf(unreadable.getMessage()));
        }
    }

    /** One reading of one day. */
    private final class Reading {
        private final PaymentProvider provider;
        private final LocalDate day;
        private final Instant now = clock.instant();
        private final Map<LocalDate, List<Bill.Line>> bills = new HashMap<>();
        private final List<Difference> differences = new ArrayList<>();
        private final Set<UUID> askAttempts = new HashSet<>();
        private final Set<UUID> askRefunds = new HashSet<>();
        private final Set<UUID> askDisputes = new HashSet<>();
        private final List<Runnable> repairs = new ArrayList<>();
        private int matched;

        Reading(PaymentProvider provider, LocalDate day) {
            this.provider = provider;
            this.day = day;
        }

        Reconciled call() {
            List<Bill.Line> lines = bill(day);
            lines.stream().filter(line -> isSettled(line.at())).forEach(this::compare);
            findOursOnly();
            database.inTransaction(() -> {
                differences.forEach(one -> store.see(ids.newWithOwnHome(), provider.name(), day, one, now));
                store.closeUnseen(provider.name(), day, now);
                store.askAgain(askAttempts, askRefunds, askDisputes, now);
                store.read(provider.name(), day, lines.size(), matched, now);
                return true;
            });
            repairs.forEach(Runnable::run);
            return new Reconciled(
                    provider.name(),
                    day,
                    lines.size(),
                    matched,
                    differences.stream().map(Reading::words).toList(),
                    "");
        }

        private static String words(Difference one) {
            return one.kind() + " " + one.money() + ": ours '" + one.ours() + "', theirs '" + one.theirs() + "'";
        }

        private List<Bill.Line> bill(LocalDate of) {
            return bills.computeIfAbsent(of, wanted -> provider.bill(wanted).lines());
        }

        private boolean isSettled(Instant at) {
            return at.plus(BORDER).isBefore(now);
        }

        private void compare(Bill.Line line) {
            switch (line.kind()) {
                case TAKEN -> taken(line);
                case RETURNED -> returned(line);
                case RETURN_FAILED -> returnFailed(line);
                case DISPUTED, DISPUTE_WON -> disputed(line);
            }
        }

        private void taken(Bill.Line line) {
            Optional<Attempt> paid = byPayment(line);
            if (paid.isPresent()) {
                agree(line, paid, paid.get().taken().orElseThrow().amount());
                return;
            }
            Optional<Attempt> meant = mark(line).map(AttemptId::new).flatMap(attempts::find);
            if (meant.isEmpty()) {
                differ(Kind.THEIRS_ONLY, line, meant, "");
            } else if (meant.get().taken().isEmpty()) {
                differ(Kind.STATE_DIFFERS, line, meant, meant.get().state().name());
                askAttempts.add(meant.get().id().value());
            } else {
                differ(Kind.THEIRS_ONLY, line, meant, "paid by another payment");
                repairs.add(() -> writeDown.another(
                        meant.get(),
                        new AttemptId(ids.newBeside(meant.get().asked().reference())),
                        new Attempt.Taken(
                                line.payment(),
                                line.amount(),
                                meant.get().taken().orElseThrow().means(),
                                line.at())));
            }
        }

        private void returned(Bill.Line line) {
            Optional<Attempt> paid = byPayment(line);
            Optional<Refund> refund = mark(line).flatMap(id -> refunds.find(new RefundId(id)));
            if (refund.isEmpty()) {
                if (paid.isPresent()
                        && store.isReturnedByHand(paid.get().id(), line.amount().amountMinor())) {
                    matched++;
                } else {
                    differ(Kind.THEIRS_ONLY, line, paid, "");
                }
                return;
            }
            boolean isFailedHere = refund.get().state() == RefundState.FAILED;
            if (isFailedHere && !hasLine(Bill.Kind.RETURN_FAILED, line.payment(), day, day(now))) {
                differ(Kind.STATE_DIFFERS, line, paid, refund.get().state().name());
            } else {
                // Written or accepted: the provider is asked about it anyway.
                agree(line, paid, refund.get().amount());
            }
        }

        private void returnFailed(Bill.Line line) {
            Optional<Refund> refund = mark(line).flatMap(id -> refunds.find(new RefundId(id)));
            if (refund.isEmpty()) {
                differ(Kind.THEIRS_ONLY, line, byPayment(line), "");
            } else if (refund.get().state() == RefundState.FAILED) {
                agree(line, byPayment(line), refund.get().amount());
            } else {
                differ(
                        Kind.STATE_DIFFERS,
                        line,
                        byPayment(line),
                        refund.get().state().name());
                askRefunds.add(refund.get().id().value());
            }
        }

        private void disputed(Bill.Line line) {
            Optional<Dispute> dispute = store.dispute(provider.name(), line.payment());
            if (dispute.isEmpty()) {
                differ(Kind.THEIRS_ONLY, line, byPayment(line), "");
                return;
            }
            Dispute.State state = dispute.get().state();
            boolean agrees =
                    switch (state) {
                        case HEARD, WARNING -> false;
                        case OPEN, LOST -> line.kind() == Bill.Kind.DISPUTED;
                        case WON -> true;
                    };
            if (agrees) {
                agree(line, byPayment(line), dispute.get().amount().orElse(line.amount()));
            } else {
                differ(Kind.STATE_DIFFERS, line, byPayment(line), state.name());
                askDisputes.add(dispute.get().id());
            }
        }

        private void agree(Bill.Line line, Optional<Attempt> attempt, Money ours) {
            if (ours.equals(line.amount())) {
                matched++;
            } else {
                differ(Kind.AMOUNT_DIFFERS, line, attempt, ours.toString());
            }
        }

        private void differ(Kind kind, Bill.Line line, Optional<Attempt> attempt, String ours) {
            differences.add(new Difference(kind, line.payment(), attempt, ours, line.kind() + " " + line.amount()));
        }

        private void findOursOnly() {
            Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            Instant to = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            for (Attempt attempt : attempts.takenBetween(provider.name(), from, to)) {
                Attempt.Taken money = attempt.taken().orElseThrow();
                oursOnly(
                        Bill.Kind.TAKEN, money.payment(), money.at(), money.at(), Optional.of(attempt), money.amount());
            }
            for (Refund refund : store.returnedBetween(provider.name(), from, to)) {
                Optional<Attempt> attempt = refund.from().flatMap(attempts::find);
                attempt.flatMap(Attempt::taken)
                        .ifPresent(money -> oursOnly(
                                Bill.Kind.RETURNED,
                                money.payment(),
                                refund.createdAt(),
                                refund.endedAt().orElseThrow(),
                                attempt,
                                refund.amount()));
            }
            for (Dispute dispute : store.disputedBetween(provider.name(), from, to)) {
                oursOnly(
                        Bill.Kind.DISPUTED,
                        dispute.payment(),
                        from.minus(BORDER),
                        to.plus(BORDER),
                        dispute.attempt().flatMap(attempts::find),
                        dispute.amount().orElseThrow());
            }
        }

        private void oursOnly(
                Bill.Kind kind, String payment, Instant since, Instant at, Optional<Attempt> attempt, Money amount) {
            boolean isThere = hasLine(kind, payment, day(since.minus(BORDER)), day(at.plus(BORDER)));
            if (!isThere && isSettled(at.isAfter(now) ? now.minus(BORDER).minusMillis(1) : at)) {
                differences.add(new Difference(Kind.OURS_ONLY, payment, attempt, kind + " " + amount, ""));
            }
        }

        /** On the day itself first: other days are read only if it must be. */
        private boolean hasLine(Bill.Kind kind, String payment, LocalDate from, LocalDate to) {
            LocalDate first = from.isBefore(to.minusDays(MOST_DAYS_BACK)) ? to.minusDays(MOST_DAYS_BACK) : from;
            LocalDate last = to.isAfter(day(now)) ? day(now) : to;
            return has(day, kind, payment)
                    || first.datesUntil(last.plusDays(1)).anyMatch(other -> has(other, kind, payment));
        }

        private boolean has(LocalDate of, Bill.Kind kind, String payment) {
            return bill(of).stream()
                    .anyMatch(line -> line.kind() == kind && line.payment().equals(payment));
        }

        private Optional<Attempt> byPayment(Bill.Line line) {
            return attempts.findByPayment(provider.name(), List.of(line.payment())).stream()
                    .findFirst();
        }

        private static Optional<UUID> mark(Bill.Line line) {
            try {
                return line.mark().map(Ids::parse);
            } catch (IllegalArgumentException notOurs) {
                return Optional.empty();
            }
        }

        private static LocalDate day(Instant at) {
            return at.atOffset(ZoneOffset.UTC).toLocalDate();
        }
    }
}
