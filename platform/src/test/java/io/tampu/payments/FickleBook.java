package io.tampu.payments;

import io.tampu.money.Money;
import io.tampu.payments.DisputeAnswer.Stand;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What really happened at a fickle provider: its pages, the payers in front of them, its refunds and disputes. Payers and banks
 * act as time passes, the same for the same seed. What it holds is the truth.
 */
public final class FickleBook {

    /** What the payer in front of a page does. */
    enum Payer {
        PAYS_AT_ONCE,
        PAYS_SOON,
        IS_DECLINED_THEN_PAYS,
        IS_DECLINED_AND_LEAVES,
        IS_DECLINED_AND_PAYS_IN_SPITE_OF_ALL,
        PAYS_AFTER_CLOSING,
        PAYS_ANOTHER_AMOUNT,
        NEVER_PAYS
    }

    /** What the payer's bank does after the payment. */
    enum Bank {
        IS_CONTENT,
        DISPUTES_AND_WINS,
        DISPUTES_AND_LOSES,
        ASKS_ONLY
    }

    /** What becomes of a refund. */
    enum Back {
        ARRIVES,
        WAITS_THEN_ARRIVES,
        WAITS_THEN_FAILS,
        FAILS_AT_ONCE,
        FAILS_DAYS_LATER,
        FAILS_FOR_GOOD
    }

    /** Something that will happen. */
    private record Later(Instant at, int nth, Runnable what) {}

    /** A page, from the provider's side. */
    static final class Page {
        final Charge charge;
        final String handle;
        boolean closed;

        @Nullable
        Decline decline;

        @Nullable
        String payment;

        Money taken;
        Instant at = Instant.EPOCH;

        @Nullable
        String dispute;

        boolean hadFailedRefund;

        Page(Charge charge, String handle) {
            this.charge = charge;
            this.handle = handle;
            this.taken = charge.amount();
        }
    }

    /** A refund, from the provider's side. */
    static final class Given {
        final RefundOrder order;
        final String handle;
        boolean pending;

        @Nullable
        Decline failed;

        Given(RefundOrder order, String handle) {
            this.order = order;
            this.handle = handle;
        }
    }

    private final Clock clock;
    private final Random chance;
    private final FicklePost post;
    final Map<String, Page> pages = new LinkedHashMap<>();
    final Map<String, Given> refunds = new LinkedHashMap<>();
    final Map<String, DisputeAnswer.Known> disputes = new LinkedHashMap<>();
    private final List<Bill.Line> moved = new ArrayList<>();
    private final List<Later> laters = new ArrayList<>();
    private final ShuffledPack<Payer> payers;
    private final ShuffledPack<Bank> banks;
    private final ShuffledPack<Back> backs;
    private int number;

    FickleBook(Clock clock, Random chance, FicklePost post) {
        this.clock = clock;
        this.chance = chance;
        this.post = post;
        this.payers = new ShuffledPack<>(chance, List.of(Payer.values()), 4);
        this.banks = new ShuffledPack<>(chance, List.of(Bank.values()), 2);
        this.backs = new ShuffledPack<>(chance, List.of(Back.values()), 3);
    }

    /** What the provider holds of a charge: taken, less what was returned and what is disputed or lost. */
    public synchronized long heldMinor(String charge) {
        pass();
        Page page = pages.get(charge);
        return page == null || page.payment == null ? 0 : left(page);
    }

    /** All that payers have paid. */
    public synchronized Map<String, Long> takenMinor() {
        pass();
        var taken = new TreeMap<String, Long>();
        pages.values().stream()
                .filter(page -> page.payment != null)
                .forEach(page -> taken.put(page.charge.id(), page.taken.amountMinor()));
        return taken;
    }

    /** Our ids of all that was asked of it, oldest first. */
    public synchronized List<String> charges() {
        return List.copyOf(pages.keySet());
    }

    public synchronized Optional<Money> asked(String charge) {
        return Optional.ofNullable(pages.get(charge)).map(page -> page.charge.amount());
    }

    /** All money that moved, in order. */
    public synchronized List<Bill.Line> moved() {
        pass();
        return List.copyOf(moved);
    }

    private void move(Bill.Kind kind, String payment, String mark, Money amount) {
        moved.add(new Bill.Line(
                "txn_" + (moved.size() + 1),
                kind,
                payment,
                Optional.of(mark),
                amount,
                Money.of(0, amount.currency()),
                clock.instant()));
    }

    /** What banks have taken back for good, of a charge. */
    public synchronized long lostMinor(String charge) {
        Page page = pages.get(charge);
        return page != null
                        && page.dispute != null
                        && known(page.dispute)
                                .filter(one -> one.stand() == Stand.LOST)
                                .isPresent()
                ? known(page.dispute).orElseThrow().amount().amountMinor()
                : 0;
    }

    /** Our ids of the refunds that it has done, of a charge. */
    public synchronized List<String> refundsOf(String charge) {
        return refunds.values().stream()
                .filter(given -> given.order.charge().equals(charge) && given.failed == null)
                .map(given -> given.order.id())
                .toList();
    }

    /** When the next thing happens there by itself. */
    public synchronized Optional<Instant> nextEvent() {
        return laters.stream().map(Later::at).min(Comparator.naturalOrder());
    }

    /** How often payers and banks did what. */
    public Map<String, Integer> drawn() {
        var drawn = new TreeMap<String, Integer>();
        payers.drawn().forEach((what, times) -> drawn.put("payer " + what, times));
        banks.drawn().forEach((what, times) -> drawn.put("bank " + what, times));
        backs.drawn().forEach((what, times) -> drawn.put("refund " + what, times));
        return drawn;
    }

    Optional<DisputeAnswer.Known> known(String dispute) {
        return Optional.ofNullable(disputes.get(dispute));
    }

    /** The page of a charge, opened if it is not there. */
    Page open(Charge charge) {
        pass();
        Page known = pages.get(charge.id());
        if (known != null) {
            return known;
        }
        var page = new Page(charge, "cs_" + ++number);
        pages.put(charge.id(), page);
        payer(page, payers.next());
        pass();
        return page;
    }

    private void payer(Page page, Payer what) {
        switch (what) {
            case PAYS_AT_ONCE -> later(0, 3, () -> pay(page, false));
            case PAYS_SOON -> later(5, 150, () -> pay(page, false));
            case IS_DECLINED_THEN_PAYS -> {
                later(0, 20, () -> decline(page));
                later(20, 200, () -> pay(page, false));
            }
            case IS_DECLINED_AND_LEAVES -> later(0, 20, () -> decline(page));
            case IS_DECLINED_AND_PAYS_IN_SPITE_OF_ALL -> {
                later(0, 20, () -> decline(page));
                later(30, 600, () -> pay(page, true));
            }
            case PAYS_AFTER_CLOSING -> later(300, 6000, () -> pay(page, true));
            case PAYS_ANOTHER_AMOUNT ->
                later(0, 100, () -> {
                    if (page.payment == null) {
                        page.taken = page.charge
                                .amount()
                                .plus(Money.of(1, page.charge.amount().currency()));
                        pay(page, false);
                    }
                });
            case NEVER_PAYS -> {}
        }
    }

    private void pay(Page page, boolean inSpiteOfAll) {
        if (page.payment != null || page.closed && !inSpiteOfAll) {
            return;
        }
        page.payment = "pi_" + ++number;
        page.at = clock.instant();
        page.closed = true;
        move(Bill.Kind.TAKEN, page.payment, page.charge.id(), page.taken);
        post.tell("payment_intent.succeeded", new Heard.About.OfCharge(page.charge.id()), Optional.of(page.taken));
        bank(page, banks.next());
    }

    private void decline(Page page) {
        if (page.payment == null && !page.closed) {
            page.decline = new Decline(Retry.CUSTOMER, "insufficient_funds");
            post.tell("payment_intent.payment_failed", new Heard.About.OfCharge(page.charge.id()), Optional.empty());
        }
    }

    private void bank(Page page, Bank what) {
        switch (what) {
            case IS_CONTENT -> {}
            case DISPUTES_AND_WINS -> {
                later(20, 3000, () -> dispute(page, Stand.OPEN));
                later(4000, 20_000, () -> dispute(page, Stand.LOST));
            }
            case DISPUTES_AND_LOSES -> {
                later(20, 3000, () -> dispute(page, Stand.OPEN));
                later(4000, 20_000, () -> dispute(page, Stand.WON));
            }
            case ASKS_ONLY -> {
                later(20, 3000, () -> dispute(page, Stand.WARNING));
                later(4000, 20_000, () -> dispute(page, Stand.WON));
            }
        }
    }

    /** A bank takes back only what is there, and does not begin where a refund has failed. */
    private void dispute(Page page, Stand stand) {
        String id = "dp_" + page.payment;
        boolean begins = page.dispute == null;
        if (begins
                && (left(page) < page.taken.amountMinor()
                        || page.hadFailedRefund
                        || stand == Stand.WON
                        || stand == Stand.LOST)) {
            return;
        }
        Instant at = known(id).map(DisputeAnswer.Known::at).orElseGet(clock::instant);
        boolean wasGone = isDisputed(page);
        page.dispute = id;
        String payment = String.valueOf(page.payment);
        disputes.put(id, new DisputeAnswer.Known(id, payment, page.taken, stand, "fraudulent", at));
        if (wasGone != isDisputed(page)) {
            move(wasGone ? Bill.Kind.DISPUTE_WON : Bill.Kind.DISPUTED, payment, page.charge.id(), page.taken);
        }
        post.tell("charge.dispute", new Heard.About.OfDispute(id, payment), Optional.empty());
    }

    /** Whether money is with the payer's bank, for now or for good. */
    boolean isDisputed(Page page) {
        return page.dispute != null
                && known(page.dispute)
                        .filter(one -> one.stand() == Stand.OPEN || one.stand() == Stand.LOST)
                        .isPresent();
    }

    private long left(Page page) {
        long returned = refunds.values().stream()
                .filter(given -> given.order.charge().equals(page.charge.id()) && given.failed == null)
                .mapToLong(given -> given.order.amount().amountMinor())
                .sum();
        return page.taken.amountMinor() - returned - (isDisputed(page) ? page.taken.amountMinor() : 0);
    }

    /** Gives money back, once for each order; empty: there is not so much left. */
    Optional<Given> giveBack(RefundOrder order) {
        Given known = refunds.get(order.id());
        if (known != null) {
            return Optional.of(known);
        }
        Page page = pages.get(order.charge());
        if (page == null || page.payment == null || order.amount().amountMinor() > left(page)) {
            return Optional.empty();
        }
        var given = new Given(order, "re_" + ++number);
        refunds.put(order.id(), given);
        move(Bill.Kind.RETURNED, order.payment(), order.id(), order.amount());
        back(page, given, backs.next());
        return Optional.of(given);
    }

    private void back(Page page, Given given, Back what) {
        switch (what) {
            case ARRIVES -> {}
            case WAITS_THEN_ARRIVES -> {
                given.pending = true;
                later(20, 4000, () -> {
                    given.pending = false;
                    tell(given);
                });
            }
            case WAITS_THEN_FAILS -> {
                given.pending = true;
                later(20, 4000, () -> fail(page, given, Retry.LATER));
            }
            case FAILS_AT_ONCE -> fail(page, given, Retry.LATER);
            case FAILS_DAYS_LATER -> later(3000, 1_500_000, () -> fail(page, given, Retry.LATER));
            case FAILS_FOR_GOOD -> later(0, 400_000, () -> fail(page, given, Retry.NEVER));
        }
    }

    private void fail(Page page, Given given, Retry retry) {
        given.pending = false;
        given.failed = new Decline(retry, "expired_or_canceled_card");
        page.hadFailedRefund = true;
        move(Bill.Kind.RETURN_FAILED, given.order.payment(), given.order.id(), given.order.amount());
        tell(given);
    }

    private void tell(Given given) {
        post.tell("refund.updated", new Heard.About.OfRefund(given.order.id()), Optional.empty());
    }

    private void later(int from, int to, Runnable what) {
        Instant at = clock.instant().plus(Duration.ofSeconds(from + chance.nextInt(to - from)));
        laters.add(new Later(at, ++number, what));
    }

    /** What is to have happened by now happens. */
    public synchronized void pass() {
        while (true) {
            Optional<Later> next = laters.stream()
                    .filter(one -> !one.at().isAfter(clock.instant()))
                    .min(Comparator.comparing(Later::at).thenComparing(Later::nth));
            if (next.isEmpty()) {
                return;
            }
            laters.remove(next.get());
            next.get().what().run();
        }
    }
}
