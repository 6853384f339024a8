-- Travellers with an account: known by the address that they can be written to, in lower case.
create table accounts_customer (
    id uuid primary key,
    email text not null unique check (email = lower(email)),
    currency text not null check (length(currency) = 3),
    language text not null,
    zone text not null,
    created_at timestamptz not null
);
