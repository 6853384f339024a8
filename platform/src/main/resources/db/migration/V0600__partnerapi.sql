-- Where partners want to be told of events. Its secrets are derived and not kept (docs/adr/0007).
create table partnerapi_webhook (
    id uuid primary key,
    partner uuid not null,
    url text not null,
    created_at timestamptz not null,
    -- Which secrets sign: the newest, and down to the oldest while they are rolled.
    generation integer not null default 1,
    oldest_generation integer not null default 1,
    rolled_at timestamptz,
    -- How far the feed has been read for it: all before is delivered or stands in partnerapi_delivery.
    position text not null,
    -- Not looked at before; and by whom, until when, it is being looked after.
    due_at timestamptz not null,
    claim uuid,
    claimed_until timestamptz,
    -- How it goes.
    failed_rounds integer not null default 0,
    failing_since timestamptz,
    last_problem text,
    given_up bigint not null default 0,
    unique (partner, url)
);

-- Only what could not be delivered at once: an event that was taken leaves no row.
create table partnerapi_delivery (
    webhook uuid not null references partnerapi_webhook (id) on delete cascade,
    position text collate "C" not null,
    event uuid not null,
    renewal uuid not null,
    body text not null,
    tries integer not null,
    first_tried_at timestamptz,
    -- Null while an earlier event of the same renewal waits.
    due_at timestamptz,
    primary key (webhook, position)
);
create index partnerapi_delivery_due on partnerapi_delivery (due_at) where due_at is not null;
