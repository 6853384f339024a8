/**
 * Who buys: partners, third-party platforms with a prepaid balance, and their keys; and customers, travellers who may have one too,
 * who sign in by a code that is sent to their address. Its invariant: no key, token or code is ever kept, only its hash. Start
 * reading at {@link io.tampu.accounts.Partners}, and for travellers at {@link io.tampu.accounts.SignIns}.
 */
@NullMarked
package io.tampu.accounts;

import org.jspecify.annotations.NullMarked;
