package io.tampu.stories;

import static io.tampu.stories.HostileRequests.FOREIGN;
import static io.tampu.stories.HostileRequests.ICCID;
import static io.tampu.stories.HostileRequests.head;
import static io.tampu.stories.PartnerProgram.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.OpenDoors;
import io.tampu.engine.TestDatabase;
import io.tampu.suppliers.FakeSupplier;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent: a clear refusal, nothing that broke, and nothing written. */
class HostilePartnerStory {

    private static final List<String> POISON = List.of(
            "' OR '1'='1",
            "1; DROP TABLE renewals_renewal; --",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "${jndi:ldap://127.0.0.1/a}",
            "../../../../etc/passwd",
            "%s%s%n",
            "-1",
            "99999999999999999999999999999999999999",
            "1e400",
            "NaN",
            "null",
            "\u202e\u0000\u0007",
            "\ud83d\udca9".repeat(30),
            "a".repeat(5000));

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    private static final FakeSupplier SUPPLIER = new FakeSupplier(CLOCK);
    private static final Contract CONTRACT = new Contract();
    private static OpenDoors doors;
    private static RawHttp raw;
    private static String offer;
    private static Map<String, String> rows;

    @BeforeAll
    static void open() {
        doors = new OpenDoors(DATABASE, CLOCK, SUPPLIER);
        raw = new RawHttp(doors.port());
        doors.partner("victim", "key-of-victim", "100.00");
        doors.partner("other", "key-of-other", "100.00");
        doors.link("victim", ICCID);
        doors.link("other", FOREIGN);
        var victim = new PartnerProgram(doors.port(), "key-of-victim");
        offer = victim.offer(ICCID);
        new PartnerProgram(doors.port(), "key-of-other").offer(FOREIGN);
        rows = rows();
    }

    @AfterAll
    static void close() {
        doors.close();
        DATABASE.close();
    }

    @AfterEach
    void nothingWasWrittenAndNothingSold() {
        assertThat(rows()).isEqualTo(rows);
        assertThat(SUPPLIER.sold()).isEmpty();
    }

    static Stream<HostileRequests.Case> requests() {
        var hostile = new HostileRequests(offer);
        return Stream.of(
                        hostile.bodies(),
                        hostile.headers(),
                        hostile.broken(),
                        HostileRequests.addresses(),
                        HostileRequests.lines())
                .flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void isRefusedInTheSameWordsAlways(HostileRequests.Case one) {
        RawHttp.Answer answer = raw.ask(one.head(), one.body());

        assertRefused(one.name(), answer);
        assertThat(answer.status()).as(answer.body()).isEqualTo(one.status());
        assertThat(answer.body()).contains("\"code\":\"" + one.code() + "\"");
    }

    @Test
    void eachCharacterOfAnOfferCounts() {
        for (int i = 0; i < offer.length(); i++) {
            char other = offer.charAt(i) == 'A' ? 'B' : 'A';
            String altered = offer.substring(0, i) + other + offer.substring(i + 1);
            byte[] body = body(ICCID, altered).getBytes(StandardCharsets.UTF_8);

            RawHttp.Answer answer = raw.ask(head("POST /api/v1/renewals", body.length), body);

            assertThat(answer.status()).as("character " + i).isEqualTo(422);
            assertThat(answer.body()).contains("\"code\":\"offer-invalid\"");
        }
    }

    /** Poison in every place where a text can stand. Some of it is refused, some is simply not found; nothing breaks. */
    @Test
    void poisonDoesNothingAnywhere() {
        for (String poison : POISON) {
            String inJson = io.tampu.engine.Json.write(poison);
            String quoted =
                    java.net.URLEncoder.encode(poison, StandardCharsets.UTF_8).replace("+", "%20");
            String inHeader = poison.replaceAll("[\\r\\n\\x00]", "");
            var heads = new ArrayList<String>(List.of(
                    head("GET /api/v1/esims/" + quoted, 0),
                    head("GET /api/v1/esims/" + quoted + "/offers", 0),
                    head("GET /api/v1/renewals/" + quoted, 0),
                    head("GET /api/v1/renewals?after=" + quoted, 0),
                    head("GET /api/v1/renewals?limit=" + quoted, 0),
                    head("GET /api/v1/balance/entries?after=" + quoted, 0),
                    head("GET /api/v1/" + quoted, 0),
                    head("GET /api/v1/balance", 0).replace("key-of-victim", inHeader)));
            for (String at : heads) {
                assertRefused(poison + " in " + at.lines().findFirst().orElse(""), raw.ask(at, new byte[0]));
            }
            String good = body(ICCID, offer);
            for (String body : List.of(
                    good.replace("\"" + ICCID + "\"", inJson),
                    good.replace("\"" + offer + "\"", inJson),
                    good.replace("\"balance\"", inJson),
                    good.replace("{\"iccid", "{" + inJson + ":1,\"iccid"))) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                assertRefused(body, raw.ask(head("POST /api/v1/renewals", bytes.length), bytes));
            }
        }
    }

    @Test
    void whatIsNoHarmIsNotRefused() {
        for (String fine : List.of(
                head("GET /api/v1/balance", 0).replace("Host: x", "Host: x\r\nPrefer: wait=-5, wait=nonsense;;"),
                head("GET /api/v1/renewals?reference=" + "%27%20OR%20%271%27%3D%271", 0),
                head("GET /api/v1/balance", 0).replace("Host: x", "Host: x\r\nAccept: text/html"),
                head("GET /api/v1/balance", 0).replace("Host: x", "Host: x\r\nX-Forwarded-For: <script>"),
                head("GET /openapi.json", 0))) {
            assertThat(raw.ask(fine, new byte[0]).status()).as(fine).isEqualTo(200);
        }
        assertThat(raw.ask(head("OPTIONS /api/v1/renewals", 0), new byte[0])
                        .headers()
                        .get("allow"))
                .contains("GET", "POST");
    }

    @Test
    void aBodyWithoutEndIsHungUpOn() {
        var head = head("POST /api/v1/renewals", 0).replace("Content-Length: 0", "Content-Length: 9000000000");

        RawHttp.Answer answer = raw.ask(head, new byte[1_000]);

        assertRefused("a body without end", answer);
        assertThat(answer.status()).isEqualTo(413);
    }

    private static void assertRefused(String what, RawHttp.Answer answer) {
        assertThat(answer.status()).as(what + ": " + answer.body()).isBetween(400, 499);
        assertThat(answer.contentType()).as(what + ": " + answer.body()).hasValue("application/problem+json");
        CONTRACT.judgeBy("/components/schemas/Problem", answer.body(), what);
        assertThat(answer.body()).doesNotContainIgnoringCase("tomcat", "exception", "at io.tampu", "<html");
        assertThat(answer.headers()).containsEntry("x-content-type-options", "nosniff");
        assertThat(answer.headers()).containsEntry("cache-control", "no-store");
        assertThat(answer.headers()).doesNotContainKey("server");
    }

    /** The number of rows in every table, and all balances. */
    private static Map<String, String> rows() {
        var rows = new TreeMap<String, String>();
        try (var connection = DATABASE.dataSource().getConnection();
                var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var found = statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            for (String table : tables) {
                try (var count = statement.executeQuery("select count(*) from " + table)) {
                    count.next();
                    rows.put(table, count.getString(1));
                }
            }
            try (var sum = statement.executeQuery(
                    "select string_agg(available_minor::text, ' ' order by account) from ledger_balance")) {
                sum.next();
                rows.put("balances", sum.getString(1));
            }
            return rows;
        } catch (SQLException problem) {
            throw new IllegalStateException(problem);
        }
    }
}
