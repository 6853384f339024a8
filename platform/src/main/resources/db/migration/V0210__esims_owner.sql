-- The customer whose eSIM it is, and the two ways to an eSIM that a traveller has: what is mine, newest first (the ids are in the
-- order of time), and what was bought with my address and is nobody's yet. Addresses are compared in lower case.
ALTER TABLE esims_esim ADD COLUMN owner uuid;

UPDATE esims_esim SET customer_email = lower(customer_email) WHERE customer_email <> lower(customer_email);

CREATE INDEX esims_esim_owner ON esims_esim (owner, id) WHERE owner IS NOT NULL;
CREATE INDEX esims_esim_bought_with ON esims_esim (customer_email) WHERE owner IS NULL;
