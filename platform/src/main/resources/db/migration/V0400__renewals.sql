-- A renewal is one row from its acceptance to its end; what is unusual in its life is written beside it as moves.
create table renewals_renewal (
    id uuid primary key,
    state text not null,
    -- What was agreed; none of it changes.
    buyer uuid not null,
    esim uuid not null,
    iccid text not null,
    supplier text not null,
    supplier_package text not null,
    plan uuid not null,
    total_minor bigint not null check (total_minor > 0),
    tax_minor bigint not null check (tax_minor >= 0),
    currency text not null,
    tax_rule text not null,
    promise text not null,
    request_key text,
    request_hash bytea,
    reference text,
    accepted_at timestamptz not null,
    deadline_at timestamptz not null,
    -- Where the order to the supplier stands: CLEAR (provably nothing sent), ASKED, SOLD, UNSOLD.
    sending text not null,
    tries integer not null default 0,
    -- When somebody must look at this renewal again, whatever its state; null when nothing more can happen.
    due_at timestamptz,
    -- How it went.
    supplier_order text,
    cost_minor bigint,
    cost_currency text,
    delivered text,
    reason text,
    ended_at timestamptz,
    -- The first answer that the buyer's request was given, to the byte: a retry gets the same.
    answer text
) with (fillfactor = 90);

create unique index renewals_renewal_key on renewals_renewal (buyer, request_key) where request_key is not null;
create unique index renewals_renewal_reference on renewals_renewal (buyer, reference) where reference is not null;
-- One at a time: at most one renewal of an eSIM between PAID and an end.
create unique index renewals_renewal_open on renewals_renewal (esim)
    where state in ('PAID', 'FULFILLING', 'IN_DOUBT', 'UNDELIVERED', 'REFUNDING');
create index renewals_renewal_due on renewals_renewal (due_at) where due_at is not null;

-- Moves that are not the straight road from FULFILLING to RENEWED, with what caused them.
create table renewals_move (
    renewal uuid not null references renewals_renewal (id),
    at timestamptz not null,
    from_state text not null,
    event text not null,
    to_state text not null,
    said text not null,
    id uuid not null,
    primary key (renewal, id)
);

-- What was delivered is less than what was promised: somebody must look.
create table renewals_case (
    renewal uuid primary key references renewals_renewal (id),
    opened_at timestamptz not null,
    what text not null,
    closed_at timestamptz
);

-- When this platform was last alive: deadlines are judged at the last heartbeat, not at the time of the audit.
create table renewals_heartbeat (
    platform uuid primary key,
    at timestamptz not null
);

create index renewals_renewal_of_buyer on renewals_renewal (buyer, id);
