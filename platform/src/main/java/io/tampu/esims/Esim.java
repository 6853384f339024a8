package io.tampu.esims;

import java.util.Optional;
import java.util.UUID;

/**
 * An eSIM.
 *
 * @param supplier the wholesaler by the name that {@code suppliers} knows it by
 * @param handle the wholesaler's own id of it; for some that is the ICCID
 * @param iccid 18 to 22 digits; unique among live eSIMs only
 * @param partner the partner's account that it is linked to
 * @param owner the customer whose eSIM it is
 * @param label for people, may be empty
 * @param customerEmail the address that it was bought with, in lower case
 * @param matchingId of its activation code
 * @param smdpAddress of its activation code
 * @param note what the import said beside it, may be empty
 */
public record Esim(
        EsimId id,
        String supplier,
        String handle,
        String iccid,
        Optional<UUID> partner,
        Optional<UUID> owner,
        String label,
        Optional<String> customerEmail,
        Optional<String> matchingId,
        Optional<String> smdpAddress,
        String note) {}
