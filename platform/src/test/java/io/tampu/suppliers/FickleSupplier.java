package io.tampu.suppliers;

import io.tampu.money.Money;
import io.tampu.suppliers.FakeSupplier.Sold;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A wholesaler that does with each order what comes into its mind, the same for the same seed. It has no idempotency: an
 * order that is sent twice is sold twice. What it sold is the truth.
 */
public final class FickleSupplier implements Supplier {

    /** What it does with an order. */
    public enum Whim {
        SELL,
        SELL_LESS,
        SELL_REVERSED_NUMBERS,
        SELL_AND_BE_SILENT,
        BE_SILENT,
        SELL_SOON,
        SELL_AFTER_THE_DEADLINE,
        FAIL_SILENTLY,
        STAY_OPEN_THEN_SELL,
        STAY_OPEN_THEN_FAIL,
        STAY_OPEN_PAST_THE_CAP,
        NOT_NOW,
        NEVER_NOW,
        REFUSE_PLAN,
        REFUSE_US,
        REFUSE_ESIM,
        CRASH_BEFORE_SALE,
        CRASH_AFTER_SALE
    }

    private enum Fate {
        SOLD,
        FAILED
    }

    /** An order that was not answered: not there until {@code seenAt}, open until {@code endsAt}. */
    private record Pending(TopUpOrder order, Instant seenAt, Instant endsAt, Fate fate) {}

    private static final long GB = 1L << 30;
    private static final List<String> PACKAGES =
            List.of("inti-peru-7days-1gb-topup", "inti-peru-1day-1gb-topup", "inti-peru-30days-5gb-topup");

    private final Clock clock;
    private final Random chance;
    private final List<Sold> sold = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();
    private final Set<String> failed = new HashSet<>();
    private final Set<String> never = new HashSet<>();
    private final Map<Whim, Integer> whims = new EnumMap<>(Whim.class);

    private final List<Whim> pack = new ArrayList<>();
    private Runnable crash = () -> {};
    private Runnable meanwhile = () -> {};
    private boolean nested;
    private boolean calm;
    private boolean deaf;

    public FickleSupplier(Clock clock, long seed) {
        this.clock = clock;
        this.chance = new Random(seed);
    }

    /** What kills the platform that is calling, by throwing. */
    public void crashBy(Runnable how) {
        crash = how;
    }

    /** What may happen in the world while a platform waits for an answer. */
    public void meanwhile(Runnable what) {
        meanwhile = what;
    }

    /** A calm supplier sells whatever is asked, answers at once, and keeps what it had in mind. */
    public void calm(boolean isCalm) {
        calm = isCalm;
    }

    public void deaf(boolean isDeaf) {
        deaf = isDeaf;
    }

    public List<Sold> sold() {
        settlePending();
        return List.copyOf(sold);
    }

    /** How often it did what. */
    public Map<Whim, Integer> whims() {
        return whims;
    }

    @Override
    public String name() {
        return "airalo";
    }

    @Override
    public synchronized TopUpAnswer topUp(TopUpOrder order) {
        letTheWorldGoOn();
        TopUpAnswer answer = decide(order);
        letTheWorldGoOn();
        return answer;
    }

    private TopUpAnswer decide(TopUpOrder order) {
        Whim whim = calm ? Whim.SELL : never.contains(order.mark()) ? Whim.NEVER_NOW : next();
        whims.merge(whim, 1, Integer::sum);
        return switch (whim) {
            case SELL -> done(order, GB, 7);
            case SELL_LESS -> done(order, GB / 2, 7);
            case SELL_REVERSED_NUMBERS -> done(order, 7, 1024);
            case SELL_AND_BE_SILENT -> {
                done(order, GB, 7);
                yield silent();
            }
            case BE_SILENT -> silent();
            case SELL_SOON -> later(order, Duration.ZERO, seconds(5, 90), Fate.SOLD, false);
            case SELL_AFTER_THE_DEADLINE -> later(order, Duration.ZERO, seconds(660, 1500), Fate.SOLD, false);
            case FAIL_SILENTLY -> later(order, Duration.ZERO, Duration.ZERO, Fate.FAILED, true);
            case STAY_OPEN_THEN_SELL -> later(order, Duration.ZERO, seconds(30, 1000), Fate.SOLD, true);
            case STAY_OPEN_THEN_FAIL -> later(order, Duration.ZERO, seconds(30, 1000), Fate.FAILED, true);
            case STAY_OPEN_PAST_THE_CAP -> later(order, Duration.ZERO, seconds(1300, 1700), Fate.SOLD, true);
            case NOT_NOW -> new TopUpAnswer.NotNow(seconds(0, 40), "429", "Too Many Attempts.");
            case NEVER_NOW -> {
                never.add(order.mark());
                yield new TopUpAnswer.NotNow(Duration.ZERO, "refused", "connection refused");
            }
            case REFUSE_PLAN -> new TopUpAnswer.Refused(Refusal.OTHER_PLAN, "33", "insufficient stock");
            case REFUSE_US -> new TopUpAnswer.Refused(Refusal.OPERATIONS, "11", "insufficient credit");
            case REFUSE_ESIM -> new TopUpAnswer.Refused(Refusal.ESIM_GONE, "73", "recycled");
            case CRASH_BEFORE_SALE -> {
                crash.run();
                yield done(order, GB, 7);
            }
            case CRASH_AFTER_SALE -> {
                var sale = done(order, GB, 7);
                crash.run();
                yield sale;
            }
        };
    }

    @Override
    public synchronized OrderWord askAbout(TopUpOrder order) {
        letTheWorldGoOn();
        OrderWord word = wordOn(order);
        letTheWorldGoOn();
        return word;
    }

    private OrderWord wordOn(TopUpOrder order) {
        settlePending();
        if (deaf || !calm && chance.nextInt(10) == 0) {
            return new OrderWord.Silent("time-out");
        }
        Optional<Sold> sale = sold.stream()
                .filter(one -> one.order().mark().equals(order.mark()))
                .findFirst();
        if (sale.isPresent()) {
            return new OrderWord.Sold(sale.get().sale());
        }
        boolean isOpen = pending.stream()
                .anyMatch(one -> one.order().mark().equals(order.mark())
                        && !clock.instant().isBefore(one.seenAt()));
        if (isOpen) {
            return new OrderWord.StillOpen("processing");
        }
        return failed.contains(order.mark()) ? new OrderWord.EndedUnsold("failed") : new OrderWord.NotSeen();
    }

    @Override
    public synchronized EsimWord look(String iccid) {
        return packagesOf(iccid);
    }

    @Override
    public synchronized EsimWord lookAtPackages(String iccid) {
        letTheWorldGoOn();
        EsimWord word = deaf || !calm && chance.nextInt(10) == 0 ? new EsimWord.Silent("time-out") : packagesOf(iccid);
        letTheWorldGoOn();
        return word;
    }

    private EsimWord packagesOf(String iccid) {
        settlePending();
        var packages = sold.stream()
                .filter(one -> one.order().iccid().equals(iccid))
                .map(one -> new EsimWord.OwnedPackage(
                        one.sale().orderId(),
                        one.order().supplierPackage(),
                        EsimWord.Status.ACTIVE,
                        one.sale().dataBytes(),
                        one.sale().dataBytes(),
                        Optional.of(one.sale().createdAt()),
                        Optional.of(one.sale()
                                .createdAt()
                                .plus(Duration.ofDays(one.sale().validityDays()))),
                        one.sale().validityDays()))
                .toList();
        return new EsimWord.Known(
                packages,
                PACKAGES.stream()
                        .map(one -> new EsimWord.TopUpOption(one, Money.usd("2.40")))
                        .toList(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public Optional<Money> credit() {
        return Optional.empty();
    }

    @Override
    public Optional<SupplierHint> verify(Map<String, String> headers, byte[] body) {
        return Optional.empty();
    }

    /** A third of the orders go as they should; the others go through a shuffled pack of whims, so that each has its turn. */
    private Whim next() {
        if (chance.nextInt(3) == 0) {
            return Whim.SELL;
        }
        if (pack.isEmpty()) {
            pack.addAll(List.of(Whim.values()));
            Collections.shuffle(pack, chance);
        }
        return pack.removeLast();
    }

    /** Nothing happens while something happens: one deep is enough to find what overtakes what. */
    private void letTheWorldGoOn() {
        if (nested || calm || chance.nextInt(8) > 0) {
            return;
        }
        nested = true;
        try {
            meanwhile.run();
        } finally {
            nested = false;
        }
    }

    private TopUpAnswer later(TopUpOrder order, Duration seen, Duration ends, Fate fate, boolean isSeen) {
        Instant now = clock.instant();
        pending.add(new Pending(order, isSeen ? now.plus(seen) : now.plus(ends), now.plus(ends), fate));
        return silent();
    }

    private void settlePending() {
        for (Pending one : List.copyOf(pending)) {
            if (!clock.instant().isBefore(one.endsAt())) {
                pending.remove(one);
                if (one.fate() == Fate.SOLD) {
                    done(one.order(), GB, 7);
                } else {
                    failed.add(one.order().mark());
                }
            }
        }
    }

    private TopUpAnswer done(TopUpOrder order, long bytes, int days) {
        var sale = new SupplierOrder(
                String.valueOf(9_000_000 - sold.size()),
                order.supplierPackage(),
                Money.of(100 + order.supplierPackage().length(), "USD"),
                bytes,
                days,
                0,
                0,
                clock.instant());
        sold.add(new Sold(order, sale));
        return new TopUpAnswer.Done(sale);
    }

    private static TopUpAnswer silent() {
        return new TopUpAnswer.Silent("time-out");
    }

    private Duration seconds(int from, int to) {
        return Duration.ofSeconds(from + chance.nextInt(to - from));
    }
}
