-- The books. A posting is one row: debit account, credit account, amount; balanced by construction.
-- Balances of customers and partners have a row each; balances of the seller are sums.
create table ledger_balance (
    account uuid primary key,
    currency text not null check (length(currency) = 3),
    available_minor bigint not null check (available_minor >= 0)
) with (fillfactor = 50);

create table ledger_posting (
    reference uuid not null,
    line text not null,
    phase text not null check (phase in ('pending', 'posted', 'voided', 'expired')),
    debit uuid not null,
    credit uuid not null,
    amount_minor bigint not null check (amount_minor > 0),
    currency text not null check (length(currency) = 3),
    at timestamptz not null,
    -- The unique key of a posting: a business event writes each of its lines once. A hold is ended by the line
    -- 'hold-end', and so at most once.
    primary key (reference, line),
    check (debit <> credit),
    check ((phase = 'pending') = (line = 'hold')),
    check (phase in ('posted', 'pending') or line = 'hold-end')
);

-- What touched a balance: its holds and its credits, in the order in which they were made.
create index ledger_posting_debited on ledger_posting (debit, reference) where line = 'hold';
create index ledger_posting_credited on ledger_posting (credit, reference) where line = 'credit';

-- Append-only: refused by privilege first, by trigger for those whom privileges do not bind.
revoke update, delete, truncate on ledger_posting from public;
revoke update, delete, truncate on ledger_posting from current_user;

create function ledger_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the books are append-only: correct a posting by another posting';
end
$$;

create trigger ledger_posting_is_append_only
    before update or delete or truncate on ledger_posting
    for each statement execute function ledger_refuse_change();
