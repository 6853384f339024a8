package io.tampu.invoices;

import io.tampu.engine.Database;
import io.tampu.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** SQL of receipts and credit notes. */
final class ReceiptStore {

    private final Database database;
    private final Seller seller;
    private final int sellerId;

    ReceiptStore(Database database, Seller seller) {
        this.database = database;
        this.seller = seller;
        this.sellerId = idOf(database, seller);
    }

    /** Once at the start, so that a paper costs a number and no statement. */
    private static int idOf(Database database, Seller seller) {
        database.client()
                .sql("""
                        insert into invoices_seller (name, tax_id, address, email) values (?, ?, ?, ?)
                        on conflict do nothing""")
                .params(seller.name(), seller.taxId(), seller.address(), seller.email())
                .update();
        return database.client()
                .sql("select id from invoices_seller where name = ? and tax_id = ? and address = ? and email = ?")
                .params(seller.name(), seller.taxId(), seller.address(), seller.email())
                .query(Integer.class)
                .single();
    }

    void insert(List<Receipt.Draft> receipts) {
        database.set("""
                        insert into invoices_receipt
                            (seller, renewal, buyer, given, total_minor, tax_minor, currency, tax_rule, issued_at)
                        select ?::integer, * from unnest(
                            ?::uuid[], ?::uuid[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[],
                            ?::timestamptz[])""", receipts)
                .one(sellerId)
                .uuid(Receipt.Draft::renewal)
                .uuid(Receipt.Draft::buyer)
                .text(Receipt.Draft::given)
                .number(receipt -> receipt.total().amountMinor())
                .number(receipt -> receipt.tax().amountMinor())
                .text(receipt -> receipt.total().currency())
                .text(Receipt.Draft::taxRule)
                .time(Receipt.Draft::issuedAt)
                .update();
    }

    void insertNotes(List<CreditNote.Draft> notes) {
        database.set("""
                        insert into invoices_credit_note
                            (seller, refund, renewal, amount_minor, tax_minor, currency, reason, issued_at)
                        select ?::integer, * from unnest(
                            ?::uuid[], ?::uuid[], ?::bigint[], ?::bigint[], ?::text[], ?::text[],
                            ?::timestamptz[])""", notes)
                .one(sellerId)
                .uuid(CreditNote.Draft::refund)
                .uuid(CreditNote.Draft::renewal)
                .number(note -> note.amount().amountMinor())
                .number(note -> note.tax().amountMinor())
                .text(note -> note.amount().currency())
                .text(CreditNote.Draft::reason)
                .time(CreditNote.Draft::issuedAt)
                .update();
    }

    Map<UUID, Receipt> receipts(Collection<UUID> renewals) {
        if (renewals.isEmpty()) {
            return Map.of();
        }
        return database.client().sql("""
                        select r.*, s.name, s.tax_id, s.address, s.email
                        from invoices_receipt r left join invoices_seller s on s.id = r.seller
                        where r.renewal = any (?)""").param(renewals.toArray(UUID[]::new)).query(this::receipt).list().stream()
                .collect(Collectors.toMap(Receipt::renewal, Function.identity()));
    }

    Map<UUID, List<CreditNote>> notes(Collection<UUID> renewals) {
        if (renewals.isEmpty()) {
            return Map.of();
        }
        return database.client().sql("""
                        select n.*, s.name, s.tax_id, s.address, s.email
                        from invoices_credit_note n left join invoices_seller s on s.id = n.seller
                        where n.renewal = any (?) order by n.issued_at, n.refund""").param(renewals.toArray(UUID[]::new)).query(this::note).list().stream()
                .collect(Collectors.groupingBy(CreditNote::renewal));
    }

    private Receipt receipt(ResultSet row, int number) throws SQLException {
        String currency = row.getString("currency");
        return new Receipt(
                row.getObject("renewal", UUID.class),
                row.getObject("buyer", UUID.class),
                row.getString("given"),
                Money.of(row.getLong("total_minor"), currency),
                Money.of(row.getLong("tax_minor"), currency),
                row.getString("tax_rule"),
                row.getTimestamp("issued_at").toInstant(),
                seller(row));
    }

    private CreditNote note(ResultSet row, int number) throws SQLException {
        String currency = row.getString("currency");
        return new CreditNote(
                row.getObject("refund", UUID.class),
                row.getObject("renewal", UUID.class),
                Money.of(row.getLong("amount_minor"), currency),
                Money.of(row.getLong("tax_minor"), currency),
                row.getString("reason"),
                row.getTimestamp("issued_at").toInstant(),
                seller(row));
    }

    private Seller seller(ResultSet row) throws SQLException {
        @Nullable String name = row.getString("name");
        return name == null
                ? seller
                : new Seller(name, row.getString("tax_id"), row.getString("address"), row.getString("email"));
    }
}
