-- What is sold. A plan is a row per version: a change is a new row, and the old one is retired and kept, because offers,
-- renewals and receipts speak of the version that was shown.
CREATE TABLE catalog_plan (
    id               uuid PRIMARY KEY,
    code             text        NOT NULL,
    version          integer     NOT NULL CHECK (version > 0),
    name             text        NOT NULL,
    kind             text        NOT NULL,
    region           text[]      NOT NULL,
    data_bytes       bigint      NOT NULL CHECK (data_bytes = -1 OR data_bytes > 0),
    voice_minutes    integer     NOT NULL CHECK (voice_minutes >= 0),
    sms_count        integer     NOT NULL CHECK (sms_count >= 0),
    validity_days    integer     NOT NULL CHECK (validity_days > 0),
    networks         text[]      NOT NULL,
    price_minor      bigint      NOT NULL CHECK (price_minor > 0),
    currency         text        NOT NULL,
    start_rule       text        NOT NULL,
    stacking_rule    text        NOT NULL,
    fair_use         text        NOT NULL,
    supplier         text        NOT NULL,
    supplier_package text        NOT NULL,
    sample           boolean     NOT NULL,
    created_at       timestamptz NOT NULL,
    retired_at       timestamptz,
    UNIQUE (code, version)
);

CREATE UNIQUE INDEX catalog_plan_current_code ON catalog_plan (code) WHERE retired_at IS NULL;
CREATE UNIQUE INDEX catalog_plan_current_package ON catalog_plan (supplier, supplier_package) WHERE retired_at IS NULL;

-- One row. Its number grows with every import that changed something: the cheap question "is what I hold still true?".
-- Its row lock also lets imports go one at a time.
CREATE TABLE catalog_edition (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    number   bigint  NOT NULL
);
INSERT INTO catalog_edition (number) VALUES (0);

-- A version is never edited: the database itself refuses, whoever asks.
CREATE FUNCTION catalog_refuse_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'catalog_plan: a version is never edited or deleted; import a new version';
END
$$;

CREATE TRIGGER catalog_plan_is_never_edited
    BEFORE DELETE OR UPDATE OF id, code, version, name, kind, region, data_bytes, voice_minutes, sms_count, validity_days,
        networks, price_minor, currency, start_rule, stacking_rule, fair_use, supplier, supplier_package, sample, created_at
    ON catalog_plan
    FOR EACH ROW EXECUTE FUNCTION catalog_refuse_edit();
