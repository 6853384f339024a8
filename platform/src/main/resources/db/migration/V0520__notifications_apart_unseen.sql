-- What nobody has looked at yet, however much was kept apart over the years: counted for the seller's health page.
create index notifications_apart_unseen on notifications_apart (received_at) where looked_at is null;
