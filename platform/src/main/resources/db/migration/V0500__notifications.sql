-- What wholesalers told us, as it came: each notification once.
create table notifications_supplier (
    supplier text not null,
    unique_key text not null,
    what text not null,
    body bytea not null,
    received_at timestamptz not null,
    primary key (supplier, unique_key)
);
