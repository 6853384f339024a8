package io.tampu.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tampu.catalog.PlanImport.Imported;
import io.tampu.catalog.PlanImport.Problem;
import io.tampu.catalog.PlanImport.Refused;
import io.tampu.engine.FakeClock;
import io.tampu.engine.Ids;
import io.tampu.engine.TestDatabase;
import io.tampu.money.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class CatalogStoreTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final FakeClock clock = new FakeClock();
    private final Catalog catalog = catalog();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theSampleHasEightPlansAndEachSaysThatItIsASample() {
        assertThat(catalog.importFile(sample())).isEqualTo(new Imported(8, 0, 0, 0));

        assertThat(catalog.current())
                .hasSize(8)
                .allMatch(Plan::sample)
                .allMatch(plan -> plan.name().endsWith("(sample)"));
        var day = catalog.current("airalo", "inti-peru-1day-1gb-topup").orElseThrow();
        assertThat(day.dataBytes()).isEqualTo(1_073_741_824L);
        assertThat(day.price()).isEqualTo(Money.usd("1.79"));
        assertThat(day.networks())
                .containsExactly(
                        new Plan.Network("716-06", "Movistar"),
                        new Plan.Network("716-10", "Claro"),
                        new Plan.Network("716-15", "Bitel"),
                        new Plan.Network("716-17", "Entel"));
    }

    @Test
    void theSameFileAgainChangesNothing() {
        catalog.importFile(sample());
        var before = catalog.current();

        assertThat(catalog.importFile(sample())).isEqualTo(new Imported(0, 0, 8, 0));

        assertThat(catalog.current()).isEqualTo(before);
        assertThat(count("catalog_plan")).isEqualTo(8);
    }

    @Test
    void aChangedPlanIsANewVersionAndTheOldOneStaysReadable() {
        catalog.importFile(sample());
        var old = catalog.current("airalo", "inti-peru-1day-1gb-topup").orElseThrow();

        assertThat(catalog.importFile(sample().replace("\"1.79\"", "\"1.99\""))).isEqualTo(new Imported(0, 1, 7, 0));

        var now = catalog.current("airalo", "inti-peru-1day-1gb-topup").orElseThrow();
        assertThat(now.version()).isEqualTo(2);
        assertThat(now.price()).isEqualTo(Money.usd("1.99"));
        assertThat(catalog.find(old.id())).contains(old);
        assertThat(catalog.current()).hasSize(8).doesNotContain(old);
    }

    @Test
    void aWithdrawnPlanIsNoLongerSoldAndComesBackAsANewVersion() {
        catalog.importFile(sample());

        assertThat(catalog.importFile("{\"currency\": \"USD\", \"withdraw\": [\"PE-1D-1GB\"], \"plans\": []}"))
                .isEqualTo(new Imported(0, 0, 0, 1));
        assertThat(catalog.current()).hasSize(7);
        assertThat(catalog.importFile(sample())).isEqualTo(new Imported(1, 0, 7, 0));

        assertThat(catalog.current("airalo", "inti-peru-1day-1gb-topup")
                        .orElseThrow()
                        .version())
                .isEqualTo(2);
    }

    @Test
    void anImportInAnotherProcessIsSeenAfterAFewSeconds() {
        var other = catalog();
        other.importFile(sample());

        assertThat(catalog.current()).isEmpty();
        clock.turn(Duration.ofSeconds(3));
        assertThat(catalog.current()).hasSize(8);
    }

    @Test
    void aClockThatWasSetBackDoesNotStopTheChecks() {
        catalog().importFile(sample());

        clock.turn(Duration.ofDays(-1));

        assertThat(catalog.current()).hasSize(8);
    }

    @Test
    void aVersionMadeElsewhereIsFoundAtOnce() {
        var other = catalog();
        other.importFile(sample());
        var plan = other.current().getFirst();

        assertThat(catalog.find(plan.id())).contains(plan);
    }

    @Test
    void theDatabaseRefusesToEditAVersion() {
        catalog.importFile(sample());
        var jdbc = JdbcClient.create(database.dataSource());

        assertThatThrownBy(() ->
                        jdbc.sql("UPDATE catalog_plan SET price_minor = 1").update())
                .hasMessageContaining("never edited");
        assertThatThrownBy(() -> jdbc.sql("DELETE FROM catalog_plan").update()).hasMessageContaining("never edited");
    }

    @Test
    void aPackageThatAnotherSoldPlanStandsForIsRefused() {
        catalog.importFile(sample());

        var outcome = catalog.importFile(onlyTheFirstPlan().replace("PE-1D-1GB", "OTHER"));

        assertThat(refused(outcome).getFirst().what()).contains("already stands behind PE-1D-1GB");
        assertThat(count("catalog_plan")).isEqualTo(8);
    }

    @Test
    void aSecondCurrencyIsRefused() {
        catalog.importFile(sample());

        var outcome = catalog.importFile(onlyTheFirstPlan()
                .replace("PE-1D-1GB", "OTHER")
                .replace("inti-peru-1day-1gb-topup", "other")
                .replace("\"USD\"", "\"PEN\""));

        assertThat(refused(outcome)).first().asString().contains("is sold in USD");
    }

    @Test
    void aWrongFileIsRefusedWholeWithLineAndReason() {
        assertRefused(sample().replaceFirst("\"1.79\"", "\"0.00\""), 21, "price: not more than nothing");
        assertRefused(
                sample().replaceFirst("\"1.79\"", "\"-1.79\""), 21, "\"-1.79\" is not right. What the buyer pays");
        assertRefused(sample().replaceFirst("\"1.79\"", "\"1.795\""), 21, "not an amount in USD: 1.795");
        assertRefused(sample().replaceFirst("\"1.79\"", "1.79"), 21, "string");
        assertRefused(sample().replaceFirst("716-06", "71606"), 16, "Country code, dash, network code");
        assertRefused(sample().replaceFirst("\"PE-7D-1GB\"", "\"PE-1D-1GB\""), 29, "is already the plan of line 7");
        assertRefused(
                sample().replaceFirst("inti-peru-7days-1gb-topup", "inti-peru-1day-1gb-topup"),
                29,
                "already stands behind the plan of line 7");
        assertRefused(sample().replaceFirst("\"smsCount\"", "\"smsCuont\""), 13, "smsCuont");
        assertRefused(sample().replaceFirst("\"PE\"", "\"XX\""), 10, "there is no country XX");
        assertRefused(sample().replaceFirst("\"USD\"", "\"USX\""), 4, "there is no USX");
        assertRefused(sample().replaceFirst("\"day\"", "\"year\""), 9, "kind");
        assertRefused(sample().replaceFirst("\"kind\": \"day\",", ""), 6, "kind");
        assertRefused(sample().replaceFirst("\"validityDays\": 1,", "\"validityDays\": 0,"), 14, "validityDays");
        assertRefused(sample().replaceFirst("\"code\"", "\"code\": \"A1\", \"code\""), 7, "uplicate");
        assertRefused(sample().replaceFirst("\\[", "<"), 5, "not JSON");
        assertRefused("", 1, "");
        assertRefused("[]", 1, "object");
        assertRefused("null", 1, "object");
        assertRefused("{}", 1, "currency");
        assertRefused("{\"currency\": \"USD\", \"withdraw\": [\"NEVER\"], \"plans\": []}", 1, "never was a plan NEVER");
        assertThat(count("catalog_plan")).isZero();
        assertThat(catalog.current()).isEmpty();
    }

    @Test
    void atMostTwentyProblemsAreShownAndTheRestIsCounted() {
        var outcome = (Refused) catalog.importFile(sample().replaceAll("716-", "716"));

        assertThat(outcome.problems()).hasSize(20);
        assertThat(outcome.more()).isEqualTo(12);
    }

    private void assertRefused(String json, int line, String what) {
        assertThat(refused(catalog.importFile(json))).anySatisfy(problem -> {
            assertThat(problem.what()).contains(what);
            assertThat(problem.line()).isEqualTo(line);
        });
    }

    private static List<Problem> refused(PlanImport outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused) outcome).problems();
    }

    private Catalog catalog() {
        return new Catalog(database.dataSource(), clock, new Ids(clock, new Random(1)));
    }

    private long count(String table) {
        return JdbcClient.create(database.dataSource())
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }

    private static String onlyTheFirstPlan() {
        var sample = sample();
        return sample.substring(0, sample.indexOf("    },")) + "} ] }";
    }

    private static String sample() {
        try (var file = CatalogStoreTest.class.getResourceAsStream("/sample/peru-catalog.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new java.io.UncheckedIOException(problem);
        }
    }
}
