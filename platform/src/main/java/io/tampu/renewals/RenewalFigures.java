package io.tampu.renewals;

import io.tampu.engine.Backlog;
import java.util.List;

/**
 * How renewals stand, for those who watch.
 *
 * @param paidNotDelivered paid, not delivered, and past the deadline: the headline figure, which is zero
 * @param late some of those, the oldest first
 * @param underWay paid and not at an end, in time or not
 * @param inDoubt those of them of which the supplier has not said what it did
 * @param awaitingPayment to be paid from outside
 * @param refunding undelivered, the money on its way back
 * @param delivered of those accepted in the last 24 hours
 */
public record RenewalFigures(
        long paidNotDelivered,
        List<Renewal> late,
        Backlog underWay,
        Backlog inDoubt,
        Backlog awaitingPayment,
        Backlog refunding,
        Backlog delivered) {

    public RenewalFigures {
        late = List.copyOf(late);
    }
}
