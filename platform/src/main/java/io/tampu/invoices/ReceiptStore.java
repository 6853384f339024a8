package io.tampu.invoices;

import io.tampu.engine.Database;
import java.util.List;

/** SQL of receipts. */
final class ReceiptStore {

    private final Database database;

    ReceiptStore(Database database) {
        this.database = database;
    }

    void insert(List<Receipt> receipts) {
        database.set("""
                        insert into invoices_receipt
                            (renewal, buyer, given, total_minor, tax_minor, currency, tax_rule, issued_at)
                        select * from unnest(
                            ?::uuid[], ?::uuid[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[],
                            ?::timestamptz[])""", receipts)
                .uuid(Receipt::renewal)
                .uuid(Receipt::buyer)
                .text(Receipt::given)
                .number(receipt -> receipt.total().amountMinor())
                .number(receipt -> receipt.tax().amountMinor())
                .text(receipt -> receipt.total().currency())
                .text(Receipt::taxRule)
                .time(Receipt::issuedAt)
                .update();
    }
}
