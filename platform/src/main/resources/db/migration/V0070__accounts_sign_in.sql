-- Who is signed in, in which browser. The token is in the browser's cookie; here is its SHA-256 only. It ends 90 days after used_at,
-- which is written once a day at most.
create table accounts_session (
    hash bytea primary key,
    id uuid not null unique,
    customer uuid not null references accounts_customer (id),
    created_at timestamptz not null,
    used_at timestamptz not null,
    -- When its holder last showed that letters to the customer's address are read.
    proved_at timestamptz,
    -- Browser and machine, in words for its owner.
    device text not null
);
create index accounts_session_customer on accounts_session (customer);
create index accounts_session_used on accounts_session (used_at);

-- The open one-time code of each holder for each purpose: a new one takes the place of the old. The code itself is in the letter only,
-- here is its HMAC.
--   holder: the asking browser's token as the hexadecimal SHA-256, or the id of the session
--   subject: what the right code is good for, if that is not plain from the purpose; empty where no code can be right
create table accounts_code (
    holder text not null,
    purpose text not null,
    id uuid not null,
    code bytea not null,
    address text not null,
    subject text,
    asked_at timestamptz not null,
    tries integer not null default 0,
    primary key (holder, purpose)
);
create index accounts_code_asked on accounts_code (asked_at);

-- How often something was asked for since a moment. The key is an HMAC of whom it counts: an e-mail address, a network address.
create table accounts_limit (
    key bytea primary key,
    since timestamptz not null,
    asked integer not null,
    last_at timestamptz not null
);
create index accounts_limit_last on accounts_limit (last_at);
