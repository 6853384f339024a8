-- Partners and their keys. A key is kept as the SHA-256 of its text only.
create table accounts_partner (
    id uuid primary key,
    name text not null unique,
    currency text not null check (length(currency) = 3),
    created_at timestamptz not null
);

create table accounts_key (
    hash bytea primary key,
    partner uuid not null references accounts_partner (id),
    created_at timestamptz not null,
    revoked_at timestamptz
);
