-- What happened to renewals, for those who follow it: one row for each change of state, written in the transaction of the change.
-- No foreign key: it would lock the renewal's row once more for each change, and whoever writes this has just written that row.
create table renewals_event (
    id uuid not null,
    buyer uuid not null,
    renewal uuid not null,
    state text not null,
    at timestamptz not null,
    -- The feed is read in this order: the transaction's number says which rows can no longer get a neighbour before them.
    xid xid8 not null default pg_current_xact_id(),
    primary key (buyer, xid, id)
);
