package io.tampu.esims;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.engine.FakeClock;
import io.tampu.engine.Ids;
import io.tampu.engine.TestDatabase;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whose an eSIM is. */
class OwnedEsimsStoreTest {

    private static final String ADDRESS = "traveller@example.com";
    private static final String ICCID = "8910300000000000017";
    private static final String OTHER_ICCID = "8910300000000000025";

    private final TestDatabase database = TestDatabase.fresh();
    private final FakeClock clock = new FakeClock();
    private final Ids ids = new Ids(clock, new Random(1));
    private final UUID customer = ids.newWithOwnHome();
    private final UUID stranger = ids.newWithOwnHome();
    private final Esims esims =
            new Esims(database.dataSource(), clock, ids, Map.of("airalo", new ScriptedSupplier("airalo")));

    @AfterEach
    void close() {
        esims.close();
        database.close();
    }

    @Test
    void whatWasBoughtWithMyAddressBecomesMineTheNewestFirst() {
        load("iccid,supplier,customer_email\n8910300000000000017,airalo,Traveller@Example.com\n");
        clock.turn(Duration.ofSeconds(1));
        load("iccid,supplier,customer_email\n8910300000000000025,airalo,traveller@example.com\n"
                + "8910300000000000033,airalo,other@example.com\n8910300000000000041,airalo,\n");

        assertThat(esims.takeBought(customer, "TRAVELLER@example.com")).isEqualTo(2);
        assertThat(esims.takeBought(customer, ADDRESS)).isZero();

        assertThat(esims.ofOwner(customer, Optional.empty(), 10))
                .extracting(Esim::iccid)
                .containsExactly(OTHER_ICCID, ICCID);
        assertThat(esims.ofOwner(customer, Optional.empty(), 1))
                .extracting(Esim::iccid)
                .containsExactly(OTHER_ICCID);
        assertThat(esims.ofOwner(customer, Optional.empty(), 10))
                .allMatch(esim -> esim.owner().equals(Optional.of(customer)));
        assertThat(esims.ofOwner(stranger, Optional.empty(), 10)).isEmpty();
        EsimId newest = esims.ofOwner(customer, Optional.empty(), 1).getFirst().id();
        assertThat(esims.ofOwner(customer, Optional.of(newest), 10))
                .extracting(Esim::iccid)
                .containsExactly(ICCID);
        assertThat(esims.ofOwner(stranger, Optional.of(newest), 10)).isEmpty();
    }

    @Test
    void takingWritesNothingWhereThereIsNothingToTake() {
        var esim = oneOf(ADDRESS);
        esims.takeBought(customer, ADDRESS);
        var version = version(esim);

        assertThat(esims.takeBought(customer, ADDRESS)).isZero();
        assertThat(esims.takeBought(stranger, ADDRESS)).isZero();

        assertThat(version(esim)).isEqualTo(version);
        assertThat(esims.findOfOwner(customer, esim)).isPresent();
    }

    @Test
    void anothersEsimIsAsIfItDidNotExist() {
        var esim = oneOf(ADDRESS);
        esims.takeBought(customer, ADDRESS);

        assertThat(esims.findOfOwner(stranger, esim)).isEmpty();
        assertThat(esims.rename(stranger, esim, "mine")).isEmpty();
        assertThat(esims.own(stranger, esim)).isFalse();
        assertThat(esims.findForClaim(ICCID, ADDRESS)).isEmpty();
        assertThat(esims.findOfOwner(customer, esim)).map(Esim::label).contains("");
    }

    @Test
    void anEsimOfNobodyIsFoundByItsNumberAndTheAddressItWasBoughtWithTogether() {
        var esim = oneOf(ADDRESS);
        assertThat(esims.findForClaim("8910 3000 0000 0000 017", " Traveller＠Example.com"))
                .map(Esim::id)
                .contains(esim);
        assertThat(esims.findForClaim("８９１０　３０００　００００　００００　０１７", ADDRESS))
                .map(Esim::id)
                .contains(esim);

        assertThat(esims.findForClaim(ICCID, "other@example.com")).isEmpty();
        assertThat(esims.findForClaim(OTHER_ICCID, ADDRESS)).isEmpty();
        assertThat(esims.findForClaim("0017", ADDRESS)).isEmpty();
        assertThat(esims.findForClaim(ICCID + "0000", ADDRESS)).isEmpty();
        assertThat(esims.findForClaim("", "")).isEmpty();
    }

    @Test
    void ofTwoWhoOwnAtOnceOneDoes() throws InterruptedException, ExecutionException {
        var esim = oneOf(ADDRESS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var customers =
                    IntStream.range(0, 20).mapToObj(i -> ids.newWithOwnHome()).toList();
            var owned = threads.invokeAll(customers.stream()
                    .<Callable<Boolean>>map(one -> () -> esims.own(one, esim))
                    .toList());

            int owners = 0;
            for (Future<Boolean> answer : owned) {
                owners += answer.get() ? 1 : 0;
            }
            assertThat(owners).isEqualTo(1);
            assertThat(customers)
                    .filteredOn(one -> esims.findOfOwner(one, esim).isPresent())
                    .hasSize(1);
        }
    }

    @Test
    void owningIsSafeToRepeat() {
        var esim = oneOf(ADDRESS);

        assertThat(esims.own(customer, esim)).isTrue();
        assertThat(esims.own(customer, esim)).isTrue();
        assertThat(esims.own(customer, new EsimId(ids.newWithOwnHome()))).isFalse();
    }

    @Test
    void importingAgainTakesNeitherTheOwnerNorTheirLabelAway() {
        var esim = oneOf(ADDRESS);
        esims.takeBought(customer, ADDRESS);
        esims.rename(customer, esim, "Mother's phone");

        var report = load("iccid,supplier,label,customer_email,imported_note\n"
                + "8910300000000000017,airalo,shop's label,other@example.com,again\n");

        assertThat(report.changed()).isEqualTo(1);
        var after = esims.findOfOwner(customer, esim).orElseThrow();
        assertThat(after.label()).isEqualTo("Mother's phone");
        assertThat(after.note()).isEqualTo("again");
        assertThat(after.customerEmail()).contains("other@example.com");
        assertThat(esims.takeBought(stranger, "other@example.com")).isZero();
    }

    @Test
    void aLabelIsOneLineOfFortyCharacters() {
        var esim = oneOf(ADDRESS);
        esims.own(customer, esim);

        assertThat(renamed(esim, "  Cusco \n\t trip \u0000")).isEqualTo("Cusco trip");
        assertThat(renamed(esim, "evil\u202etxt")).isEqualTo("evil txt");
        assertThat(renamed(esim, "手".repeat(41))).isEqualTo("手".repeat(40));
        assertThat(renamed(esim, "🦙".repeat(41))).isEqualTo("🦙".repeat(40));
        assertThat(renamed(esim, "")).isEmpty();
    }

    private String renamed(EsimId esim, String label) {
        return esims.rename(customer, esim, label).orElseThrow().label();
    }

    private EsimId oneOf(String address) {
        load("iccid,supplier,customer_email\n8910300000000000017,airalo," + address + "\n");
        return esims.findForClaim(ICCID, address).orElseThrow().id();
    }

    /** Which transaction wrote the row. */
    private long version(EsimId esim) {
        return JdbcClient.create(database.dataSource())
                .sql("select xmin::text::bigint from esims_esim where id = ?")
                .param(esim.value())
                .query(Long.class)
                .single();
    }

    private EsimImport load(String csv) {
        return esims.importCsv(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
    }
}
