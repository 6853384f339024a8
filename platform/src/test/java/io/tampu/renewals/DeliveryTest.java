package io.tampu.renewals;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.catalog.PlanId;
import io.tampu.checkout.Refund;
import io.tampu.esims.EsimId;
import io.tampu.esims.Looked;
import io.tampu.money.Money;
import io.tampu.suppliers.EsimWord;
import io.tampu.suppliers.SupplierOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was given, held against what was promised. */
class DeliveryTest {

    private static final long GB = 1L << 30;
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final EsimId ESIM = new EsimId(new UUID(1, 1));

    @Test
    void ofTwoPackagesOfTheSameKindTheOneThatWaitsIsTheNewOneInWhateverOrderTheyCome() {
        EsimWord.OwnedPackage old = owned(EsimWord.Status.ACTIVE, GB / 2, Optional.of(NOW.plus(Duration.ofDays(2))));
        EsimWord.OwnedPackage waiting = owned(EsimWord.Status.WAITING, GB, Optional.empty());

        Delivery oldestFirst = Delivery.of(renewal(), order(), known(old, waiting));
        Delivery newestFirst = Delivery.of(renewal(), order(), known(waiting, old));

        assertThat(oldestFirst.given().startsAt()).isNull();
        assertThat(newestFirst.given()).isEqualTo(oldestFirst.given());
        assertThat(newestFirst.shortfall()).isEmpty();
    }

    @Test
    void aPackageOfTheSameKindThatBeganBeforeIsNotTakenForTheOneThatIsNotListedYet() {
        EsimWord.OwnedPackage old = owned(EsimWord.Status.ACTIVE, GB / 2, Optional.of(NOW.plus(Duration.ofDays(2))));

        assertThat(Delivery.of(renewal(), order(), known(old)).isChecked()).isFalse();
    }

    @Test
    void aShortPlanBesideALongOneIsNoShortfallSinceTheEsimAsAWholeLastsAsPromised() {
        EsimWord.OwnedPackage other = new EsimWord.OwnedPackage(
                "9",
                "large",
                EsimWord.Status.ACTIVE,
                GB,
                GB,
                Optional.of(NOW.minusSeconds(3600)),
                Optional.of(NOW.plus(Duration.ofDays(20))),
                30);
        EsimWord.OwnedPackage waiting = owned(EsimWord.Status.WAITING, GB, Optional.empty());

        assertThat(Delivery.of(renewal(), order(), known(other, waiting)).shortfall())
                .isEmpty();
    }

    @Test
    void lessDataThanPromisedIsAShortfall() {
        Delivery delivery = Delivery.of(
                renewal(),
                order(),
                known(new EsimWord.OwnedPackage(
                        "2", "small", EsimWord.Status.WAITING, GB / 2, GB / 2, Optional.empty(), Optional.empty(), 7)));

        assertThat(delivery.shortfall()).contains("promised 1073741824 bytes, given 536870912");
    }

    @Test
    void anEndMoreThanAnHourEarlierThanPromisedIsAShortfall() {
        Instant promised = NOW.plus(Duration.ofDays(7));

        Delivery inTime = Delivery.of(renewal(), order(), known(begun(promised.minusSeconds(3599))));
        Delivery early = Delivery.of(renewal(), order(), known(begun(promised.minusSeconds(3601))));

        assertThat(inTime.shortfall()).isEmpty();
        assertThat(early.shortfall()).contains("promised until 2026-11-30T12:00:00Z, given until 2026-11-30T10:59:59Z");
    }

    @Test
    void aPackageThatIsNotShownYetIsLookedForAgainAndNothingIsSaidToBeMissing() {
        Delivery delivery = Delivery.of(renewal(), order(), known());

        assertThat(delivery.isChecked()).isFalse();
        assertThat(delivery.shortfall()).isEmpty();
    }

    private static Looked known(EsimWord.OwnedPackage... packages) {
        return Looked.atPackages(
                ESIM,
                new EsimWord.Known(List.of(packages), List.of(), Optional.empty(), Optional.empty(), Optional.empty()),
                NOW);
    }

    private static EsimWord.OwnedPackage owned(EsimWord.Status status, long left, Optional<Instant> end) {
        return new EsimWord.OwnedPackage(
                "1", "small", status, GB, left, end.map(time -> time.minus(Duration.ofDays(7))), end, 7);
    }

    private static EsimWord.OwnedPackage begun(Instant end) {
        return new EsimWord.OwnedPackage(
                "1", "small", EsimWord.Status.ACTIVE, GB, GB, Optional.of(NOW), Optional.of(end), 7);
    }

    private static SupplierOrder order() {
        return new SupplierOrder("1", "small", Money.usd("2.40"), GB, 7, 0, 0, NOW);
    }

    private static Renewal renewal() {
        Remaining nothing = new Remaining(0L, false, null, null, null, null);
        Instant end = NOW.plus(Duration.ofDays(7));
        var promise = new Promise(
                "PE-7D-1GB",
                "Peru, 7 days, 1 GB",
                GB,
                0,
                0,
                7,
                nothing,
                new Remaining(GB, false, null, null, end, end),
                new Promise.Start("ON_DEPLETION", NOW, NOW),
                14);
        var terms = new Terms(
                new UUID(2, 2),
                ESIM,
                "8910300000000000017",
                "airalo",
                "small",
                new PlanId(new UUID(3, 3)),
                Money.usd("3.90"),
                Money.usd("0.59"),
                "PE-IGV-18",
                promise,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Refund.To.ORIGINAL);
        return Renewal.accepted(new RenewalId(new UUID(4, 4)), terms, NOW, NOW.plusSeconds(600), NOW.plusSeconds(35));
    }
}
