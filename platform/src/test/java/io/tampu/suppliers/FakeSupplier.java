package io.tampu.suppliers;

import io.tampu.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A wholesaler in memory: without idempotency, as the worst real one, and with every way to fail that the port knows. What it
 * sold is the truth that the books are held against.
 */
public final class FakeSupplier implements Supplier {

    /** How the next order goes; without any, it is sold and answered. */
    public enum Turn {
        SELL,
        SELL_AND_BE_SILENT,
        BE_SILENT,
        SELL_LATER_AND_BE_SILENT,
        /** The order is there and open until it is sold. */
        STAY_OPEN_AND_BE_SILENT,
        NOT_NOW,
        REFUSE
    }

    /** Something sold. */
    public record Sold(TopUpOrder order, SupplierOrder sale) {}

    public static final String SMALL = "inti-peru-7days-1gb-topup";
    private static final long GB = 1L << 30;

    private final Clock clock;
    private final Deque<Turn> turns = new ArrayDeque<>();
    private final List<Sold> sold = new ArrayList<>();
    private final Map<TopUpOrder, Instant> later = new HashMap<>();
    private final Set<TopUpOrder> open = new HashSet<>();
    private Duration lateness = Duration.ofSeconds(20);
    private boolean deaf;
    private boolean waiting;
    private volatile CountDownLatch door = new CountDownLatch(0);

    public FakeSupplier(Clock clock) {
        this.clock = clock;
    }

    public synchronized FakeSupplier next(Turn... those) {
        turns.addAll(List.of(those));
        return this;
    }

    /** Orders that are sold later appear after this. */
    public synchronized FakeSupplier lateBy(Duration duration) {
        lateness = duration;
        return this;
    }

    /** While deaf it answers no question (orders go their way). */
    /** What is sold waits for what is there, or begins at once. */
    public synchronized void soldWaits(boolean waits) {
        waiting = waits;
    }

    public synchronized void deaf(boolean isDeaf) {
        deaf = isDeaf;
    }

    /** From now on orders arrive, and wait until {@link #letGo}: a slow wholesaler. */
    public void holdBack() {
        door = new CountDownLatch(1);
    }

    public void letGo() {
        door.countDown();
    }

    public synchronized List<Sold> sold() {
        sellWhatIsDue();
        return List.copyOf(sold);
    }

    @Override
    public String name() {
        return "airalo";
    }

    @Override
    public TopUpAnswer topUp(TopUpOrder order) {
        try {
            if (!door.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the test never let go");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return answer(order);
    }

    private synchronized TopUpAnswer answer(TopUpOrder order) {
        Turn turn = turns.isEmpty() ? Turn.SELL : turns.removeFirst();
        return switch (turn) {
            case SELL -> new TopUpAnswer.Done(sell(order));
            case SELL_AND_BE_SILENT -> {
                sell(order);
                yield new TopUpAnswer.Silent("the connection was cut after the order");
            }
            case BE_SILENT -> new TopUpAnswer.Silent("the connection was cut before the order");
            case SELL_LATER_AND_BE_SILENT -> {
                later.put(order, clock.instant().plus(lateness));
                yield new TopUpAnswer.Silent("time-out");
            }
            case STAY_OPEN_AND_BE_SILENT -> {
                open.add(order);
                later.put(order, clock.instant().plus(lateness));
                yield new TopUpAnswer.Silent("time-out");
            }
            case NOT_NOW -> new TopUpAnswer.NotNow(Duration.ZERO, "429", "Too Many Attempts.");
            case REFUSE -> new TopUpAnswer.Refused(Refusal.OTHER_PLAN, "33", "insufficient stock");
        };
    }

    @Override
    public synchronized OrderWord askAbout(TopUpOrder order) {
        sellWhatIsDue();
        if (deaf) {
            return new OrderWord.Silent("time-out");
        }
        return sold.stream()
                .filter(one -> one.order().mark().equals(order.mark()))
                .findFirst()
                .<OrderWord>map(one -> new OrderWord.Sold(one.sale()))
                .orElseGet(
                        () -> open.contains(order) ? new OrderWord.StillOpen("processing") : new OrderWord.NotSeen());
    }

    @Override
    public EsimWord look(String iccid) {
        return lookAtPackages(iccid);
    }

    @Override
    public synchronized EsimWord lookAtPackages(String iccid) {
        sellWhatIsDue();
        if (deaf) {
            return new EsimWord.Silent("time-out");
        }
        var packages = new ArrayList<EsimWord.OwnedPackage>();
        for (Sold one : sold) {
            if (one.order().iccid().equals(iccid)) {
                packages.add(new EsimWord.OwnedPackage(
                        one.sale().orderId(),
                        one.order().supplierPackage(),
                        waiting ? EsimWord.Status.WAITING : EsimWord.Status.ACTIVE,
                        one.sale().dataBytes(),
                        one.sale().dataBytes(),
                        Optional.of(one.sale().createdAt()).filter(began -> !waiting),
                        Optional.of(one.sale()
                                        .createdAt()
                                        .plus(Duration.ofDays(one.sale().validityDays())))
                                .filter(ends -> !waiting),
                        one.sale().validityDays()));
            }
        }
        return new EsimWord.Known(
                packages,
                List.of(new EsimWord.TopUpOption(SMALL, Money.usd("2.40"))),
                Optional.empty(),
                Optional.empty(),
                Optional.of("globaldata"));
    }

    @Override
    public Optional<Money> credit() {
        return Optional.empty();
    }

    @Override
    public Optional<SupplierHint> verify(Map<String, String> headers, byte[] body) {
        return Optional.empty();
    }

    private SupplierOrder sell(TopUpOrder order) {
        var sale = new SupplierOrder(
                String.valueOf(1000 + sold.size()),
                order.supplierPackage(),
                Money.usd("2.40"),
                GB,
                7,
                0,
                0,
                clock.instant());
        sold.add(new Sold(order, sale));
        return sale;
    }

    private void sellWhatIsDue() {
        var due = later.entrySet().stream()
                .filter(entry -> !clock.instant().isBefore(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(order -> {
            later.remove(order);
            sell(order);
        });
    }
}
