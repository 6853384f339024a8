package io.tampu.invoices;

import java.util.Optional;

/** What can be put on paper: a row of this room, and what only the renewal knows. */
public sealed interface Paper {

    /** @param means what was paid with, {@code "Visa 4242"}; empty: from the balance */
    record OfReceipt(Receipt receipt, Given given, Optional<String> means) implements Paper {}

    /** @param receipt which it takes back, or a part of it */
    record OfCreditNote(CreditNote note, Receipt receipt, Given given) implements Paper {

        public OfCreditNote {
            if (!note.renewal().equals(receipt.renewal())) {
                throw new IllegalArgumentException(note.number() + " does not correct " + receipt.number());
            }
        }
    }
}
