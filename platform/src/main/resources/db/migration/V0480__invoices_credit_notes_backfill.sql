-- Sales that were taken back before there were credit notes get theirs, from what the books say of them: the same as today, with the
-- moment at which the money became owed. Null: who sold then was not kept; they are shown with the seller of today, as such receipts are.
alter table invoices_credit_note alter column seller drop not null;

insert into invoices_credit_note (refund, renewal, amount_minor, tax_minor, currency, reason, seller, issued_at)
select r.id, r.reference, b.amount_minor, b.tax_minor, r.currency, r.reason, null, r.created_at
from checkout_refund r cross join lateral (
    select sum(p.amount_minor) as amount_minor,
        coalesce(sum(p.amount_minor) filter (where p.line = 'tax-back'), 0) as tax_minor
    from ledger_posting p where p.reference = r.id and p.line in ('revenue-back', 'tax-back')) b
where r.nth = 1 and r.reason not in ('undelivered', 'surplus') and b.amount_minor > 0
on conflict (refund) do nothing;
