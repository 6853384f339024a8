-- A renewal may have several cases: less was delivered, and later some of it was given back.
alter table renewals_case drop constraint renewals_case_pkey;
alter table renewals_case add primary key (renewal, what);
