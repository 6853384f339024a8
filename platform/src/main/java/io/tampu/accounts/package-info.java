/**
 * Who buys: for now the partners, third-party platforms with a prepaid balance, and their keys. Its invariant: a key is
 * never kept, only its hash. Start reading at {@link io.tampu.accounts.Partners}.
 */
@NullMarked
package io.tampu.accounts;

import org.jspecify.annotations.NullMarked;
