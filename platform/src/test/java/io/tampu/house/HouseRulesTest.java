package io.tampu.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The program against the rules of the house. */
class HouseRulesTest {

    /** Ratchets: they only go down. */
    private static final int MAX_FILE_LINES = 400;

    private static final int MAX_METHOD_LINES = 70;
    private static final int MAX_PUBLIC_PERCENT = 55;

    private static final String ROOT = "io.tampu";
    private static final Path HOUSE = house();
    private static final Path WIRING = HOUSE.resolve("platform/src/main/java/io/tampu");
    private static final JavaClasses CLASSES =
            new ClassFileImporter().importPath(HOUSE.resolve("platform/target/classes"));
    private static final List<Source> MAIN = Source.below(folders("src/main/java"));
    private static final List<Source> TESTS = Source.below(folders("src/test/java"));

    @Test
    void theMapAndTheHouseAgree() throws IOException {
        var map = HouseMap.read(Files.readString(HOUSE.resolve("docs/map.md")));

        assertThat(map.problems(Arrow.foundIn(CLASSES, ROOT), Rooms.below(WIRING)))
                .isEmpty();
    }

    @Test
    void nobodyReachesBelowARoomsOwnPackageAndOnlyTheWiringKnowsAdapters() {
        assertThat(Arrow.reachingTooDeep(CLASSES, ROOT)).isEmpty();
    }

    @Test
    void timeAndChanceAreGuests() {
        assertThat(ForbiddenCalls.problems(CLASSES, ROOT)).isEmpty();
    }

    @Test
    void namesSayWhatAThingIsFor() {
        assertThat(TypeNames.problems(CLASSES)).isEmpty();
    }

    @Test
    void notMoreIsPublicThanBefore() {
        assertThat(TypeNames.publicPercent(CLASSES)).isLessThanOrEqualTo(MAX_PUBLIC_PERCENT);
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertThat(Rooms.silent(MAIN)).isEmpty();
    }

    @Test
    void filesAndMethodsAreShort() {
        assertThat(Source.tooLong(MAIN, MAX_FILE_LINES, MAX_METHOD_LINES)).isEmpty();
        assertThat(Source.tooLong(TESTS, MAX_FILE_LINES, MAX_METHOD_LINES)).isEmpty();
    }

    @Test
    void eachRoomsSqlNamesItsOwnTables() throws IOException {
        var migrations = migrations();
        var tables = Tables.created(migrations);
        var platform =
                MAIN.stream().filter(source -> source.file().startsWith(WIRING)).toList();

        assertThat(tables).contains("catalog_plan", "esims_esim");
        assertThat(Tables.problemsInMigrations(migrations)).isEmpty();
        assertThat(Tables.problemsInSources(platform, ROOT, tables)).isEmpty();
    }

    @Test
    void linksInTheDocumentsLeadSomewhere() throws IOException {
        var documents = Stream.of(HOUSE.resolve("docs"), HOUSE.resolve("ops"))
                .filter(Files::isDirectory)
                .flatMap(folder -> Source.filesBelow(folder, ".md").stream());
        try (var top = Files.list(HOUSE)) {
            var all = Stream.concat(
                            documents, top.filter(file -> file.toString().endsWith(".md")))
                    .toList();

            assertThat(all).isNotEmpty();
            assertThat(Links.broken(all)).isEmpty();
        }
    }

    private static Map<String, String> migrations() throws IOException {
        var migrations = new HashMap<String, String>();
        for (Path file : Source.filesBelow(HOUSE.resolve("platform/src/main/resources/db/migration"), ".sql")) {
            migrations.put(file.getFileName().toString(), Files.readString(file));
        }
        return migrations;
    }

    private static List<Path> folders(String folder) {
        return Stream.of("platform", "sandbox", "bench", "browser")
                .map(part -> HOUSE.resolve(part).resolve(folder))
                .toList();
    }

    private static Path house() {
        var here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("platform"))
                ? here
                : here.resolve("..").normalize();
    }
}
