-- Who sold, as it stood on the day: a row for each wording that there ever was. Papers point to theirs, so that a seller who
-- moves does not change what was issued before.
create table invoices_seller (
    id integer generated always as identity primary key,
    name text not null,
    tax_id text not null,
    address text not null,
    email text not null,
    unique (name, tax_id, address, email)
);

-- Null in receipts that are older than this table: they are shown with the seller of today.
alter table invoices_receipt add column seller integer references invoices_seller;

-- What takes a receipt back, or a part of it: written in the transaction that takes the sale back in the books, never changed.
-- Its number comes from the refund's id. A refund that stands for one that failed has none: nothing more was taken back.
create table invoices_credit_note (
    refund uuid primary key,
    renewal uuid not null,
    amount_minor bigint not null check (amount_minor > 0),
    tax_minor bigint not null check (tax_minor between 0 and amount_minor),
    currency text not null,
    reason text not null,
    seller integer not null references invoices_seller,
    issued_at timestamptz not null
);

create index invoices_credit_note_renewal on invoices_credit_note (renewal);
