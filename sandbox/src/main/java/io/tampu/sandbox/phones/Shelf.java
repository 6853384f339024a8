package io.tampu.sandbox.phones;

import java.util.Collection;
import java.util.Optional;

/** The plans that a wholesaler has. */
public interface Shelf {

    Optional<Plan> plan(String id);

    Collection<Plan> plans();

    /** The plan that an eSIM of this kind came with; {@code variant} makes neighbours differ. */
    Plan original(PhoneKind kind, int variant);
}
