-- The eSIMs people own. What is unique by an id from outside has a claim table keyed by that id, so that the eSIM's own row
-- needs no index but its key (docs/architecture.md, "Outgrowing one machine").
CREATE TABLE esims_esim (
    id             uuid PRIMARY KEY,
    supplier       text        NOT NULL,
    handle         text        NOT NULL,
    iccid          text        NOT NULL,
    partner        uuid,
    label          text        NOT NULL,
    customer_email text,
    matching_id    text,
    smdp_address   text,
    note           text        NOT NULL,
    created_at     timestamptz NOT NULL
);

-- The wholesaler's own name for an eSIM: for ever.
CREATE TABLE esims_handle (
    supplier text NOT NULL,
    handle   text NOT NULL,
    esim     uuid NOT NULL,
    PRIMARY KEY (supplier, handle)
);

-- Who has an ICCID now, or had it last. A recycled eSIM's ICCID may be given to a new one: then the claim moves on.
CREATE TABLE esims_iccid (
    iccid text PRIMARY KEY,
    esim  uuid NOT NULL
);

-- What the wholesaler last said of each eSIM. Written again with every renewal: one narrow row, no index but the key, and
-- room in each page, so that an update stays in its page (HOT). No foreign key: it would be one more look-up per write.
--   word: K known, R recycled, U unknown to the supplier; empty while it never answered.
--   packages, top_ups: JSON of this module's own making (SnapshotText), top_ups with a time of its own because the cheaper
--   look after a delivery reads the packages only.
CREATE TABLE esims_snapshot (
    esim        uuid PRIMARY KEY,
    word        "char",
    packages    text,
    packages_at timestamptz,
    top_ups     text,
    top_ups_at  timestamptz,
    hinted_at   timestamptz,
    failed_at   timestamptz,
    failure     text
) WITH (fillfactor = 70);
