-- Money from outside: attempts to be paid, money that goes back, disputes.
create table checkout_attempt (
    id uuid primary key,
    state text not null,
    -- What was asked of the payer; none of it changes.
    purpose text not null,
    reference uuid not null,
    payer uuid not null,
    provider text not null,
    method text not null,
    amount_minor bigint not null check (amount_minor > 0),
    currency text not null check (length(currency) = 3),
    description text not null,
    back_to text not null,
    cancel_to text not null,
    language text not null,
    created_at timestamptz not null,
    pay_until timestamptz not null,
    -- Nobody wants it paid any more: the provider is to close it.
    closing boolean not null default false,
    tries integer not null default 0,
    -- When somebody must look at it again; null when nothing more is expected.
    due_at timestamptz,
    -- What the provider said.
    handle text,
    page text,
    decline text,
    decline_retry text,
    payment text,
    taken_minor bigint,
    taken_currency text,
    means text,
    taken_at timestamptz,
    reason text,
    ended_at timestamptz
) with (fillfactor = 85);

create index checkout_attempt_of on checkout_attempt (reference);
-- At most one attempt is kept.
create unique index checkout_attempt_kept on checkout_attempt (reference) where state = 'KEPT';
create index checkout_attempt_due on checkout_attempt (due_at) where due_at is not null;
-- The same money is counted once.
create unique index checkout_attempt_payment on checkout_attempt (provider, payment) where payment is not null;
-- For reconciliation, a day at a time: attempts are written in the order of time, so that a few pages hold a day.
create index checkout_attempt_taken on checkout_attempt using brin (taken_at);

create table checkout_refund (
    id uuid primary key,
    state text not null,
    -- Where the money came from; null for money that was held on a balance.
    attempt uuid references checkout_attempt (id),
    purpose text not null,
    reference uuid not null,
    payer uuid not null,
    amount_minor bigint not null check (amount_minor > 0),
    currency text not null check (length(currency) = 3),
    reason text not null,
    -- ORIGINAL: to the means it came from; BALANCE: to the payer's balance here.
    goes_to text not null,
    -- The refund that failed and that this one stands for.
    instead_of uuid unique references checkout_refund (id),
    nth integer not null,
    created_at timestamptz not null,
    tries integer not null default 0,
    due_at timestamptz,
    handle text,
    said text,
    ended_at timestamptz
) with (fillfactor = 85);

create index checkout_refund_of on checkout_refund (reference);
create index checkout_refund_from on checkout_refund (attempt) where attempt is not null;
create index checkout_refund_due on checkout_refund (due_at) where due_at is not null;
create index checkout_refund_ended on checkout_refund using brin (ended_at);

create table checkout_dispute (
    id uuid primary key,
    provider text not null,
    dispute text not null,
    payment text not null,
    state text not null,
    attempt uuid references checkout_attempt (id),
    amount_minor bigint,
    currency text,
    reason text,
    heard_at timestamptz not null,
    opened_at timestamptz,
    tries integer not null default 0,
    due_at timestamptz,
    ended_at timestamptz,
    unique (provider, dispute)
);

create index checkout_dispute_from on checkout_dispute (attempt) where attempt is not null;
create index checkout_dispute_due on checkout_dispute (due_at) where due_at is not null;

-- Where a provider's bill and our rows disagree. Each has an owner from the beginning: "reconciliation" until a person takes it.
create table checkout_break (
    id uuid primary key,
    provider text not null,
    day date not null,
    kind text not null,
    -- The provider's id of the money, or our id where the provider has none.
    money text not null,
    attempt uuid,
    ours text not null,
    theirs text not null,
    opened_at timestamptz not null,
    seen_at timestamptz not null,
    owner text not null,
    closed_at timestamptz,
    closed_because text
);

create unique index checkout_break_open on checkout_break (provider, kind, money) where closed_at is null;

-- The days of which a provider's bill has been read whole.
create table checkout_reconciled (
    provider text not null,
    day date not null,
    at timestamptz not null,
    lines integer not null,
    matched integer not null,
    primary key (provider, day)
);
