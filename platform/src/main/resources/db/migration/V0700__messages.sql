-- Letters on their way out, and for a while those that are done with.
create table messages_letter (
    id uuid primary key,
    address text not null,
    language text not null,
    kind text not null,
    -- What it says, a code among it. Emptied as soon as the letter is done with.
    facts text not null,
    state text not null check (state in ('WAITING', 'SENT', 'REFUSED', 'GIVEN_UP')),
    tries integer not null default 0,
    -- Not looked at before; while it is being sent, the end of the sender's claim.
    due_at timestamptz,
    -- Void from then on: a code's letter that comes after its code is worse than none.
    give_up_at timestamptz not null,
    problem text,
    written_at timestamptz not null,
    ended_at timestamptz,
    check ((state = 'WAITING') = (due_at is not null)),
    check ((state = 'WAITING') = (ended_at is null)),
    check (state = 'WAITING' or facts = '{}')
);
create index messages_letter_due on messages_letter (due_at) where due_at is not null;
create index messages_letter_ended on messages_letter (ended_at) where ended_at is not null;
