/**
 * Not built yet: what the seller's staff uses to find, explain and resolve renewals, to set prices and to read reports.
 */
@NullMarked
package io.tampu.backoffice;

import org.jspecify.annotations.NullMarked;
