package io.tampu.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.OpenDoors;
import io.tampu.engine.TestDatabase;
import io.tampu.stories.TravellersBrowser.Page;
import io.tampu.stories.WebsiteRoutes.Route;
import io.tampu.suppliers.FakeSupplier;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is typed or sent by somebody who is signed in: a clear answer, never a page that broke, never markup of theirs. */
class HostileVisitorStory {

    private static final String EMAIL = "hostile@example.com";
    private static final String MARKUP = "<script>alert('1')</script>\"><img src=x onerror=alert(1)>'";
    private static final int ROUNDS = 6;

    private static final List<String> NONSENSE = List.of(
            "",
            " ",
            MARKUP,
            "' OR '1'='1",
            "${jndi:ldap://127.0.0.1/a}",
            "#{7*7}{{7*7}}@{x}",
            "../../etc/passwd",
            "%s%s%n",
            "%",
            "-1",
            "0",
            "1e9",
            "NaN",
            "999999999999999999999999",
            "9.999999999999999999",
            "١٢٣٤٥٦",
            "\u0000",
            "a\u0000b",
            "\u202ea\u2066b",
            "\r\nSet-Cookie: a=b",
            "💩".repeat(30),
            "a".repeat(5_000),
            "a@b\u0000.example",
            "a@[127.0.0.1]",
            "00000000000000000000000000",
            "7zzzzzzzzzzzzzzzzzzzzzzzzz",
            "06d1v000000000000000000000",
            "8910300000000044007",
            "card",
            "balance",
            "start",
            "code",
            "Asia/Shanghai");

    /** Bytes that are no text, as forms could bring them: halves of pairs, over-long, cut, and not even escapes. */
    private static final List<String> NO_TEXT =
            List.of("%ED%A0%80", "%ED%B0%80", "%C0%80", "%FF%FE", "%E4%BD", "%zz", "%", "%u0041", "%00");

    private static final List<String> FIELDS = List.of(
            "next",
            "email",
            "code",
            "zone",
            "end-others",
            "step",
            "iccid",
            "before",
            "amount",
            "other",
            "key",
            "label",
            "plan",
            "offer",
            "means",
            "give-back",
            "once-more",
            "lang");

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    private static final FakeSupplier SUPPLIER = new FakeSupplier(CLOCK);
    private static OpenDoors doors;
    private static TravellersBrowser hostile;
    private static String esim;

    @BeforeAll
    static void open() {
        doors = new OpenDoors(DATABASE, CLOCK, SUPPLIER);
        doors.traveller(EMAIL, "8910300000000044007", "0.00");
        hostile = new TravellersBrowser(doors.port()).signIn(doors, EMAIL);
        esim = WebsiteDoorsStory.id(hostile.get("/").body(), "/esims/");
    }

    @AfterAll
    static void close() {
        doors.close();
        DATABASE.close();
    }

    @Test
    void aNameIsShownAsItWasTyped() {
        Page named = rename(MARKUP);

        assertThat(named.status()).isEqualTo(200);
        assertThat(named.form("/esims/").field("label"))
                .isEqualTo(MARKUP.substring(0, 40).strip());
        for (String path : List.of("/", "/esims/" + esim, "/esims/" + esim + "/renew")) {
            assertThat(hostile.get(path).body())
                    .contains("&lt;script&gt;")
                    .doesNotContain("<script>alert")
                    .doesNotContain("<img");
        }
        assertThat(rename("a\u0000b\r\nc\u202ed").form("/esims/").field("label"))
                .isEqualTo("a b c d");
        assertThat(rename("💩".repeat(60)).form("/esims/").field("label")).isEqualTo("💩".repeat(40));
        assertThat(rename("").headline()).contains("4007");
    }

    private static Page rename(String label) {
        return hostile.follow(hostile.send(
                hostile.get("/esims/" + esim).form("/esims/" + esim).with("label", label)));
    }

    @Test
    void whatIsShownAgainBecauseItIsWrongIsNoMarkup() {
        var visitor = new TravellersBrowser(doors.port());
        Page address = visitor.send(visitor.get("/sign-in").form("/sign-in").with("email", MARKUP));
        Page iccid = hostile.send(hostile.get("/esims/add")
                .form("/esims/add")
                .with("iccid", MARKUP)
                .with("email", MARKUP));
        Page amount = hostile.send(
                hostile.get("/balance").form("/balance").with("amount", "other").with("other", MARKUP));

        for (Page shown : List.of(address, iccid, amount)) {
            assertThat(shown.status()).isEqualTo(422);
            assertThat(shown.body()).doesNotContain("<script>alert").doesNotContain("<img");
        }
        assertThat(address.form("/sign-in").field("email")).isEqualTo(MARKUP);
        assertThat(iccid.form("/esims/add").field("iccid")).isEqualTo(MARKUP);
    }

    /** An address of ours may be anything that somebody else has written into a link. */
    @Test
    void whatStandsInTheAddressIsNoMarkupEither() {
        for (String path : List.of("/", "/sign-in", "/no/such/page", "/renewals")) {
            for (String query : List.of("?x=\"><script>alert(1)</script>", "?\"onload=\"alert(1)", "?lang=<script>")) {
                RawHttp.Answer answer = new RawHttp(doors.port())
                        .ask(
                                "GET " + path
                                        + query.replace("<", "%3C")
                                                .replace(">", "%3E")
                                                .replace("\"", "%22")
                                        + " HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\n\r\n",
                                new byte[0]);

                assertThat(answer.status()).isLessThan(500);
                assertThat(answer.body()).doesNotContain("<script>").doesNotContain("\"onload");
            }
        }
    }

    @Test
    void nonsenseInAnyFieldOfAnyRouteBreaksNothing() {
        var chance = new Random(44);
        String token = hostile.token();
        for (int round = 0; round < ROUNDS; round++) {
            for (Route route : WebsiteRoutes.ALL) {
                if (route.name().contains("sign-out") || route.name().contains("end-others")) {
                    continue;
                }
                String id = chance.nextBoolean() ? esim : WebsiteDoorsStory.NOBODYS;
                String body = fields(route, chance);

                Page page = route.isForm()
                        ? hostile.post(route.at(id), body + "_csrf=" + TravellersBrowser.encoded(token))
                        : hostile.get(route.at(id) + "?" + body.replaceAll("%(?![0-9A-Fa-f]{2})", "%25"));

                assertThat(page.status()).as(route.name() + " " + body).isLessThan(500);
                assertThat(page.body()).as(route.name() + " " + body).doesNotContain("<script>alert");
            }
        }
        assertThat(hostile.get("/").status()).isEqualTo(200);
        assertThat(SUPPLIER.sold()).isEmpty();
    }

    /** What the route knows, mostly, each with something else in it; and something that it does not know. */
    private static String fields(Route route, Random chance) {
        var names = new ArrayList<>(route.fields().keySet());
        names.add(FIELDS.get(chance.nextInt(FIELDS.size())));
        var body = new StringBuilder();
        for (String name : names) {
            boolean isKept = route.fields().containsKey(name) && chance.nextInt(3) == 0;
            String value = isKept
                    ? TravellersBrowser.encoded(String.valueOf(route.fields().get(name)))
                    : chance.nextInt(6) == 0
                            ? NO_TEXT.get(chance.nextInt(NO_TEXT.size()))
                            : TravellersBrowser.encoded(NONSENSE.get(chance.nextInt(NONSENSE.size())));
            body.append(name).append('=').append(value).append('&');
        }
        return body.toString();
    }

    /** Each field of each form once with each kind of nothing that the database could choke on. */
    @Test
    void zeroBytesAndHalvesOfCharactersBreakNothing() {
        String token = TravellersBrowser.encoded(hostile.token());
        for (Route route : WebsiteRoutes.ALL) {
            for (String name : route.fields().keySet()) {
                if (!route.isForm() || name.equals("end-others")) {
                    continue;
                }
                for (String bytes : List.of("a%00b", "%ED%A0%80", "x%40y%00.example", "8910300000000%00044007")) {
                    var rest = new java.util.TreeMap<>(route.fields());
                    rest.remove(name);
                    Page page = hostile.post(
                            route.at(esim),
                            TravellersBrowser.encoded(rest) + "&" + name + "=" + bytes + "&_csrf=" + token);

                    assertThat(page.status())
                            .as(route.name() + " " + name + " " + bytes)
                            .isLessThan(500);
                }
            }
        }
    }

    @Test
    void whatIsTooMuchIsRefusedInAPage() {
        String token = hostile.token();
        Page long1 = hostile.post("/account", Map.of("_csrf", token, "zone", "a".repeat(4_096)));
        Page big = hostile.post("/account", "zone=" + "a".repeat(200_000));
        Page huge = hostile.post("/account", "zone=" + "a".repeat(10_000_000));

        assertThat(long1.status()).isEqualTo(303);
        for (Page refused : List.of(big, huge)) {
            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.headline()).isEqualTo("We could not read this");
        }
        assertThat(hostile.get("/account").words()).contains("Lima");
    }

    @Test
    void cookiesOfNonsenseAreNone() {
        for (String value : List.of("x", "\"a b\"", "%00", "a".repeat(1_000), "<script>")) {
            var visitor = new TravellersBrowser(doors.port());
            visitor.cookies().put("tampu", value);
            visitor.cookies().put("tampu-code", value);
            visitor.cookies().put("tampu-language", value);
            visitor.cookies().put("tampu-form", value);

            for (String path : List.of("/", "/sign-in", "/sign-in/code", "/account")) {
                assertThat(visitor.get(path).status()).as(path + " " + value).isIn(200, 303);
            }
            assertThat(visitor.post("/sign-in/code", "code=123456").status()).isEqualTo(403);
        }
    }
}
