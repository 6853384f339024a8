package io.tampu.catalog;

import io.tampu.engine.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * The front door of the catalogue. Plans are read from memory: versions never change, so all that can become wrong is which
 * of them are sold. An import in this process shows at once, one in another process within {@link #CHECK_EVERY}.
 */
public final class Catalog {

    /** How old the answer to "has anybody imported?" may be. One row is read. */
    static final Duration CHECK_EVERY = Duration.ofSeconds(3);

    private record Held(
            long edition, List<Plan> current, Map<PlanId, Plan> byId, Map<SupplierPackage, Plan> byPackage) {}

    private record SupplierPackage(String supplier, String name) {}

    private final PlanStore store;
    private final ImportPlans importPlans;
    private final Clock clock;
    private final AtomicBoolean checking = new AtomicBoolean();
    private final AtomicLong checkedAtMillis = new AtomicLong();
    private volatile Held held = new Held(-1, List.of(), Map.of(), Map.of());

    public Catalog(DataSource dataSource, Clock clock, Ids ids) {
        this.store = new PlanStore(dataSource);
        this.importPlans = new ImportPlans(dataSource, store, clock, ids);
        this.clock = clock;
        checkNow();
    }

    /** What is sold now, shortest and cheapest first. */
    public List<Plan> current() {
        return upToDate().current();
    }

    /** What is sold now for a wholesaler's package. */
    public Optional<Plan> current(String supplier, String supplierPackage) {
        return Optional.ofNullable(upToDate().byPackage().get(new SupplierPackage(supplier, supplierPackage)));
    }

    /** Any version that was ever sold. */
    public Optional<Plan> find(PlanId id) {
        var plan = held.byId().get(id);
        if (plan == null) {
            checkNow();
            plan = held.byId().get(id);
        }
        return Optional.ofNullable(plan);
    }

    /**
     * Takes in a catalogue file, all of it or nothing. The same file again changes nothing; a changed plan becomes a new
     * version; a plan that the file does not name stays as it is, unless it stands under {@code withdraw}.
     */
    public PlanImport importFile(String json) {
        var outcome = importPlans.run(json);
        checkNow();
        return outcome;
    }

    private Held upToDate() {
        // The absolute distance: a clock that was set back must not stop the checks.
        long age = Math.abs(clock.millis() - checkedAtMillis.get());
        if (age >= CHECK_EVERY.toMillis() && checking.compareAndSet(false, true)) {
            try {
                checkNow();
            } finally {
                checking.set(false);
            }
        }
        return held;
    }

    private synchronized void checkNow() {
        checkedAtMillis.set(clock.millis());
        long edition = store.edition();
        if (edition != held.edition()) {
            held = hold(edition, store.all());
        }
    }

    private static Held hold(long edition, List<PlanStore.Row> rows) {
        var byId = new HashMap<PlanId, Plan>();
        rows.forEach(row -> byId.put(row.plan().id(), row.plan()));
        var current = rows.stream()
                .filter(PlanStore.Row::current)
                .map(PlanStore.Row::plan)
                .sorted(Comparator.comparingInt(Plan::validityDays)
                        .thenComparing(plan -> plan.price().amountMinor())
                        .thenComparing(Plan::code))
                .toList();
        var byPackage = new HashMap<SupplierPackage, Plan>();
        current.forEach(plan -> byPackage.put(new SupplierPackage(plan.supplier(), plan.supplierPackage()), plan));
        return new Held(edition, current, byId, byPackage);
    }
}
