-- Renewals that are paid from outside: until when, and by what the money is secured.
alter table renewals_renewal add column pay_until timestamptz;
alter table renewals_renewal add column paid_at timestamptz;
-- HOLD: held on the buyer's balance; PAYMENT: captured by a provider.
alter table renewals_renewal add column secured text;
update renewals_renewal set secured = 'HOLD', paid_at = accepted_at;
-- A refund on its way does not keep the traveller from renewing again.
drop index renewals_renewal_open;
create unique index renewals_renewal_open on renewals_renewal (esim)
    where state in ('PAID', 'FULFILLING', 'IN_DOUBT', 'UNDELIVERED');
