package io.tampu.esims;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.engine.FakeClock;
import io.tampu.engine.Ids;
import io.tampu.engine.TestDatabase;
import io.tampu.money.Money;
import io.tampu.suppliers.EsimWord;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class SnapshotStoreTest {

    private static final String ICCID = "8910300000000000017";
    private static final Duration NO_WAIT = Duration.ZERO;
    private static final Duration LONG_WAIT = Duration.ofSeconds(30);
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final TestDatabase database = TestDatabase.fresh();
    private final FakeClock clock = new FakeClock();
    private final Ids ids = new Ids(clock, new Random(1));
    private final UUID partner = ids.newWithOwnHome();
    private final ScriptedSupplier airalo = new ScriptedSupplier("airalo");
    private final Esims esims = new Esims(database.dataSource(), clock, ids, Map.of("airalo", airalo));
    private Esim esim;

    @BeforeEach
    void anEsim() {
        esims.importCsv(
                new ByteArrayInputStream(("iccid,supplier\n" + ICCID + ",airalo\n").getBytes(StandardCharsets.UTF_8)),
                partner);
        esim = esims.find(partner, ICCID).orElseThrow();
    }

    @AfterEach
    void close() {
        esims.close();
        database.close();
    }

    @Test
    void allThatASupplierSaysIsReadAsItWasWritten() {
        airalo.says = iccid -> everything();

        var snapshot = esims.refresh(esim);

        assertThat(snapshot)
                .isEqualTo(new Snapshot.Checked(
                        everything(),
                        clock.instant(),
                        Optional.of(clock.instant()),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(esims.snapshot(esim.id())).contains(snapshot);
    }

    @Test
    void silenceKeepsTheOldWordAndIsRemembered() {
        airalo.says = iccid -> everything();
        var asked = clock.instant();
        esims.refresh(esim);
        clock.turn(Duration.ofMinutes(20));
        airalo.says = iccid -> new EsimWord.Silent("timed out \0");

        var snapshot = (Snapshot.Checked) esims.refresh(esim);

        assertThat(snapshot.word()).isEqualTo(everything());
        assertThat(snapshot.checkedAt()).isEqualTo(asked);
        assertThat(snapshot.silentSince()).contains(clock.instant());
        clock.turn(Duration.ofMinutes(1));
        airalo.says = iccid -> everything();
        assertThat(esims.refresh(esim).silentSince()).isEmpty();
    }

    @Test
    void anAdapterThatThrowsIsAsGoodAsSilent() {
        airalo.says = iccid -> {
            throw new IllegalStateException("planted");
        };

        assertThat(esims.refresh(esim)).isEqualTo(new Snapshot.NotCheckedYet(Optional.of(clock.instant())));
    }

    @Test
    void aSupplierThatWasJustSilentIsLeftInPeaceForAMoment() {
        airalo.says = iccid -> new EsimWord.Silent("timed out");
        esims.refresh(esim);

        esims.freshEnough(esim, QUARTER, LONG_WAIT);
        assertThat(airalo.asked).hasValue(1);
        clock.turn(RefreshEsims.PAUSE_AFTER_SILENCE);
        esims.freshEnough(esim, QUARTER, LONG_WAIT);
        assertThat(airalo.asked).hasValue(2);
    }

    @Test
    void aLookAtThePackagesLeavesWhatMayBeBoughtAsItWas() {
        airalo.says = iccid -> everything();
        esims.refresh(esim);
        clock.turn(Duration.ofMinutes(1));
        var now = new EsimWord.Known(List.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

        esims.writeSnapshots(List.of(Looked.atPackages(esim.id(), now, clock.instant())));

        var snapshot = checked();
        assertThat(((EsimWord.Known) snapshot.word()).packages()).isEmpty();
        assertThat(((EsimWord.Known) snapshot.word()).topUps())
                .isEqualTo(everything().topUps());
        assertThat(snapshot.checkedAt()).isEqualTo(clock.instant());
        assertThat(snapshot.topUpsCheckedAt()).contains(clock.instant().minusSeconds(60));
    }

    @Test
    void anOlderLookNeverReplacesAYoungerOne() {
        var now = clock.instant();
        esims.writeSnapshots(List.of(Looked.atAll(esim.id(), everything(), now)));

        esims.writeSnapshots(List.of(Looked.atAll(esim.id(), new EsimWord.Unknown(), now.minusSeconds(1))));
        esims.writeSnapshots(List.of(Looked.atAll(esim.id(), new EsimWord.Silent("late"), now.minusSeconds(1))));

        assertThat(checked().word()).isEqualTo(everything());
        assertThat(checked().silentSince()).isEmpty();
    }

    @Test
    void theSameEsimTwiceInASetKeepsTheYoungestWord() {
        var now = clock.instant();

        esims.writeSnapshots(List.of(
                Looked.atAll(esim.id(), new EsimWord.Unknown(), now.minusSeconds(1)),
                Looked.atAll(esim.id(), everything(), now),
                Looked.atAll(esim.id(), new EsimWord.Silent("later still"), now.plusSeconds(1)),
                Looked.atAll(esim.id(), new EsimWord.Unknown(), now.minusSeconds(2))));

        assertThat(checked().word()).isEqualTo(everything());
    }

    @Test
    void whatIsWrittenInATransactionThatIsRolledBackWasNeverWritten() {
        new TransactionTemplate(new JdbcTransactionManager(database.dataSource())).executeWithoutResult(status -> {
            esims.writeSnapshots(List.of(Looked.atAll(esim.id(), everything(), clock.instant())));
            status.setRollbackOnly();
        });

        assertThat(esims.snapshot(esim.id())).isEmpty();
    }

    @Test
    void overlappingSetsAtOnceNeverLockEachOtherOut() throws Exception {
        var many = new ArrayList<EsimId>();
        for (int i = 0; i < 200; i++) {
            many.add(new EsimId(ids.newWithOwnHome()));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 40; i++) {
                var shuffled = new ArrayList<>(many);
                Collections.shuffle(shuffled, new Random(i));
                work.add(() -> {
                    esims.writeSnapshots(shuffled.stream()
                            .map(id -> Looked.atAll(id, everything(), clock.instant()))
                            .toList());
                    return true;
                });
            }
            for (var done : threads.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(esims.snapshots(many)).hasSize(200);
    }

    @Test
    void manyWhoLookAtOnceShareOneFlight() throws Exception {
        var open = new CountDownLatch(1);
        airalo.says = iccid -> {
            awaitQuietly(open);
            return everything();
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = new ArrayList<java.util.concurrent.Future<Snapshot>>();
            for (int i = 0; i < 50; i++) {
                waiting.add(threads.submit(() -> esims.freshEnough(esim, QUARTER, LONG_WAIT)));
            }
            assertThat(esims.freshEnough(esim, QUARTER, NO_WAIT)).isInstanceOf(Snapshot.NotCheckedYet.class);
            open.countDown();
            for (var snapshot : waiting) {
                assertThat(snapshot.get()).isInstanceOf(Snapshot.Checked.class);
            }
        }
        assertThat(airalo.asked).hasValue(1);
    }

    @Test
    void aStaleWordIsGivenAtOnceAndAskedForAgainBehindIt() {
        airalo.says = iccid -> everything();
        esims.refresh(esim);
        clock.turn(QUARTER.minusSeconds(1));
        assertThat(((Snapshot.Checked) esims.freshEnough(esim, QUARTER, NO_WAIT)).isFresh(clock.instant(), QUARTER))
                .isTrue();
        assertThat(airalo.asked).hasValue(1);

        clock.turn(Duration.ofSeconds(1));
        var open = new CountDownLatch(1);
        airalo.says = iccid -> {
            awaitQuietly(open);
            return new EsimWord.Unknown();
        };
        var old = (Snapshot.Checked) esims.freshEnough(esim, QUARTER, NO_WAIT);
        open.countDown();

        assertThat(old.word()).isEqualTo(everything());
        // Joins the flight behind it, or finds it landed and asks once more.
        assertThat(((Snapshot.Checked) esims.refresh(esim)).word()).isEqualTo(new EsimWord.Unknown());
    }

    @Test
    void aHintMakesAFreshWordStale() {
        airalo.says = iccid -> everything();
        esims.refresh(esim);
        clock.turn(Duration.ofSeconds(1));

        assertThat(esims.markStale("airalo", ICCID)).contains(esim);
        assertThat(checked().isFresh(clock.instant(), QUARTER)).isFalse();
        assertThat(esims.markStale("other", ICCID)).isEmpty();
        assertThat(esims.markStale("airalo", "8910300000000000025")).isEmpty();

        clock.turn(Duration.ofSeconds(1));
        esims.refresh(esim);
        assertThat(checked().isFresh(clock.instant(), QUARTER)).isTrue();
    }

    @Test
    void aRecycledEsimIsNotAskedForAgain() {
        airalo.says = iccid -> new EsimWord.Recycled();
        esims.refresh(esim);
        clock.turn(Duration.ofDays(1));

        var snapshot = (Snapshot.Checked) esims.freshEnough(esim, QUARTER, LONG_WAIT);

        assertThat(snapshot.word()).isEqualTo(new EsimWord.Recycled());
        assertThat(airalo.asked).hasValue(1);
    }

    private Snapshot.Checked checked() {
        return (Snapshot.Checked) esims.snapshot(esim.id()).orElseThrow();
    }

    private static EsimWord.Known everything() {
        return new EsimWord.Known(
                List.of(
                        new EsimWord.OwnedPackage(
                                "1",
                                "inti-peru-7days-1gb",
                                EsimWord.Status.ACTIVE,
                                1_073_741_824L,
                                5L,
                                Optional.of(Instant.parse("2026-11-20T10:00:00Z")),
                                Optional.of(Instant.parse("2026-11-27T10:00:00Z")),
                                7),
                        new EsimWord.OwnedPackage(
                                "2",
                                "a \"quoted\" package ñ 秘鲁",
                                EsimWord.Status.WAITING,
                                -1,
                                -1,
                                Optional.empty(),
                                Optional.empty(),
                                30)),
                List.of(
                        new EsimWord.TopUpOption("inti-peru-1day-1gb-topup", Money.usd("1.10")),
                        new EsimWord.TopUpOption("inti-peru-7days-1gb-topup", Money.usd("2.40"))),
                Optional.of(100),
                Optional.of(0),
                Optional.of("internet"));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
