-- A dispute that was only heard of names the money, not the attempt.
create index checkout_dispute_of_payment on checkout_dispute (provider, payment);
