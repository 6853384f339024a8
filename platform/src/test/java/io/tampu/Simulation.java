package io.tampu;

import io.tampu.SimulatedWishes.Wish;
import io.tampu.accounts.Partner;
import io.tampu.audit.Audit;
import io.tampu.audit.Report;
import io.tampu.audit.ShopLedger;
import io.tampu.audit.SoldLedger;
import io.tampu.engine.CrashingSource.Crash;
import io.tampu.engine.Database;
import io.tampu.engine.FakeClock;
import io.tampu.ledger.Ledger;
import io.tampu.money.Money;
import io.tampu.payments.PaymentProvider;
import io.tampu.renewals.Pay;
import io.tampu.renewals.RenewAnswer;
import io.tampu.renewals.Renewals;
import io.tampu.renewals.RequestKey;
import io.tampu.suppliers.FickleSupplier;
import io.tampu.suppliers.Supplier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * One run of the real program in a hostile world: two platforms on one database, a fickle supplier, a clock that jumps, and
 * crashes between any two writes. The same seed gives the same run (but for a rush of threads, whose order is the machine's).
 */
final class Simulation implements AutoCloseable {

    private static final int ACTIONS = 80;
    private static final int MOST_TURNS_TO_THE_END = 1_000;

    /** What stands between the program and the outside; a broken one must be found out. */
    record Adapters(UnaryOperator<Supplier> supplier, UnaryOperator<PaymentProvider> provider) {
        static final Adapters GOOD = new Adapters(UnaryOperator.identity(), UnaryOperator.identity());
    }

    private final DataSource source;
    private final Adapters adapters;
    private final boolean withCards;
    private final Random chance;
    final FakeClock clock = new FakeClock();
    final FickleSupplier supplier;
    final List<String> story = new ArrayList<>();
    final Map<String, Integer> seen = new TreeMap<>();
    private final SimulatedPlatform[] platforms = new SimulatedPlatform[2];
    private final SimulatedWishes wishes;
    final SimulatedMoney money;
    private final Map<String, RenewAnswer.Accepted> answers = new HashMap<>();
    final Map<Partner, Money> paidIn = new HashMap<>();
    private int acting;
    private boolean nested;

    Simulation(DataSource source, long seed, Adapters adapters) {
        this.source = source;
        this.adapters = adapters;
        this.withCards = seed % 2 == 1;
        this.chance = new Random(seed);
        this.supplier = new FickleSupplier(clock, seed);
        this.wishes = new SimulatedWishes(chance, clock, withCards);
        this.money = new SimulatedMoney(chance, clock, seed, this::seen);
        calm(true);
        platforms[0] = open();
        platforms[1] = open();
        wishes.furnish(platforms[0].house());
        credit(platforms[0].house(), wishes.ample(), Money.usd("500.00"));
        credit(platforms[0].house(), wishes.poor(), Money.usd("9.00"));
        calm(false);
        supplier.crashBy(() -> crash("in the supplier's call"));
        supplier.meanwhile(this::meanwhile);
        money.provider().crashBy(() -> crash("in the provider's call"));
        money.provider().meanwhile(this::meanwhile);
    }

    private void crash(String where) {
        seen("crash " + where);
        platforms[acting].source().crash(where);
    }

    private void calm(boolean isCalm) {
        supplier.calm(isCalm);
        money.provider().calm(isCalm);
    }

    private SimulatedPlatform open() {
        return SimulatedPlatform.start(
                source,
                clock,
                new Random(chance.nextLong()),
                adapters.supplier().apply(supplier),
                adapters.provider().apply(money.provider()));
    }

    private void credit(House house, Partner partner, Money amount) {
        house.ledger().credit(house.ids().newBeside(partner.id()), partner.id(), amount, clock.instant());
        paidIn.merge(partner, amount, Money::plus);
    }

    /** Lets the world go on until nothing more can happen. */
    void run() {
        for (int i = 0; i < ACTIONS; i++) {
            act();
            if (chance.nextInt(10) == 0) {
                auditOnTheWay();
            }
        }
        calm(true);
        supplier.deaf(false);
        money.provider().deaf(false);
        for (int turns = 0; nextThing().isPresent(); turns++) {
            if (turns > MOST_TURNS_TO_THE_END) {
                throw new AssertionError("renewals are still due at the end of time: " + nextThing());
            }
            turnToNextDue();
            money.provider().book().pass();
            while (!money.provider().post().isEmpty()) {
                money.hear(platforms[turns % 2].house());
            }
            money.hearUndelivered(platforms[turns % 2].house());
            settle(turns % 2);
        }
    }

    private void act() {
        acting = chance.nextInt(2);
        int what = chance.nextInt(100);
        if (what < 26 || !withCards && what < 38) {
            mortal("renew", () -> renew(wishes.next()));
        } else if (what < 38) {
            actWithMoney();
        } else if (what < 46) {
            wishes.old().ifPresent(again -> mortal("renew again", () -> renew(again)));
        } else if (what < 72) {
            mortal("settle", () -> settle(acting));
        } else if (what < 88) {
            turn();
        } else if (what < 91) {
            boolean isDeaf = chance.nextBoolean();
            supplier.deaf(isDeaf);
            money.provider().deaf(!isDeaf && chance.nextBoolean());
            say(isDeaf ? "the supplier is deaf" : "the supplier hears");
        } else if (what < 93) {
            credit(platforms[acting].house(), wishes.poor(), Money.usd("9.00"));
            say("the short partner pays in");
        } else if (what < 96) {
            say("platform " + acting + " is stopped and started");
            restart(acting);
        } else {
            rush();
        }
    }

    private void actWithMoney() {
        House house = platforms[acting].house();
        switch (chance.nextInt(12)) {
            case 0, 1, 2, 3 -> mortal("hear", () -> say(money.hear(house)));
            case 4 -> mortal("hear what was lost", () -> say(money.hearUndelivered(house)));
            case 5 -> mortal("hear a lie", () -> say(money.lie(house)));
            case 6, 7, 8 -> {
                Partner payer = chance.nextInt(4) == 0 ? wishes.ample() : wishes.poor();
                if (chance.nextInt(3) == 0) {
                    mortal("top up", () -> say(money.topUp(house, payer)));
                }
            }
            default -> {
                if (money.hasLinks()) {
                    mortal("pay otherwise", () -> say(money.payOtherwise(house)));
                }
            }
        }
    }

    /** Runs what may be cut short by a crash, and starts the platform again if it was. */
    private void mortal(String what, Runnable action) {
        int who = acting;
        if (chance.nextInt(3) == 0) {
            platforms[who].source().arm(chance.nextInt(14), chance.nextBoolean());
        }
        try {
            action.run();
        } catch (Crash | CannotCreateTransactionException dead) {
            platforms[who].source().excuse(dead);
        }
        platforms[who].source().disarm();
        if (platforms[who].source().isDead()) {
            String where = platforms[who].source().where();
            seen("crash " + where);
            say("platform " + who + " died in '" + what + "' " + where);
            restart(who);
        }
    }

    private void restart(int who) {
        platforms[who].stop();
        platforms[who] = open();
    }

    private void renew(Wish wish) {
        int who = acting;
        RenewAnswer answer = platforms[who].house().renewals().renew(wish.request(), Duration.ZERO);
        say("platform " + who + ": esim " + wish.esim() + " "
                + wish.request().key().orElseThrow() + " -> " + words(answer));
        check(wish, answer);
    }

    /** The same key and wish gets the same answer, always. */
    private synchronized void check(Wish wish, RenewAnswer answer) {
        seen("answer " + answer.getClass().getSimpleName());
        if (answer instanceof RenewAnswer.Accepted accepted) {
            RequestKey key = wish.request().key().orElseThrow();
            var first = answers.putIfAbsent(wish.request().buyer() + key.key(), accepted);
            if (first != null && !first.equals(accepted)) {
                throw new AssertionError("the key " + key + " was answered " + first + ", then " + accepted);
            }
            if (!(wish.request().pay() instanceof Pay.FromBalance)) {
                money.awaits(wish.request().buyer(), accepted.id());
            }
        }
    }

    private void settle(int who) {
        int before = acting;
        acting = who;
        try {
            House house = platforms[who].house();
            int moved = house.checkout().settleOnce() + house.renewals().settleOnce();
            if (moved > 0) {
                say("platform " + who + " settled " + moved);
            }
        } finally {
            acting = before;
        }
    }

    /** What happens while a platform waits for the supplier: time passes, the other platform works, the buyer is impatient. */
    private void meanwhile() {
        if (nested) {
            // One deep is enough to find what overtakes what.
            return;
        }
        nested = true;
        int before = acting;
        acting = 1 - before;
        try {
            int what = chance.nextInt(withCards ? 5 : 4);
            if (what == 4) {
                say("meanwhile, " + money.hear(platforms[acting].house()));
            } else if (what < 2) {
                clock.turn(SimulatedPlatform.LEASE.plusSeconds(chance.nextInt(30)));
                say("meanwhile, beyond the lease:");
                settle(acting);
            } else if (what == 2) {
                say("meanwhile:");
                renew(chance.nextBoolean() ? wishes.last().orElseGet(wishes::next) : wishes.next());
            } else {
                clock.turn(Duration.ofSeconds(chance.nextInt(30)));
            }
            seen("meanwhile");
        } catch (Crash | CannotCreateTransactionException otherDied) {
            platforms[acting].source().excuse(otherDied);
            seen("crash meanwhile");
        } finally {
            if (platforms[acting].source().isDead()) {
                restart(acting);
            }
            acting = before;
            nested = false;
        }
    }

    private void turn() {
        int what = chance.nextInt(20);
        Duration step = what < 9
                ? Duration.ofMillis(500 + chance.nextInt(3000))
                : what < 16
                        ? Duration.ofSeconds(5 + chance.nextInt(80))
                        : what < 18
                                ? Duration.ofSeconds(300 + chance.nextInt(600))
                                : Duration.ofSeconds(-1 - chance.nextInt(300));
        clock.turn(step);
        seen(step.isNegative() ? "clock backward" : "clock forward");
        say("the clock turns by " + step);
    }

    /** Real threads on both platforms: the same wish, or several for one eSIM, or a page and the balance at once. */
    private void rush() {
        calm(true);
        var things = new ArrayList<Runnable>();
        if (money.hasLinks() && chance.nextBoolean()) {
            say("rush to pay:");
            for (int i = 0; i < 8; i++) {
                House house = platforms[i % 2].house();
                Consumer<House> pay = money.payInARush();
                things.add(i < 2 ? () -> house.checkout().settleOnce() : () -> pay.accept(house));
            }
            seen("rush to pay");
        } else {
            Wish wish = wishes.next();
            boolean isSame = chance.nextBoolean();
            say("rush, " + (isSame ? "one wish" : "several wishes") + ":");
            for (int i = 0; i < 6; i++) {
                Wish mine = isSame ? wish : wishes.next();
                Renewals renewals = platforms[i % 2].house().renewals();
                things.add(() -> check(mine, renewals.renew(mine.request(), Duration.ZERO)));
            }
            seen("rush");
        }
        SimulatedRush.of(things, platforms);
        calm(false);
    }

    private Optional<Instant> nextDue() {
        return new Database(source)
                .client()
                .sql("""
                        select least((select min(due_at) from renewals_renewal), (select min(due_at) from checkout_attempt),
                            (select min(due_at) from checkout_refund), (select min(due_at) from checkout_dispute))""")
                .query((row, number) -> Optional.ofNullable(row.getTimestamp(1)).map(java.sql.Timestamp::toInstant))
                .single();
    }

    /** What the program will do by itself, and what payers and banks will. */
    private Optional<Instant> nextThing() {
        return Stream.of(nextDue(), money.provider().book().nextEvent())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    /** In steps of an hour at least once nothing is open any more: late data is looked for long enough. */
    private void turnToNextDue() {
        Instant due = nextThing().orElseThrow();
        Instant now = clock.instant();
        Duration least = countOpen() > 0 ? Duration.ZERO : Duration.ofHours(1);
        Duration until = Duration.between(now, due);
        clock.turn(until.compareTo(least) > 0 ? until : least);
    }

    private long countOpen() {
        return new Database(source).client().sql("""
                        select (select count(*) from renewals_renewal
                                where state not in ('RENEWED', 'REFUNDED', 'UNPAID'))
                            + (select count(*) from checkout_attempt where state in ('WRITTEN', 'OPEN'))
                            + (select count(*) from checkout_refund where state in ('WRITTEN', 'ACCEPTED'))""").query(Long.class).single();
    }

    Report audit() {
        return new Audit(
                        source,
                        Optional.of(new ShopLedger(
                                new SoldLedger(supplier::sold), money.provider().book()::moved)))
                .run();
    }

    /** Whatever moment it is, the books are right. */
    private void auditOnTheWay() {
        var verdict = audit().verdict();
        if (!verdict.isOk()) {
            throw new AssertionError("on the way: " + verdict);
        }
        seen("audit on the way");
    }

    Money available(Partner partner) {
        return new Ledger(new Database(source)).available(partner.id()).orElseThrow();
    }

    private synchronized void seen(String what) {
        seen.merge(what, 1, Integer::sum);
    }

    private synchronized void say(String what) {
        story.add(clock.instant() + " " + what);
    }

    private static String words(RenewAnswer answer) {
        return answer instanceof RenewAnswer.Accepted accepted
                ? "accepted " + accepted.id()
                : answer.getClass().getSimpleName();
    }

    @Override
    public void close() {
        for (SimulatedPlatform platform : platforms) {
            platform.stop();
        }
    }
}
