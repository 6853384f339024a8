package io.tampu.sandbox.airalo;

import io.tampu.sandbox.clock.WorldClock;
import io.tampu.sandbox.ledger.DescriptionIndex;
import io.tampu.sandbox.ledger.Ledger;
import io.tampu.sandbox.phones.OwnedPackage;
import io.tampu.sandbox.phones.Phone;
import io.tampu.sandbox.phones.PhoneKind;
import io.tampu.sandbox.phones.Phones;
import io.tampu.sandbox.phones.Plan;
import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.store.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Orders and the partner's prepaid credit. An order is its first sale; a top-up has one, an order of new eSIMs one for each. To
 * be used inside a change or a look only.
 */
final class AiraloStore {

    /** Ids of orders begin here; those of the time before the world are below. */
    static final int FIRST_ORDER = 200_000_001;

    private final Journal journal;
    private final WorldClock clock;
    private final Phones phones;
    private final Ledger ledger;
    private final AiraloShelf shelf;
    private final List<OwnedPackage> sales = new ArrayList<>();
    private int[] firstSale = new int[1024];
    private int orders;
    private final DescriptionIndex descriptions = new DescriptionIndex(this::head);
    private long creditMinor;
    private long grantedMinor;

    AiraloStore(Journal journal, WorldClock clock, Phones phones, Ledger ledger, AiraloShelf shelf) {
        this.journal = journal;
        this.clock = clock;
        this.phones = phones;
        this.ledger = ledger;
        this.shelf = shelf;
        journal.on("credit", this::applyCredit);
        journal.on("topup", this::applyTopUp);
        journal.on("newsims", this::applyNewSims);
    }

    long creditMinor() {
        return creditMinor;
    }

    /** All credit ever granted: what a credit warning is a percentage of. */
    long grantedMinor() {
        return grantedMinor;
    }

    void addCredit(long amountMinor) {
        journal.note("credit", amountMinor);
    }

    private void applyCredit(Line line) {
        creditMinor += line.number(0);
        grantedMinor += Math.max(0, line.number(0));
    }

    /** Sells a top-up. The caller has seen that there is credit enough. */
    OwnedPackage topUp(Phone phone, Plan plan, String description) {
        journal.note(
                "topup",
                ledger.next(),
                FIRST_ORDER + orders,
                phone.index(),
                plan.id(),
                plan.netMinor(),
                description,
                clock.millis());
        return sales.getLast();
    }

    private void applyTopUp(Line line) {
        var plan = planOf(line.text(3));
        begin();
        sold(phones.add(
                line.whole(2), line.whole(0), line.whole(1), plan, line.whole(4), line.text(5), line.number(6)));
        descriptions.add(orders - 1, line.text(5));
    }

    /** Sells new eSIMs: one order, a sale for each. */
    List<OwnedPackage> newSims(Plan plan, int quantity, String description) {
        var range = phones.provision(quantity, PhoneKind.SOLD);
        journal.note(
                "newsims",
                ledger.next(),
                FIRST_ORDER + orders,
                range.from(),
                quantity,
                plan.id(),
                plan.netMinor(),
                description,
                clock.millis());
        return salesOf(orders - 1);
    }

    private void applyNewSims(Line line) {
        var plan = planOf(line.text(4));
        begin();
        for (int i = 0; i < line.whole(3); i++) {
            sold(phones.addNew(
                    line.whole(2) + i,
                    line.whole(0) + i,
                    line.whole(1),
                    plan,
                    line.whole(5),
                    line.text(6),
                    line.number(7)));
        }
        descriptions.add(orders - 1, line.text(6));
    }

    private Plan planOf(String id) {
        return shelf.plan(id)
                .orElseThrow(() -> new IllegalStateException("the journal sold a package that is no more: " + id));
    }

    private void begin() {
        if (orders == firstSale.length) {
            firstSale = Arrays.copyOf(firstSale, orders + (orders >> 1));
        }
        firstSale[orders++] = sales.size();
    }

    private void sold(OwnedPackage sale) {
        sales.add(sale);
        ledger.gave(sale);
        creditMinor -= sale.costMinor();
    }

    int orders() {
        return orders;
    }

    /** The first sale of the order at this position, from 0. */
    OwnedPackage head(int position) {
        return sales.get(firstSale[position]);
    }

    /** All sales of the order at this position. */
    List<OwnedPackage> salesOf(int position) {
        int end = position + 1 < orders ? firstSale[position + 1] : sales.size();
        return sales.subList(firstSale[position], end);
    }

    static int position(OwnedPackage sale) {
        return sale.order() - FIRST_ORDER;
    }

    Optional<Integer> positionOf(long orderId) {
        long position = orderId - FIRST_ORDER;
        return position >= 0 && position < orders ? Optional.of((int) position) : Optional.empty();
    }

    /** Positions of the orders whose description contains this, ignoring case. */
    List<Integer> describedBy(String part) {
        return descriptions.containing(part);
    }
}
