-- Where money that was paid from outside goes if nothing is delivered: ORIGINAL or BALANCE.
alter table renewals_renewal add column refund_to text not null default 'ORIGINAL';
