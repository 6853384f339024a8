-- What payment providers told us, as it came: each notification once, in the transaction that makes what it speaks of due.
create table notifications_payment (
    provider text not null,
    unique_key text not null,
    what text not null,
    body bytea not null,
    received_at timestamptz not null,
    primary key (provider, unique_key)
);

-- What is not believed, for staff to look at: forged, replayed, for another account, unreadable, or of a wrong amount.
create table notifications_apart (
    id uuid primary key,
    provider text not null,
    why text not null,
    said text not null,
    body bytea not null,
    received_at timestamptz not null,
    looked_at timestamptz
);
