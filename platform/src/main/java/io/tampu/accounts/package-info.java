/**
 * Who buys: partners, third-party platforms with a prepaid balance, and their keys; and customers, travellers who may have one too.
 * Its invariant: a key is never kept, only its hash. Start reading at {@link io.tampu.accounts.Partners}.
 */
@NullMarked
package io.tampu.accounts;

import org.jspecify.annotations.NullMarked;
