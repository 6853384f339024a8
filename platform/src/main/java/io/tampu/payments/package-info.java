/**
 * Not built yet: the payment providers. One port with sealed answers, and a folder per provider with the same file names in
 * each. Its invariant will be the suppliers': silence is never taken for a no.
 */
@NullMarked
package io.tampu.payments;

import org.jspecify.annotations.NullMarked;
