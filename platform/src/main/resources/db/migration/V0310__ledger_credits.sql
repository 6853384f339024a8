-- What was added to a balance may now come from a provider or from a refund too. The seller's own accounts all come before the
-- ids of balances, so that their lines stay out of this index.
drop index ledger_posting_credited;
create index ledger_posting_credited on ledger_posting (credit, reference)
    where credit > '00000000-0000-8000-ffff-ffffffffffff';
