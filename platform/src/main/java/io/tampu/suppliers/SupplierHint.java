package io.tampu.suppliers;

import java.util.Optional;

/**
 * A verified notification: a hint to ask again, never a fact.
 *
 * @param uniqueKey the same for every delivery of the same notification, made from what it says where it has no id
 * @param iccid the eSIM that it speaks of, empty for one about our account
 * @param what its kind in the supplier's words, for operators
 */
public record SupplierHint(String uniqueKey, Optional<String> iccid, String what) {}
