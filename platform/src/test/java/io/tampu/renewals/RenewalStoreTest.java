package io.tampu.renewals;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.catalog.PlanId;
import io.tampu.checkout.Refund;
import io.tampu.engine.Database;
import io.tampu.engine.TestDatabase;
import io.tampu.esims.EsimId;
import io.tampu.money.Money;
import io.tampu.suppliers.SupplierOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the rows themselves protect. */
class RenewalStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(35);
    private static final Remaining NOTHING = new Remaining(null, false, null, null, null, null);
    private static final SupplierOrder ORDER =
            new SupplierOrder("1000", "small", Money.usd("2.40"), 1L << 30, 7, 0, 0, NOW);
    private static final TestDatabase TEST = TestDatabase.fresh();

    private static long number;

    private final RenewalStore store = new RenewalStore(new Database(TEST.dataSource()));

    @AfterAll
    static void close() {
        TEST.close();
    }

    @Test
    void whoLosesTheClaimCannotOverwriteWhatTheNextOneFound() {
        Renewal refunded = refundedAndLookedFor();
        Renewal slow = claim(refunded, NOW.plusSeconds(60));
        Renewal quick = claim(refunded, NOW.plusSeconds(100));
        assertThat(store.record(List.of(quick.givenAfterRefund(ORDER)))).containsKey(refunded.id());

        assertThat(store.record(List.of(slow.lookAgain(Optional.of(NOW.plusSeconds(200))))))
                .isEmpty();

        assertThat(store.find(refunded.id()).orElseThrow().sending()).isEqualTo(Sending.SOLD);
        assertThat(store.find(refunded.id()).orElseThrow().cost()).contains(Money.usd("2.40"));
    }

    @Test
    void whatWasFoundMeanwhileIsNotLookedForAgain() {
        Renewal found = claim(refundedAndLookedFor(), NOW.plusSeconds(60))
                .givenAfterRefund(ORDER)
                .to();

        assertThat(found.lookAgain(Optional.of(NOW)).changesNothing()).isTrue();
        assertThat(found.givenAfterRefund(ORDER).changesNothing()).isTrue();
    }

    /** An order that may have arrived, refunded at its deadline, to be looked for from now. */
    private Renewal refundedAndLookedFor() {
        UUID id = new UUID(3, ++number);
        Renewal accepted = Renewal.accepted(
                new RenewalId(id),
                new Terms(
                        new UUID(1, 1),
                        new EsimId(id),
                        "8910300000000000017",
                        "airalo",
                        "small",
                        new PlanId(new UUID(2, 2)),
                        Money.usd("3.90"),
                        Money.usd("0.59"),
                        "NONE",
                        new Promise(
                                "x", "x", 1, 0, 0, 7, NOTHING, NOTHING, new Promise.Start("IMMEDIATE", NOW, NOW), 14),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Refund.To.ORIGINAL),
                NOW.minusSeconds(600),
                NOW,
                NOW);
        store.insert(List.of(accepted));
        Step late = accepted.late("not-delivered-in-time", Optional.of(NOW.plusSeconds(60)), NOW);
        assertThat(store.record(List.of(late))).containsKey(accepted.id());
        return late.to();
    }

    private Renewal claim(Renewal renewal, Instant at) {
        return store.claimDue(at, LEASE, 10).stream()
                .filter(claimed -> claimed.id().equals(renewal.id()))
                .findFirst()
                .orElseThrow();
    }
}
