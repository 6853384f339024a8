-- Multiplies a few eSIMs that were really renewed. Ids are UUIDv7 in the order of time, as the platform makes them.
set synchronous_commit = off;
create function pg_temp.id(ms bigint, n bigint) returns uuid language sql immutable as $$
    select (lpad(to_hex(ms), 12, '0') || '7' || lpad(to_hex((n % 4096 * 40503) % 4096), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid $$;
create function pg_temp.born() returns bigint language sql immutable as $$ select 1700000000000 $$;
create function pg_temp.traveller(n bigint) returns uuid language sql immutable as $$ select pg_temp.id(pg_temp.born() + n, n) $$;
create function pg_temp.esim(n bigint) returns uuid language sql immutable as $$ select pg_temp.id(pg_temp.born() + n * 10, 1000000000 + n) $$;
-- The first fifty are one traveller's; of the rest each has one to five.
create function pg_temp.owner(n bigint) returns bigint language sql immutable as $$
    select case when n < 50 then 0 else greatest(1, least(:travellers - 1, (n + (n * 31) % 7 - 3) * 3 / 10)) end $$;
create temp table sample as
    select (row_number() over (order by r.id) - 1)::integer as k, r.*, e.matching_id, e.smdp_address, s.word, s.packages, s.top_ups,
        i.given, i.seller, p.credit as held_in
    from renewals_renewal r join esims_esim e on e.id = r.esim join esims_snapshot s on s.esim = r.esim
        join invoices_receipt i on i.renewal = r.id join ledger_posting p on p.reference = r.id and p.line = 'hold'
    where r.state = 'RENEWED' and s.word = 'K' and s.top_ups is not null;
alter table sample add primary key (k);
analyze sample;
insert into accounts_customer (id, email, currency, language, zone, created_at)
    select pg_temp.traveller(n), 'traveller' || n || '@example.com', 'USD', (array['en', 'es', 'zh'])[1 + n % 3], 'America/Lima', now()
    from generate_series(0, :travellers - 1) n;
insert into accounts_session (hash, id, customer, created_at, used_at, device)
    select sha256(convert_to(lpad(n::text, 43, '0'), 'UTF8')), pg_temp.id(pg_temp.born() + n, 3000000000 + n), pg_temp.traveller(n), now(), now(),
        'Firefox on Android'
    from generate_series(0, :travellers - 1) n;
insert into ledger_balance (account, currency, available_minor)
    select pg_temp.traveller(n), 'USD', 100000 from generate_series(0, :travellers - 1) n;
insert into esims_esim (id, supplier, handle, iccid, partner, label, customer_email, matching_id, smdp_address, note, created_at, owner)
    select pg_temp.esim(n), s.supplier, 'bench' || n, '895100' || lpad(n::text, 13, '0'), null, 'Trip ' || n,
        'traveller' || pg_temp.owner(n) || '@example.com', s.matching_id, s.smdp_address, '', now(), pg_temp.traveller(pg_temp.owner(n))
    from generate_series(0, :esims - 1) n join sample s on s.k = n % (select count(*) from sample);
insert into esims_iccid (iccid, esim) select iccid, id from esims_esim where handle like 'bench%';
insert into esims_handle (supplier, handle, esim) select supplier, handle, id from esims_esim where handle like 'bench%';
-- Looked at a little later than now: nobody is asked while pages are measured.
insert into esims_snapshot (esim, word, packages, packages_at, top_ups, top_ups_at)
    select pg_temp.esim(n), s.word, s.packages, now() + interval '2 hours', s.top_ups, now() + interval '2 hours'
    from generate_series(0, :esims - 1) n join sample s on s.k = n % (select count(*) from sample);
-- A year of renewals, one after the other all over the eSIMs; then the long histories.
create temp table wish as
    select j as n, (extract(epoch from now()) * 1000)::bigint - 31536000000 + j * (31536000000 / :renewals) as ms,
        (j * 7919) % :esims as e, pg_temp.owner((j * 7919) % :esims) as c
    from generate_series(0::bigint, :renewals - 1) j
    union all
    select :renewals + j, (extract(epoch from now()) * 1000)::bigint - 31536000000 + j * 157680, 1 + (1 + j % :long) * 10 / 3, 1 + j % :long
    from generate_series(0::bigint, :esims / 5 - 1) j;
analyze wish;
insert into renewals_renewal
        (id, state, buyer, esim, iccid, supplier, supplier_package, plan, total_minor, tax_minor, currency, tax_rule, promise, accepted_at,
        deadline_at, sending, tries, supplier_order, cost_minor, cost_currency, delivered, ended_at, secured, paid_at)
    select pg_temp.id(w.ms, 5000000000 + w.n), s.state, pg_temp.traveller(w.c), pg_temp.esim(w.e), '895100' || lpad(w.e::text, 13, '0'), s.supplier,
        s.supplier_package, s.plan, s.total_minor, s.tax_minor, s.currency, s.tax_rule, s.promise, to_timestamp(w.ms / 1000.0),
        to_timestamp(w.ms / 1000.0 + 600), s.sending, s.tries, s.supplier_order, s.cost_minor, s.cost_currency, s.delivered,
        to_timestamp(w.ms / 1000.0 + 2), s.secured, to_timestamp(w.ms / 1000.0)
    from wish w join sample s on s.k = w.n % (select count(*) from sample);
insert into invoices_receipt (renewal, buyer, given, total_minor, tax_minor, currency, tax_rule, issued_at, seller)
    select pg_temp.id(w.ms, 5000000000 + w.n), pg_temp.traveller(w.c), s.given, s.total_minor, s.tax_minor, s.currency, s.tax_rule,
        to_timestamp(w.ms / 1000.0 + 2), s.seller
    from wish w join sample s on s.k = w.n % (select count(*) from sample);
insert into ledger_posting (reference, line, phase, debit, credit, amount_minor, currency, at)
    select pg_temp.id(w.ms, 5000000000 + w.n), l.line, l.phase, pg_temp.traveller(w.c), s.held_in, s.total_minor, s.currency, to_timestamp(w.ms / 1000.0)
    from wish w join sample s on s.k = w.n % (select count(*) from sample)
        cross join (values ('hold', 'pending'), ('hold-end', 'posted')) as l (line, phase);
