package io.tampu;

import io.tampu.accounts.Partner;
import io.tampu.audit.Audit;
import io.tampu.audit.Report;
import io.tampu.audit.SoldLedger;
import io.tampu.engine.CrashingSource.Crash;
import io.tampu.engine.Database;
import io.tampu.engine.FakeClock;
import io.tampu.engine.Secret;
import io.tampu.esims.Esim;
import io.tampu.ledger.Ledger;
import io.tampu.money.Money;
import io.tampu.renewals.Offered;
import io.tampu.renewals.Pay;
import io.tampu.renewals.RenewAnswer;
import io.tampu.renewals.RenewRequest;
import io.tampu.renewals.Renewals;
import io.tampu.renewals.RequestKey;
import io.tampu.suppliers.FickleSupplier;
import io.tampu.suppliers.Supplier;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * One run of the real program in a hostile world: two platforms on one database, a fickle supplier, a clock that jumps, and
 * crashes between any two writes. The same seed gives the same run (but for a rush of threads, whose order is the machine's).
 */
final class Simulation implements AutoCloseable {

    private static final int ACTIONS = 70;
    private static final int ESIMS = 6;
    private static final int MOST_TURNS_TO_THE_END = 200;

    /** A wish that was sent, to be sent again. */
    private record Wish(RenewRequest request, int esim) {}

    private final DataSource source;
    private final UnaryOperator<Supplier> adapter;
    private final Random chance;
    final FakeClock clock = new FakeClock();
    final FickleSupplier supplier;
    final List<String> story = new ArrayList<>();
    final Map<String, Integer> seen = new TreeMap<>();
    private final SimulatedPlatform[] platforms = new SimulatedPlatform[2];
    private final List<Partner> partners = new ArrayList<>();
    private final List<Esim> esims = new ArrayList<>();
    private final List<List<String>> offers = new ArrayList<>();
    private final List<Wish> wishes = new ArrayList<>();
    private final Map<String, RenewAnswer.Accepted> answers = new HashMap<>();
    final Map<Partner, Money> paidIn = new HashMap<>();
    private int acting;
    private int keys;

    /** @param adapter what stands between the program and the supplier; a broken one must be found out */
    Simulation(DataSource source, long seed, UnaryOperator<Supplier> adapter) {
        this.source = source;
        this.adapter = adapter;
        this.chance = new Random(seed);
        this.supplier = new FickleSupplier(clock, seed);
        supplier.calm(true);
        platforms[0] = open();
        platforms[1] = open();
        furnish(platforms[0].house());
        supplier.calm(false);
        supplier.crashBy(() -> {
            seen("crash in the supplier's call");
            platforms[acting].source().crash("in the supplier's call");
        });
        supplier.meanwhile(this::meanwhile);
    }

    private SimulatedPlatform open() {
        return SimulatedPlatform.start(source, clock, new Random(chance.nextLong()), adapter.apply(supplier));
    }

    /** One partner with plenty and one with little, and eSIMs with offers. */
    private void furnish(House house) {
        house.catalog().importFile(Shop.resource("/sample/peru-catalog.json"));
        for (String balance : List.of("500.00", "9.00")) {
            Partner partner = house.partners().add("partner of " + balance, "USD", new Secret("key-of-" + balance));
            house.ledger().openBalance(partner.id(), "USD");
            partners.add(partner);
            credit(house, partner, Money.usd(balance));
        }
        for (int i = 0; i < ESIMS; i++) {
            Partner partner = partners.get(i < 4 ? 0 : 1);
            String iccid = "89103000000000000" + (10 + i);
            house.esims()
                    .importCsv(
                            new ByteArrayInputStream(
                                    ("iccid,supplier\n" + iccid + ",airalo\n").getBytes(StandardCharsets.UTF_8)),
                            partner.id());
            Esim esim = house.esims().find(partner.id(), iccid).orElseThrow();
            esims.add(esim);
            offers.add(house.renewals().offers(partner.id(), esim).lines().stream()
                    .map(Offered.Line::id)
                    .flatMap(Optional::stream)
                    .toList());
        }
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
        supplier.calm(true);
        supplier.deaf(false);
        for (int turns = 0; nextDue().isPresent(); turns++) {
            if (turns > MOST_TURNS_TO_THE_END) {
                throw new AssertionError("renewals are still due at the end of time: " + nextDue());
            }
            turnToNextDue();
            settle(turns % 2);
        }
    }

    private void act() {
        acting = chance.nextInt(2);
        int what = chance.nextInt(100);
        if (what < 38) {
            mortal("renew", () -> renew(newWish()));
        } else if (what < 46 && !wishes.isEmpty()) {
            Wish again = wishes.get(chance.nextInt(wishes.size()));
            mortal("renew again", () -> renew(again));
        } else if (what < 72) {
            mortal("settle", () -> settle(acting));
        } else if (what < 88) {
            turn();
        } else if (what < 91) {
            boolean isDeaf = chance.nextBoolean();
            supplier.deaf(isDeaf);
            say(isDeaf ? "the supplier is deaf" : "the supplier hears");
        } else if (what < 93) {
            credit(platforms[acting].house(), partners.get(1), Money.usd("9.00"));
            say("the short partner pays in");
        } else if (what < 96) {
            say("platform " + acting + " is stopped and started");
            restart(acting);
        } else {
            rush();
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
        } catch (Crash dead) {
            if (!platforms[who].source().isDead()) {
                throw dead;
            }
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

    private Wish newWish() {
        int esim = chance.nextInt(ESIMS);
        Partner partner = partners.get(esim < 4 ? 0 : 1);
        List<String> choice = offers.get(esim);
        String offer = choice.get(chance.nextInt(choice.size()));
        boolean isOldKey = keys > 0 && chance.nextInt(15) == 0;
        String key = "key-" + (isOldKey ? chance.nextInt(keys) : keys++);
        Optional<String> reference =
                chance.nextInt(4) == 0 ? Optional.of("reference-" + chance.nextInt(12)) : Optional.empty();
        byte[] hash = (offer + reference).getBytes(StandardCharsets.UTF_8);
        var request = new RenewRequest(
                partner.id(),
                esims.get(esim).iccid(),
                offer,
                new Pay.FromBalance(),
                Optional.of(new RequestKey(key, hash)),
                reference);
        var wish = new Wish(request, esim);
        wishes.add(wish);
        return wish;
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
        }
    }

    private void settle(int who) {
        int before = acting;
        acting = who;
        try {
            int moved = platforms[who].house().renewals().settleOnce();
            if (moved > 0) {
                say("platform " + who + " settled " + moved);
            }
        } finally {
            acting = before;
        }
    }

    /** What happens while a platform waits for the supplier: time passes, the other platform works, the buyer is impatient. */
    private void meanwhile() {
        int before = acting;
        acting = 1 - before;
        try {
            int what = chance.nextInt(4);
            if (what < 2) {
                clock.turn(SimulatedPlatform.LEASE.plusSeconds(chance.nextInt(30)));
                say("meanwhile, beyond the lease:");
                settle(acting);
            } else if (what == 2) {
                say("meanwhile:");
                renew(chance.nextBoolean() && !wishes.isEmpty() ? wishes.getLast() : newWish());
            } else {
                clock.turn(Duration.ofSeconds(chance.nextInt(30)));
            }
            seen("meanwhile");
        } catch (Crash otherDied) {
            seen("crash meanwhile");
        } finally {
            if (platforms[acting].source().isDead()) {
                restart(acting);
            }
            acting = before;
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

    /** Real threads on both platforms: the same wish, or several for one eSIM. */
    private void rush() {
        supplier.calm(true);
        Wish wish = newWish();
        boolean isSame = chance.nextBoolean();
        say("rush, " + (isSame ? "one wish" : "several wishes") + ":");
        var threads = new ArrayList<Thread>();
        var failures = java.util.Collections.synchronizedList(new ArrayList<Throwable>());
        for (int i = 0; i < 6; i++) {
            Wish mine = isSame ? wish : newWish();
            Renewals renewals = platforms[i % 2].house().renewals();
            threads.add(Thread.ofVirtual().unstarted(() -> {
                try {
                    check(mine, renewals.renew(mine.request(), Duration.ZERO));
                } catch (RuntimeException | Error failed) {
                    failures.add(failed);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException stopping) {
                throw new IllegalStateException(stopping);
            }
        }
        if (!failures.isEmpty()) {
            throw new AssertionError("a rush failed", failures.getFirst());
        }
        seen("rush");
        supplier.calm(false);
    }

    private Optional<Instant> nextDue() {
        return new Database(source)
                .client()
                .sql("select min(due_at) from renewals_renewal")
                .query((row, number) -> Optional.ofNullable(row.getTimestamp(1)).map(java.sql.Timestamp::toInstant))
                .single();
    }

    /** In steps of an hour at least once nothing is open any more: late data is looked for long enough. */
    private void turnToNextDue() {
        Instant due = nextDue().orElseThrow();
        Instant now = clock.instant();
        Duration least = countOpen() > 0 ? Duration.ZERO : Duration.ofHours(1);
        Duration until = Duration.between(now, due);
        clock.turn(until.compareTo(least) > 0 ? until : least);
    }

    private long countOpen() {
        return new Database(source)
                .client()
                .sql("select count(*) from renewals_renewal where state not in ('RENEWED', 'REFUNDED')")
                .query(Long.class)
                .single();
    }

    Report audit() {
        return new Audit(source, Optional.of(new SoldLedger(supplier::sold))).run();
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

    Map<String, RenewAnswer.Accepted> answers() {
        return answers;
    }

    private void seen(String what) {
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
