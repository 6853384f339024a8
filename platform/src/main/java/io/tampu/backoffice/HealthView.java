package io.tampu.backoffice;

import io.tampu.renewals.Renewal;
import java.time.Instant;
import java.util.List;

/**
 * What the health page shows.
 *
 * @param paidNotDelivered the headline figure
 * @param late those renewals, the oldest first; not all of them when they are many
 */
record HealthView(Instant at, long paidNotDelivered, List<Renewal> late, List<Group> groups) {

    /** Figures under one heading. */
    record Group(String key, List<Figure> figures) {}

    /** The headline is not the only thing that may ask for a person. */
    long acts() {
        return groups.stream()
                .flatMap(group -> group.figures().stream())
                .filter(figure -> figure.level() == Figure.Level.ACT)
                .count();
    }
}
