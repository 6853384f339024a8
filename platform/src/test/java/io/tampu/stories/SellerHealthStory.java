package io.tampu.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.OpenDoors;
import io.tampu.engine.TestDatabase;
import io.tampu.suppliers.FakeSupplier;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The seller looks how the shop stands; nobody else does. */
class SellerHealthStory {

    private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    private static final String ESIM = "8910300000000000017";

    private final TestDatabase database = TestDatabase.fresh();
    private final OpenDoors doors = new OpenDoors(database, CLOCK, new FakeSupplier(CLOCK));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        doors.close();
        database.close();
    }

    @Test
    void withoutThePasswordNothingIsTold() throws Exception {
        for (String[] header : new String[][] {
            {"Accept", "text/html"},
            {"Authorization", basic("seller", "another password, as long")},
            {"Authorization", basic("somebody", OpenDoors.SELLER_PASSWORD)},
            {"Authorization", "Basic not-base-64"},
            {"Authorization", "Basic"},
            {"Authorization", "Bearer " + OpenDoors.SELLER_PASSWORD},
            {"Cookie", "tampu=" + OpenDoors.SELLER_PASSWORD}
        }) {
            var answer = get("/seller", header);

            assertThat(answer.statusCode()).as(header[1]).isEqualTo(401);
            assertThat(answer.headers().firstValue("www-authenticate").orElse(""))
                    .startsWith("Basic");
            assertThat(answer.body()).contains("This page is the seller’s").doesNotContain("renewals are paid");
            holdsHeaders(answer);
        }
    }

    @Test
    void aShopWithoutTroubleSaysSo() throws Exception {
        var answer = seller("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("<h1>Nothing is paid and not delivered</h1>")
                .contains("Nothing else needs you either.")
                .doesNotContain("tag attention", "<script", "http-equiv", "style=");
        holdsHeaders(answer);
    }

    @Test
    void aStuckRenewalIsTheHeadlineAndIsListed() throws Exception {
        String renewal = renewed();
        assertThat(figure(seller(""), "Delivered, of those")).isEqualTo("1");

        stuck(renewal);
        var answer = seller("");

        assertThat(answer.body())
                .contains("<h1>One renewal is paid and not delivered</h1>")
                .contains(renewal)
                .contains("airalo");
        assertThat(figure(answer, "Delivered, of those")).isEqualTo("0");
        assertThat(figure(answer, "Paid and on the way")).isEqualTo("1");
        assertThat(figure(answer, "In doubt")).isEqualTo("1");
        assertThat(seller("?lang=es").body()).contains("Hay una renovación pagada y sin entregar");
        assertThat(seller("?lang=zh").body()).contains("有 1 笔续订已付款而未交付");
    }

    @Test
    void whatWaitsElsewhereIsCounted() throws Exception {
        sql("insert into notifications_apart (id, provider, why, said, body, received_at) values"
                + " (gen_random_uuid(), 'stripe', 'FORGED', '', '', now() - interval '3 hours')");
        sql(
                "insert into messages_letter (id, address, language, kind, facts, state, give_up_at, written_at, ended_at)"
                        + " values (gen_random_uuid(), 'a@shop.example', 'en', 'SIGN_IN_CODE', '{}', 'GIVEN_UP', now(), now(), now())");
        sql(
                "insert into checkout_break (id, provider, day, kind, money, ours, theirs, opened_at, seen_at, owner) values"
                        + " (gen_random_uuid(), 'stripe', current_date, 'OURS_ONLY', 'pi_1', '', '', now() - interval '2 days', now(), 'r')");

        var answer = seller("");

        assertThat(figure(answer, "Notifications kept apart")).isEqualTo("1");
        assertThat(figure(answer, "Letters given up")).isEqualTo("1");
        assertThat(figure(answer, "Differences with the provider’s bill")).isEqualTo("1");
        assertThat(answer.body())
                .contains("the oldest for 3 hours", "the oldest for 2 days", "But 2 figures below need you.");
    }

    @Test
    void whoGuessesIsSoonRefusedUnheard() throws Exception {
        assertThat(seller("").statusCode()).isEqualTo(200);
        for (int i = 0; i < 10; i++) {
            assertThat(get("/seller", "Authorization", basic("seller", "guess number " + i))
                            .statusCode())
                    .isEqualTo(401);
        }

        var refused = seller("");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("retry-after")).contains("900");
        assertThat(refused.body()).contains("Too many wrong passwords");
        holdsHeaders(refused);
    }

    private String renewed() {
        doors.partner("of the shop", "key-of-the-shop", "100.00");
        doors.link("of the shop", ESIM);
        var partner = new PartnerProgram(doors.port(), "key-of-the-shop");
        var reply = partner.renew("health-1", PartnerProgram.body(ESIM, partner.offer(ESIM)), "Prefer", "wait=20");
        assertThat(reply.text("/state")).isEqualTo("RENEWED");
        return reply.text("/id");
    }

    /** As if no sweep had run since the wholesaler fell silent on it. */
    private void stuck(String renewal) throws SQLException {
        assertThat(renewal).isNotEmpty();
        sql("update renewals_renewal set state = 'IN_DOUBT', ended_at = null, due_at = now() + interval '1 hour',"
                + " deadline_at = now() - interval '1 minute'");
    }

    private void sql(String statement) throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        }
    }

    private static String figure(HttpResponse<String> answer, String name) {
        String row = answer.body().substring(answer.body().indexOf(name));
        return row.substring(row.indexOf("<b>") + 3, row.indexOf("</b>"));
    }

    private static void holdsHeaders(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src 'none'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "script-src");
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(answer.headers().firstValue("referrer-policy")).contains("no-referrer");
        assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
    }

    private HttpResponse<String> seller(String query) throws Exception {
        return get("/seller" + query, "Authorization", basic("seller", OpenDoors.SELLER_PASSWORD));
    }

    private HttpResponse<String> get(String path, String... header) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + doors.port() + path))
                        .headers(header)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String basic(String user, String password) {
        String both = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }
}
