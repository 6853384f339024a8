package io.tampu.esims;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.engine.Ids;
import io.tampu.engine.TestDatabase;
import io.tampu.suppliers.EsimWord;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class EsimImportStoreTest {

    private static final String ICCID = "8910300000000000017";
    private static final String OTHER_ICCID = "8910300000000000025";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    private final TestDatabase database = TestDatabase.fresh();
    private final Ids ids = new Ids(CLOCK, new Random(1));
    private final UUID partner = ids.newWithOwnHome();
    private final ScriptedSupplier airalo = new ScriptedSupplier("airalo");
    private final Esims esims = new Esims(
            database.dataSource(), CLOCK, ids, Map.of("airalo", airalo, "other", new ScriptedSupplier("other")));

    @AfterEach
    void close() {
        esims.close();
        database.close();
    }

    @Test
    void aRowBecomesAnEsimThatLivesWhereItsPartnerLives() {
        var report = load("""
                iccid,supplier,label,customer_email,matching_id,smdp_address,imported_note
                8910300000000000017,airalo,"Tour, second bus",traveller@example.com,ABC-1,smdp.example.com,a note
                """);

        assertThat(report).isEqualTo(new EsimImport(1, 0, 0, List.of(), 0, List.of(), 0));
        var esim = esims.find(partner, ICCID).orElseThrow();
        assertThat(esim)
                .isEqualTo(new Esim(
                        esim.id(),
                        "airalo",
                        ICCID,
                        ICCID,
                        Optional.of(partner),
                        Optional.empty(),
                        "Tour, second bus",
                        Optional.of("traveller@example.com"),
                        Optional.of("ABC-1"),
                        Optional.of("smdp.example.com"),
                        "a note"));
        assertThat(Ids.homeOf(esim.id().value())).isEqualTo(Ids.homeOf(partner));
    }

    @Test
    void theSameFileAgainChangesNothingAndAChangedRowChangesOnlyWhatItSays() {
        load("iccid,supplier,label\n8910300000000000017,airalo,one\n8910300000000000025,airalo,two\n");
        var before = esims.find(partner, ICCID).orElseThrow();

        var again = load("iccid,supplier,label\n8910300000000000017,airalo,one\n8910300000000000025,airalo,two\n");
        var changed = load("iccid,supplier,matching_id\n8910300000000000017,airalo,M1\n8910300000000000025,airalo,\n");

        assertThat(again.unchanged()).isEqualTo(2);
        assertThat(changed.changed()).isEqualTo(1);
        assertThat(changed.unchanged()).isEqualTo(1);
        var after = esims.find(partner, ICCID).orElseThrow();
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.label()).isEqualTo("one");
        assertThat(after.matchingId()).contains("M1");
    }

    @Test
    void badRowsAreRefusedByLineAndTheGoodOnesGoIn() {
        var report = load("""
                iccid,supplier,customer_email

                8910300000000000017,airalo,traveller@example.com
                891030000000000001,airalo,
                89103000000000000250000,airalo,
                8910300000000000O25,airalo,
                8910300000000000025,nobody,
                8910300000000000025,airalo,no address
                8910300000000000025,airalo
                ,airalo,
                "8910300000000000033
                ",airalo,
                '; DROP TABLE esims_esim; --,airalo,<script>
                """);

        assertThat(report.added()).isEqualTo(3);
        assertThat(report.refused())
                .extracting(EsimImport.Line::toString)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("line 5: iccid: ").contains("is not 18 to 22 digits"),
                        line -> assertThat(line).startsWith("line 6: iccid: "),
                        line -> assertThat(line).startsWith("line 7: supplier: \"nobody\" is not known here"),
                        line -> assertThat(line).startsWith("line 8: customer_email: \"no address\" is not"),
                        line -> assertThat(line).isEqualTo("line 9: 2 fields, but the first line names 3"),
                        line -> assertThat(line).isEqualTo("line 10: iccid: is empty"),
                        line -> assertThat(line).startsWith("line 13: iccid: "));
        assertThat(report.refusedCount()).isEqualTo(7);
        assertThat(report.warnings())
                .extracting(EsimImport.Line::toString)
                .containsExactly("line 4: iccid: the check digit of 891030000000000001 is not right");
    }

    @Test
    void aWrongFirstLineRefusesTheFile() {
        assertThat(load("iccid,supplier,lable\n8910300000000000017,airalo,x\n").refused())
                .singleElement()
                .asString()
                .startsWith("line 1: unknown column \"lable\"");
        assertThat(load("supplier\nairalo\n").refused())
                .singleElement()
                .asString()
                .contains("iccid and supplier");
        assertThat(load("").refused()).singleElement().asString().isEqualTo("line 1: the file is empty");
        assertThat(esims.find(partner, ICCID)).isEmpty();
    }

    @Test
    void anOpenQuoteIsReportedWithItsLineAndWhatStoodBeforeGoesIn() {
        var report = load("iccid,supplier\n8910300000000000017,airalo\n\"8910300000000000025,airalo\n");

        assertThat(report.added()).isEqualTo(1);
        assertThat(report.refused()).singleElement().asString().startsWith("line 3: from here on");
    }

    @Test
    void theSameEsimTwiceInAFileIsTakenInTheOrderOfTheLines() {
        var report = load(
                "iccid,supplier,label\n8910300000000000017,airalo,a\n8910300000000000017,airalo,a\n8910300000000000017,airalo,b\n");

        assertThat(report.added()).isEqualTo(1);
        assertThat(report.unchanged()).isEqualTo(1);
        assertThat(report.changed()).isEqualTo(1);
        assertThat(esims.find(partner, ICCID).orElseThrow().label()).isEqualTo("b");
    }

    @Test
    void anEsimOfAnotherPartnerIsNeitherFoundNorTaken() {
        load("iccid,supplier\n8910300000000000017,airalo\n");
        var stranger = ids.newWithOwnHome();

        var report = esims.importCsv(stream("iccid,supplier\n8910300000000000017,airalo\n"), stranger);

        assertThat(report.refused()).singleElement().asString().contains("is linked to another partner");
        assertThat(esims.find(stranger, ICCID)).isEmpty();
        assertThat(esims.find(partner, ICCID)).isPresent();
    }

    @Test
    void anEsimOfNobodyIsLinkedLaterAndKeepsItsId() {
        esims.importCsv(stream("iccid,supplier\n8910300000000000017,airalo\n"));
        assertThat(esims.find(partner, ICCID)).isEmpty();

        var report = load("iccid,supplier\n8910300000000000017,airalo\n");

        assertThat(report.changed()).isEqualTo(1);
        assertThat(count("esims_esim")).isEqualTo(1);
        assertThat(esims.find(partner, ICCID)).isPresent();
    }

    @Test
    void theIccidOfALiveEsimIsRefusedAndThatOfARecycledOneIsTakenOver() {
        load("iccid,supplier,handle\n8910300000000000017,other,T1\n");
        var first = esims.find(partner, ICCID).orElseThrow();

        var refused = load("iccid,supplier,handle\n8910300000000000017,other,T2\n");
        esims.writeSnapshots(List.of(Looked.atAll(first.id(), new EsimWord.Recycled(), CLOCK.instant())));
        var taken = load("iccid,supplier,handle\n8910300000000000017,other,T2\n");

        assertThat(refused.refused()).singleElement().asString().contains("is that of another live eSIM");
        assertThat(taken.added()).isEqualTo(1);
        assertThat(esims.find(partner, ICCID).orElseThrow().handle()).isEqualTo("T2");
        assertThat(esims.find(first.id())).contains(first);
    }

    @Test
    void twoImportsOfTheSameFileAtOnceMakeEachEsimOnce() throws Exception {
        var csv = IntStream.range(0, 3_000)
                .mapToObj(i -> "89103000000%08d,airalo".formatted(i))
                .collect(Collectors.joining("\n", "iccid,supplier\n", "\n"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<EsimImport> one = () -> load(csv);
            var reports = threads.invokeAll(List.of(one, one, one));

            long added = 0;
            for (var report : reports) {
                added += report.get().added();
                assertThat(report.get().refusedCount()).isZero();
            }
            assertThat(added).isEqualTo(3_000);
        }
        assertThat(count("esims_esim")).isEqualTo(3_000);
        assertThat(count("esims_iccid")).isEqualTo(3_000);
    }

    @Test
    void aMalformedIccidIsNotFound() {
        assertThat(esims.find(partner, "' OR 1=1 --")).isEmpty();
        assertThat(esims.find(partner, OTHER_ICCID)).isEmpty();
        assertThat(esims.find(partner, "\0")).isEmpty();
    }

    private EsimImport load(String csv) {
        return esims.importCsv(stream(csv), partner);
    }

    private static ByteArrayInputStream stream(String csv) {
        return new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8));
    }

    private long count(String table) {
        return JdbcClient.create(database.dataSource())
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }
}
