/**
 * The books: postings, holds and balances. A posting is one row with a debit and a credit account, so that it is balanced by
 * construction; none is ever changed. Its invariant: a balance row equals the sum of its postings. Start reading at
 * {@link io.tampu.ledger.Ledger}; docs/books.md has the chart of accounts and the postings of each outcome.
 */
@NullMarked
package io.tampu.ledger;

import org.jspecify.annotations.NullMarked;
