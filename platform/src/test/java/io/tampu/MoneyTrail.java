package io.tampu;

import io.tampu.engine.Database;
import io.tampu.engine.Ids;
import io.tampu.ledger.SellerAccount;
import io.tampu.payments.FickleBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Follows each payment through the provider's book and through ours, when all has come to rest: taken = kept + returned + lost to
 * dispute, with nothing in flight. By arithmetic of its own, so that it does not believe what it judges.
 */
final class MoneyTrail {

    /**
     * An attempt with all that became of its money.
     *
     * @param renewal the state of what it was for; for a top-up {@code TOP_UP}
     * @param clearing what our books say that the provider holds of it
     * @param backMinor what went back to the means, by the provider
     * @param balanceMinor what went back to the payer's balance
     * @param refunds those that the provider has done, by our id
     */
    private record Trail(
            UUID id,
            String state,
            UUID reference,
            UUID payer,
            String renewal,
            long asked,
            long taken,
            long clearing,
            long backMinor,
            long balanceMinor,
            long byDisputeMinor,
            String refunds) {}

    private static final String TRAILS = """
            with moved as (
                select id as reference, id as attempt from checkout_attempt
                union all select id, attempt from checkout_refund where attempt is not null
                union all select id, attempt from checkout_dispute where attempt is not null),
            clearing as (
                select m.attempt, sum(case when p.debit = :clearing then p.amount_minor else 0 end
                    - case when p.credit = :clearing then p.amount_minor else 0 end) as minor
                from moved m join ledger_posting p on p.reference = m.reference group by 1),
            back as (
                select attempt,
                    sum(amount_minor) filter (where goes_to = 'ORIGINAL' and said is distinct from 'by-dispute') as original,
                    sum(amount_minor) filter (where goes_to = 'BALANCE' and said is distinct from 'by-dispute') as balance,
                    sum(amount_minor) filter (where said = 'by-dispute') as by_dispute,
                    string_agg(id::text, ' ' order by id)
                        filter (where goes_to = 'ORIGINAL' and said is distinct from 'by-dispute') as ids
                from checkout_refund where state <> 'FAILED' group by 1)
            select a.id, a.state, a.reference, a.payer, coalesce(r.state, 'TOP_UP') as renewal, a.amount_minor,
                coalesce(a.taken_minor, 0) as taken, coalesce(c.minor, 0) as clearing,
                coalesce(b.original, 0) as original, coalesce(b.balance, 0) as balance,
                coalesce(b.by_dispute, 0) as by_dispute, coalesce(b.ids, '') as ids
            from checkout_attempt a left join renewals_renewal r on r.id = a.reference
                left join clearing c on c.attempt = a.id left join back b on b.attempt = a.id""";

    private final FickleBook book;
    private final List<Trail> trails;
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> seen = new TreeMap<>();
    private final Map<UUID, Long> toBalance = new HashMap<>();
    private long kept;
    private long returned;
    private long lost;

    MoneyTrail(Database database, FickleBook book) {
        this.book = book;
        this.trails = database.client()
                .sql(TRAILS)
                .param("clearing", SellerAccount.PROVIDER_CLEARING.id())
                .query((row, number) -> new Trail(
                        row.getObject("id", UUID.class),
                        row.getString("state"),
                        row.getObject("reference", UUID.class),
                        row.getObject("payer", UUID.class),
                        row.getString("renewal"),
                        row.getLong("amount_minor"),
                        row.getLong("taken"),
                        row.getLong("clearing"),
                        row.getLong("original"),
                        row.getLong("balance"),
                        row.getLong("by_dispute"),
                        row.getString("ids")))
                .list();
        Map<String, Long> taken = book.takenMinor();
        trails.forEach(trail -> follow(trail, taken.getOrDefault(Ids.text(trail.id()), 0L)));
        keptOnce();
        renewedIsPaidOnce(database);
        long sum = taken.values().stream().mapToLong(Long::longValue).sum();
        if (sum != kept + returned + lost) {
            wrong.add("taken " + sum + ", but kept " + kept + " + returned " + returned + " + lost to dispute " + lost);
        }
    }

    List<String> wrong() {
        return wrong;
    }

    /** What was found of each kind, so that a run that saw nothing is not taken for a proof. */
    Map<String, Integer> seen() {
        return seen;
    }

    /** What came to a balance from outside: top-ups, and refunds that could not go back. */
    long toBalance(UUID payer) {
        return toBalance.getOrDefault(payer, 0L);
    }

    private void follow(Trail trail, long reallyTaken) {
        String charge = Ids.text(trail.id());
        String name = "attempt " + charge + " (" + trail.state() + ", " + trail.renewal() + "): ";
        boolean isKept = trail.state().equals("KEPT");
        boolean isForGood =
                isKept && (trail.renewal().equals("RENEWED") || trail.renewal().equals("TOP_UP"));
        long lostHere = book.lostMinor(charge);
        equal(name + "taken", reallyTaken, trail.taken());
        equal(name + "held at the provider", book.heldMinor(charge), trail.clearing());
        if (isKept) {
            equal(name + "kept", trail.asked(), trail.taken());
        }
        long goneBack = trail.backMinor() + trail.balanceMinor() + trail.byDisputeMinor();
        equal(name + "gone back", isForGood ? 0 : reallyTaken, goneBack);
        Set<String> done = new HashSet<>(book.refundsOf(charge));
        Set<String> ours = new HashSet<>();
        for (String id :
                trail.refunds().isEmpty() ? new String[0] : trail.refunds().split(" ", -1)) {
            ours.add(Ids.text(UUID.fromString(id)));
        }
        if (!done.equals(ours)) {
            wrong.add(name + "the provider has done the refunds " + done + ", and ours are " + ours);
        }
        if (trail.renewal().equals("UNPAID") && isKept) {
            wrong.add(name + "kept for nothing");
        }
        // A payer whose bank wins after the money went to the balance has it twice: that is what was lost.
        kept += isForGood ? reallyTaken - lostHere : Math.max(0, trail.balanceMinor() - lostHere);
        returned += trail.backMinor();
        lost += lostHere;
        if (isKept && trail.renewal().equals("TOP_UP")) {
            toBalance.merge(trail.payer(), trail.taken(), Long::sum);
        }
        toBalance.merge(trail.payer(), trail.balanceMinor(), Long::sum);
        count("money " + trail.state() + (trail.renewal().equals("TOP_UP") ? " for a top-up" : ""), 1);
        count("money back by dispute", trail.byDisputeMinor());
        count("money back to the balance", trail.balanceMinor());
        count("money back to the means", trail.backMinor());
        count("money lost to dispute", lostHere);
    }

    private void count(String what, long minor) {
        if (minor > 0) {
            seen.merge(what, 1, Integer::sum);
        }
    }

    private void equal(String what, long theirs, long ours) {
        if (theirs != ours) {
            wrong.add(what + " is " + theirs + ", and we say " + ours);
        }
    }

    private void keptOnce() {
        var once = new HashSet<UUID>();
        trails.stream()
                .filter(trail -> trail.state().equals("KEPT"))
                .filter(trail -> !once.add(trail.reference()))
                .forEach(trail -> wrong.add("kept twice for " + Ids.text(trail.reference())));
    }

    /** By a hold or by a payment, never by both. */
    private void renewedIsPaidOnce(Database database) {
        wrong.addAll(database.client().sql("""
                select 'paid ' || n || ' times: ' || id || ' ' || state from (
                    select r.id, r.state,
                        (select count(*) from checkout_attempt a where a.reference = r.id and a.state = 'KEPT')
                        + (select count(*) from ledger_posting p where p.reference = r.id and p.line = 'hold') as n
                    from renewals_renewal r) paid
                where n <> case when state = 'UNPAID' then 0 else 1 end""").query(String.class).list());
    }
}
