package io.tampu.ledger;

import static io.tampu.ledger.SellerAccount.BANK;
import static io.tampu.ledger.SellerAccount.COST_OF_SALES;
import static io.tampu.ledger.SellerAccount.CUSTOMER_PREPAID;
import static io.tampu.ledger.SellerAccount.LATE_DELIVERY_LOSS;
import static io.tampu.ledger.SellerAccount.REVENUE;
import static io.tampu.ledger.SellerAccount.SUPPLIER_CREDIT;
import static io.tampu.ledger.SellerAccount.TAX_PAYABLE;

import io.tampu.engine.Database;
import io.tampu.money.Money;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** SQL of postings and balances. */
final class LedgerStore {

    private static final UUID NONE = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);

    private final Database database;

    LedgerStore(Database database) {
        this.database = database;
    }

    void insertBalance(UUID account, String currency) {
        database.client().sql("""
                        insert into ledger_balance (account, currency, available_minor) values (?, ?, 0)
                        on conflict do nothing""").params(account, currency).update();
    }

    boolean insertCredit(UUID reference, UUID account, Money amount, Instant at) {
        return database.client()
                        .sql("""
                                insert into ledger_posting
                                    (reference, line, phase, debit, credit, amount_minor, currency, at)
                                values (?, 'credit', 'posted', ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                reference,
                                BANK.id(),
                                account,
                                amount.amountMinor(),
                                amount.currency(),
                                Timestamp.from(at))
                        .update()
                == 1;
    }

    void addToBalance(UUID account, Money amount) {
        int found = database.client()
                .sql("""
                        update ledger_balance set available_minor = available_minor + ?
                        where account = ? and currency = ?""")
                .params(amount.amountMinor(), account, amount.currency())
                .update();
        if (found != 1) {
            throw new IllegalArgumentException("no balance of " + account + " in " + amount.currency());
        }
    }

    /** Balance rows are locked in the order of their accounts, so that two platforms cannot wait for each other. */
    Set<UUID> hold(List<Hold> holds, Instant at) {
        var written = new HashSet<UUID>(database.set("""
                        with asked as (
                            select * from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::text[])
                                as asked (reference, account, amount_minor, currency)),
                        sums as (
                            select account, currency, sum(amount_minor)::bigint as amount_minor
                            from asked group by account, currency),
                        locked as (
                            select b.account from ledger_balance b join sums s using (account)
                            order by b.account for update of b),
                        taken as (
                            update ledger_balance b set available_minor = b.available_minor - s.amount_minor
                            from sums s join locked l using (account)
                            where b.account = s.account and b.currency = s.currency
                                and b.available_minor >= s.amount_minor
                            returning b.account, b.currency),
                        written as (
                            insert into ledger_posting
                                (reference, line, phase, debit, credit, amount_minor, currency, at)
                            select reference, 'hold', 'pending', account, ?, amount_minor, currency, ?
                            from asked join taken using (account, currency) returning reference)
                        select reference from written""", holds)
                .uuid(Hold::reference)
                .uuid(Hold::balance)
                .number(hold -> hold.amount().amountMinor())
                .text(hold -> hold.amount().currency())
                .one(CUSTOMER_PREPAID.id())
                .one(at)
                .query((row, number) -> row.getObject(1, UUID.class)));
        return holds.stream()
                .filter(hold -> !written.contains(hold.reference()))
                .map(Hold::balance)
                .collect(Collectors.toSet());
    }

    void insertSales(List<Sale> sales, Instant at) {
        int written = database.set("""
                        with sold as (
                            select * from unnest(
                                ?::uuid[], ?::uuid[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::text[])
                                as sold (reference, account, total, tax, currency, cost, cost_currency))
                        insert into ledger_posting (reference, line, phase, debit, credit, amount_minor, currency, at)
                        select sold.reference, l.line, 'posted', l.debit, l.credit, l.amount, l.currency, ?
                        from sold cross join lateral (values
                            ('hold-end', account, ?::uuid, total, currency),
                            ('revenue', ?::uuid, ?::uuid, total - tax, currency),
                            ('tax', ?::uuid, ?::uuid, tax, currency),
                            ('cost', ?::uuid, ?::uuid, cost, cost_currency)) as l (line, debit, credit, amount, currency)
                        where l.amount > 0 and l.debit is not null""", sales)
                .uuid(Sale::reference)
                .uuid(sale -> sale.heldOn().orElse(null))
                .number(sale -> sale.total().amountMinor())
                .number(sale -> sale.tax().amountMinor())
                .text(sale -> sale.total().currency())
                .number(sale -> sale.cost().amountMinor())
                .text(sale -> sale.cost().currency())
                .one(at)
                .one(CUSTOMER_PREPAID.id())
                .one(CUSTOMER_PREPAID.id())
                .one(REVENUE.id())
                .one(CUSTOMER_PREPAID.id())
                .one(TAX_PAYABLE.id())
                .one(COST_OF_SALES.id())
                .one(SUPPLIER_CREDIT.id())
                .update();
        if (written < sales.size()) {
            throw new IllegalStateException("the books took " + written + " lines for " + sales.size() + " sales");
        }
    }

    void voidHolds(List<Hold> holds, Instant at) {
        int balances = database.set("""
                        with ended as (
                            select * from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::text[])
                                as ended (reference, account, amount_minor, currency)),
                        written as (
                            insert into ledger_posting
                                (reference, line, phase, debit, credit, amount_minor, currency, at)
                            select reference, 'hold-end', 'voided', account, ?, amount_minor, currency, ?
                            from ended),
                        sums as (
                            select account, currency, sum(amount_minor)::bigint as amount_minor
                            from ended group by account, currency),
                        locked as (
                            select b.account from ledger_balance b join sums s using (account)
                            order by b.account for update of b)
                        update ledger_balance b set available_minor = b.available_minor + s.amount_minor
                        from sums s join locked l using (account)
                        where b.account = s.account and b.currency = s.currency""", holds)
                .uuid(Hold::reference)
                .uuid(Hold::balance)
                .number(hold -> hold.amount().amountMinor())
                .text(hold -> hold.amount().currency())
                .one(CUSTOMER_PREPAID.id())
                .one(at)
                .update();
        if (balances != holds.stream().map(Hold::balance).distinct().count()) {
            throw new IllegalStateException("a hold was voided on a balance that is not there in its currency");
        }
    }

    void insertLateDelivery(UUID reference, Money cost, Instant at) {
        database.client()
                .sql("""
                        insert into ledger_posting (reference, line, phase, debit, credit, amount_minor, currency, at)
                        values (?, 'late-delivery', 'posted', ?, ?, ?, ?, ?)""")
                .params(
                        reference,
                        LATE_DELIVERY_LOSS.id(),
                        SUPPLIER_CREDIT.id(),
                        cost.amountMinor(),
                        cost.currency(),
                        Timestamp.from(at))
                .update();
    }

    /** Writes lines down, those that are new, and says which. */
    List<Line> insert(List<Line> lines, Instant at) {
        Set<String> written = Set.copyOf(database.set("""
                        insert into ledger_posting (reference, line, phase, debit, credit, amount_minor, currency, at)
                        select reference, line, 'posted', debit, credit, amount_minor, currency, ?
                        from unnest(?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::bigint[], ?::text[])
                            as l (reference, line, debit, credit, amount_minor, currency)
                        on conflict do nothing returning reference, line""", lines)
                .one(at)
                .uuid(Line::reference)
                .text(Line::line)
                .uuid(Line::debit)
                .uuid(Line::credit)
                .number(line -> line.amount().amountMinor())
                .text(line -> line.amount().currency())
                .query((row, number) -> row.getString(1) + row.getString(2)));
        return lines.stream()
                .filter(line -> written.contains(line.reference() + line.line()))
                .toList();
    }

    Optional<Money> available(UUID account) {
        return database.client()
                .sql("select available_minor, currency from ledger_balance where account = ?")
                .param(account)
                .query((row, number) -> Money.of(row.getLong(1), row.getString(2)))
                .optional();
    }

    List<BalanceEntry> entries(UUID account, Optional<UUID> after, int limit) {
        return entries(account, ">", after.orElse(NONE), "asc", limit);
    }

    List<BalanceEntry> newestEntries(UUID account, Optional<UUID> before, int limit) {
        return entries(account, "<", before.orElse(LAST), "desc", limit);
    }

    /** From a place on, up or down. Both arms read their own index in that order, and stop at the limit. */
    private List<BalanceEntry> entries(UUID account, String side, UUID place, String order, int limit) {
        return database.client()
                .sql("""
                        select p.reference, coalesce(e.phase, p.phase) as phase, p.line, p.amount_minor, p.currency, p.at
                        from (
                            (select * from ledger_posting where debit = :account and line = 'hold'
                                and reference %1$s :place order by reference %2$s limit :limit)
                            union all
                            (select * from ledger_posting where credit = :account
                                and credit > '00000000-0000-8000-ffff-ffffffffffff'
                                and reference %1$s :place order by reference %2$s limit :limit)) p
                        left join ledger_posting e
                            on e.reference = p.reference and p.line = 'hold' and e.line = 'hold-end'
                        order by p.reference %2$s limit :limit""".formatted(side, order))
                .param("account", account)
                .param("place", place)
                .param("limit", limit)
                .query((row, number) -> new BalanceEntry(
                        row.getObject("reference", UUID.class),
                        kind(row.getString("line"), row.getString("phase")),
                        Money.of(row.getLong("amount_minor"), row.getString("currency")),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    private static BalanceEntry.Kind kind(String line, String phase) {
        return switch (line) {
            case "credit" -> BalanceEntry.Kind.CREDIT;
            case "paid" -> BalanceEntry.Kind.TOP_UP;
            case "returned" -> BalanceEntry.Kind.REFUND;
            default ->
                switch (phase) {
                    case "pending" -> BalanceEntry.Kind.HELD;
                    case "posted" -> BalanceEntry.Kind.PAID;
                    default -> BalanceEntry.Kind.RETURNED;
                };
        };
    }
}
