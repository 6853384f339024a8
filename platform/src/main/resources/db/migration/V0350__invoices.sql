-- Receipts, written in the transaction that records the renewal and never changed. The number comes from the renewal's id.
create table invoices_receipt (
    renewal uuid primary key,
    buyer uuid not null,
    given text not null,
    total_minor bigint not null,
    tax_minor bigint not null,
    currency text not null,
    tax_rule text not null,
    issued_at timestamptz not null
);
