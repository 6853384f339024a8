package io.tampu;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.audit.Audit;
import io.tampu.engine.Database;
import io.tampu.suppliers.FakeSupplier.Turn;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What takes long by somebody else's doing is no violation. */
class AuditIsPatientStory extends PaidStory {

    @Test
    void aRefundIsUnderWayPastTheDeadline() {
        shop.provider.refundsWait(true);
        shop.supplier.next(Turn.REFUSE);
        paid();
        timePasses("3 hours");

        assertThat(violations()).isEmpty();
    }

    @Test
    void afterALongSilenceOfTheProviderAnUnpaidRenewalWaitsForItsTurnButNotForLong() {
        begin();
        shop.pass(A_MINUTE);
        timePasses("2 hours");
        sql("update checkout_attempt set state = 'CLOSED', due_at = null,"
                + " ended_at = (select max(at) from renewals_heartbeat)");
        assertThat(violations()).isEmpty();

        timePasses("20 minutes");
        assertThat(violations()).singleElement().asString().startsWith("deadline: ");
    }

    private void timePasses(String interval) {
        sql("update renewals_heartbeat set at = at + interval '" + interval + "'");
    }

    private List<String> violations() {
        return new Audit(source, Optional.empty()).run().verdict().violations();
    }

    private void sql(String statement) {
        new Database(source).client().sql(statement).update();
    }
}
