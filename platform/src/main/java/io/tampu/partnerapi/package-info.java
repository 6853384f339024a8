/**
 * HTTP for third-party platforms: keys, offers, renewals that can be retried blindly, balance. Its invariant: whatever a
 * partner sends, the answer is a readable JSON document and no 5xx, and a partner sees only what is linked to it. Start
 * reading at {@link io.tampu.partnerapi.RenewalsResource}.
 */
@NullMarked
package io.tampu.partnerapi;

import org.jspecify.annotations.NullMarked;
