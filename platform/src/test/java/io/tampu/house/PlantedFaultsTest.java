package io.tampu.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule of the house sees the fault that it is there for. */
class PlantedFaultsTest {

    private static final String PLANTED = "io.tampu.house.planted";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(PLANTED);
    private static final String MAP = """
            ```rooms
            doors  shop
            act    renewals
            know   catalog esims
            reach  suppliers
            base   money engine
            ```
            ```arrows
            renewals -> catalog esims
            esims -> suppliers
            ```
            """;
    private static final Set<String> ROOMS =
            Set.of("shop", "renewals", "catalog", "esims", "suppliers", "money", "engine");
    private static final Set<Arrow> ARROWS = Set.of(
            new Arrow("renewals", "catalog"),
            new Arrow("renewals", "esims"),
            new Arrow("esims", "suppliers"),
            new Arrow("shop", "money"),
            new Arrow("catalog", "engine"));

    @TempDir
    private Path folder;

    @Test
    void aTrueMapHasNoProblems() {
        assertThat(problems(MAP, ARROWS, ROOMS)).isEmpty();
    }

    @Test
    void aMapThatDiffersFromTheHouseIsReportedBothWays() {
        assertThat(problems(MAP, plus(ARROWS, new Arrow("shop", "renewals")), ROOMS))
                .containsExactly("shop -> renewals is found and not drawn");
        assertThat(problems(MAP, minus(ARROWS, new Arrow("esims", "suppliers")), ROOMS))
                .containsExactly("esims -> suppliers is drawn and not found");
        assertThat(problems(MAP, minus(ARROWS, new Arrow("shop", "money")), ROOMS))
                .containsExactly("nobody uses money");
        assertThat(problems(MAP, ARROWS, plus(ROOMS, "common"))).containsExactly("the room common is not on the map");
        assertThat(problems(MAP, ARROWS, minus(ROOMS, "shop")))
                .containsExactly("the map has a room shop, the house has not");
    }

    @Test
    void arrowsThatDoNotPointDownAreReported() {
        assertThat(withArrow("suppliers", "esims"))
                .containsExactly(
                        "suppliers -> esims does not point down",
                        "esims knows itself by way of others",
                        "suppliers knows itself by way of others");
        assertThat(withArrow("catalog", "esims")).isEmpty();
        assertThat(withArrow("engine", "money")).containsExactly("engine -> money does not point down");
        assertThat(withArrow("esims", "money")).containsExactly("esims -> money need not be drawn");
    }

    @Test
    void arrowsAreFoundInTheBytecode() {
        assertThat(Arrow.foundIn(CLASSES, PLANTED))
                .extracting(Arrow::toString)
                .containsExactly("esims -> catalog", "esims -> engine", "esims -> suppliers");
    }

    @Test
    void whoeverReachesTooDeepIsReported() {
        assertThat(Arrow.reachingTooDeep(CLASSES, PLANTED))
                .extracting(problem -> problem.replace(PLANTED + ".", ""))
                .containsExactly(
                        "esims.Nosy knows catalog.deep.Hidden: only a room's own package is visible from outside",
                        "esims.Nosy knows suppliers.one.OneSupplier: an adapter is known to the wiring alone",
                        "suppliers.Port knows suppliers.one.OneSupplier: an adapter is known to the wiring alone",
                        "suppliers.two.OtherSupplier knows suppliers.one.OneSupplier: an adapter is known to the wiring alone");
    }

    @Test
    void whoeverTellsTheTimeByItselfIsReported() {
        assertThat(ForbiddenCalls.problems(CLASSES, PLANTED))
                .extracting(problem -> problem.replace(PLANTED + ".", "").replaceFirst(" in line.*", ""))
                .containsExactlyInAnyOrder(
                        "Wiring calls System.currentTimeMillis",
                        "catalog.PlanManager calls Clock.systemUTC",
                        "catalog.PlanManager calls Instant.now",
                        "catalog.PlanManager calls Random.<init>",
                        "catalog.PlanManager calls Thread.sleep",
                        "catalog.PlanManager calls UUID.randomUUID");
    }

    @Test
    void anEmptyNameIsReported() {
        assertThat(TypeNames.problems(CLASSES))
                .singleElement()
                .asString()
                .startsWith("io.tampu.house.planted.catalog.PlanManager");
    }

    @Test
    void publicTypesAreCounted() {
        // Chance, PlanManager, Hidden and OneSupplier of eight.
        assertThat(TypeNames.publicPercent(CLASSES)).isEqualTo(50);
    }

    @Test
    void whatIsTooLongIsReported() throws IOException {
        write("Long.java", "package x;\nclass Long {\n    void first() {\n\n\n    }\n    void second() {}\n}\n");

        assertThat(Source.tooLong(Source.below(List.of(folder)), 8, 4)).isEmpty();
        assertThat(Source.tooLong(Source.below(List.of(folder)), 7, 3))
                .containsExactly("Long.java has 8 lines, 7 at most", "Long.java: first has 4 lines, 3 at most");
    }

    @Test
    void aPackageThatSaysNothingIsReported() throws IOException {
        write("A.java", "package x;\nclass A {}\n");
        assertThat(Rooms.silent(Source.below(List.of(folder)))).hasSize(2);

        write("package-info.java", "/** Too short. */\n@NullMarked\npackage x;\n");
        assertThat(Rooms.silent(Source.below(List.of(folder))))
                .singleElement()
                .asString()
                .contains("in a sentence");

        write("package-info.java", "/** This room keeps the planted faults. */\npackage x;\n");
        assertThat(Rooms.silent(Source.below(List.of(folder))))
                .singleElement()
                .asString()
                .contains("@NullMarked");

        write("package-info.java", "/** This room keeps the planted faults. */\n@NullMarked\npackage x;\n");
        assertThat(Rooms.silent(Source.below(List.of(folder)))).isEmpty();
    }

    @Test
    void sqlThatNamesAnotherRoomsTableIsReported() throws IOException {
        var tables = Set.of("esims_esim", "catalog_plan");
        write("EsimStore.java", """
                package io.tampu.esims;
                class EsimStore {
                    String fine = "SELECT * FROM esims_esim";
                    String fault = \"""
                        SELECT * FROM esims_esim e
                        JOIN catalog_plan p ON true\""";
                }
                """);
        write("Audit.java", """
                package io.tampu.audit;
                class Audit {
                    String fine = "SELECT * FROM esims_esim JOIN catalog_plan ON true";
                    String fault = "UPDATE catalog_plan SET price_minor = 1";
                }
                """);
        write("Wiring.java", "package io.tampu;\nclass Wiring { String fault = \"TRUNCATE esims_esim\"; }\n");

        assertThat(Tables.problemsInSources(Source.below(List.of(folder)), "io.tampu", tables))
                .containsExactlyInAnyOrder(
                        "EsimStore.java of esims names catalog_plan",
                        "Audit.java of audit names catalog_plan",
                        "Wiring.java of the wiring names esims_esim");
    }

    @Test
    void aMigrationThatNamesAnotherRoomsTableIsReported() {
        var migrations = Map.of(
                "V0100__catalog.sql", "CREATE TABLE catalog_plan (id uuid);",
                "V0200__esims.sql",
                        "-- not catalog_plan\nCREATE TABLE esims_esim (plan uuid REFERENCES catalog_plan (id));",
                "V0201__esims_backfill.sql", "INSERT INTO esims_esim SELECT id FROM catalog_plan",
                "V0101__catalog_backfill.sql", "INSERT INTO esims_esim SELECT id FROM catalog_plan",
                "R__views.sql", "SELECT 1");

        assertThat(Tables.created(migrations)).containsExactly("catalog_plan", "esims_esim");
        assertThat(Tables.problemsInMigrations(migrations))
                .containsExactlyInAnyOrder(
                        "V0200__esims.sql names catalog_plan, which is not a table of esims",
                        "V0101__catalog_backfill.sql names esims_esim, which is not a table of catalog",
                        "R__views.sql is not named like V0100__catalog.sql, by the room that it belongs to");
    }

    @Test
    void aLinkThatLeadsNowhereIsReported() throws IOException {
        write("target.md", "# The `life` of a renewal!\n");
        write("page.md", """
                [fine](target.md) [fine](target.md#the-life-of-a-renewal) [outside](https://example.com/x)
                `[code](nowhere.md)` [fault](missing.md) [fault](target.md#the-death) [fault](#here)
                """);

        assertThat(Links.broken(List.of(folder.resolve("page.md"))))
                .containsExactly(
                        "page.md links to missing.md, which is not there",
                        "page.md links to target.md#the-death, which is not there",
                        "page.md links to #here, which is not there");
    }

    private static List<String> withArrow(String from, String to) {
        var map = MAP.replace("esims -> suppliers\n", "esims -> suppliers\n" + from + " -> " + to + "\n");
        return problems(map, plus(ARROWS, new Arrow(from, to)), ROOMS);
    }

    private static List<String> problems(String map, Set<Arrow> found, Set<String> rooms) {
        return HouseMap.read(map).problems(found, rooms);
    }

    private static <T> Set<T> plus(Set<T> set, T one) {
        var more = new java.util.HashSet<>(set);
        more.add(one);
        return more;
    }

    private static <T> Set<T> minus(Set<T> set, T one) {
        var less = new java.util.HashSet<>(set);
        less.remove(one);
        return less;
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
