-- Since when a platform has lived without a gap: a suspended machine or a clock that jumped starts anew. Only who lived past a
-- deadline could have kept it.
alter table renewals_heartbeat add column since timestamptz;
update renewals_heartbeat set since = at;
alter table renewals_heartbeat alter column since set not null;
