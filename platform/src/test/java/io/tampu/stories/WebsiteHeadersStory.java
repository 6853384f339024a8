package io.tampu.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.OpenDoors;
import io.tampu.engine.TestDatabase;
import io.tampu.stories.TravellersBrowser.Page;
import io.tampu.suppliers.FakeSupplier;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told with each answer of the website, whoever gives it: a page, the guard, the firewall, the server. */
class WebsiteHeadersStory {

    private static final Map<String, String> ALWAYS = Map.of(
            "content-security-policy",
                    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
                            + " form-action 'self' https://checkout.stripe.com; base-uri 'none'; frame-ancestors 'none'",
            "x-content-type-options", "nosniff",
            "x-frame-options", "DENY",
            "referrer-policy", "same-origin",
            "cross-origin-opener-policy", "same-origin",
            "cross-origin-resource-policy", "same-origin",
            "permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()");

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    private static OpenDoors doors;
    private static TravellersBrowser traveller;
    private static RawHttp raw;

    @BeforeAll
    static void open() {
        doors = new OpenDoors(DATABASE, CLOCK, new FakeSupplier(CLOCK));
        doors.traveller("traveller@example.com", "8910300000000043000", "0.00");
        traveller = new TravellersBrowser(doors.port()).signIn(doors, "traveller@example.com");
        raw = new RawHttp(doors.port());
    }

    @AfterAll
    static void close() {
        doors.close();
        DATABASE.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/help",
                "/account",
                "/renewals",
                "/balance",
                "/esims/add",
                "/no/such/page",
                "/esims/01m842ae4ffzdr2mkrv5mpktyp",
                "/sign-in",
                "/renewals?lang=en"
            })
    void eachPageTellsThem(String path) {
        for (TravellersBrowser who : List.of(traveller, new TravellersBrowser(doors.port()))) {
            assertTold(path, headers(who.get(path)), "no-store");
            assertTold(
                    "HEAD " + path, headers(who.send("HEAD", path, HttpRequest.BodyPublishers.noBody())), "no-store");
        }
    }

    @Test
    void filesAreKeptForAYearAndTellTheSame() {
        var files = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"")
                .matcher(traveller.get("/").body())
                .results()
                .toList();
        assertThat(files).hasSizeGreaterThanOrEqualTo(2);
        for (var file : files) {
            Page asset = traveller.get(file.group(1));
            assertThat(asset.status()).isEqualTo(200);
            assertTold(file.group(1), headers(asset), "public, max-age=31536000, immutable");
            assertThat(asset.cookies()).isEmpty();
        }
        assertTold("/assets/none", headers(traveller.get("/assets/none.css")), "no-store");
    }

    /** Each is refused by somebody else. */
    static Stream<String> refused() {
        String post = "POST /account HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        return Stream.of(
                "GET //account HTTP/1.1\r\n",
                "GET /account;jsessionid=1 HTTP/1.1\r\n",
                "GET /%2e%2e/account HTTP/1.1\r\n",
                "GET /a%00b HTTP/1.1\r\n",
                "GET /a%0ab HTTP/1.1\r\n",
                "GET /a%2fb HTTP/1.1\r\n",
                "GET /a%5cb HTTP/1.1\r\n",
                "GET /%ff%fe HTTP/1.1\r\n",
                "GET /sign-in?next=%zz HTTP/1.1\r\n",
                "GET /sign-in?" + "a=b&".repeat(1_500) + " HTTP/1.1\r\n",
                "DELETE / HTTP/1.1\r\n",
                "TRACE / HTTP/1.1\r\n",
                "BREW / HTTP/1.1\r\n",
                "PUT /account HTTP/1.1\r\n",
                post + "Content-Length: 3\r\n",
                post + "Content-Length: 9000000\r\n",
                post + "Content-Length: 9000000000\r\n",
                post + "Transfer-Encoding: chunked\r\n",
                "POST /balance HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 0\r\n",
                "POST /balance HTTP/1.1\r\nContent-Type: nonsense\r\nContent-Length: 0\r\n");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aRefusalIsAPageThatHelps(String head) {
        RawHttp.Answer answer = raw.ask(
                head + "Host: x\r\nAccept: text/html\r\nAccept-Language: es\r\nConnection: close\r\n\r\n",
                "zz;;\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
        assertThat(answer.contentType()).as(answer.status() + answer.body()).hasValue("text/html;charset=utf-8");
        assertThat(answer.body())
                .contains("<html lang=\"es-PE\">")
                .contains("/assets/tampu-")
                .containsPattern("<h1>[^<]{5,}</h1>")
                .doesNotContainIgnoringCase("tomcat")
                .doesNotContainIgnoringCase("exception");
        assertTold(head, answer.headers(), "no-store");
    }

    /** Programs are told in their own way, and a request without an address has no door. */
    @Test
    void aRefusalIsAProblemForPrograms() {
        for (String line :
                List.of("GET //account", "GET /account;a=b", "GET /a%00b", "GET /no/such/page", "GET /\"<>")) {
            RawHttp.Answer answer = raw.ask(
                    line + " HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\nConnection: close\r\n\r\n",
                    new byte[0]);

            assertThat(answer.status()).as(line).isBetween(400, 499);
            assertThat(answer.body()).as(line).doesNotContainIgnoringCase("tomcat");
            assertThat(answer.headers()).as(line).containsEntry("x-content-type-options", "nosniff");
        }
    }

    /** Of what cannot be read at all, not even who asks for what is known. */
    @Test
    void whatIsTooLongToBeReadIsRefusedAllTheSame() {
        for (String head : List.of(
                "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\n",
                "GET / HTTP/1.1\r\nX-Long: " + "a".repeat(9_000) + "\r\n",
                "nonsense\r\n")) {
            RawHttp.Answer answer =
                    raw.ask(head + "Host: x\r\nAccept: text/html\r\nConnection: close\r\n\r\n", new byte[0]);

            assertThat(answer.status()).isBetween(400, 499);
            assertThat(answer.body()).doesNotContainIgnoringCase("tomcat");
            assertThat(answer.headers()).containsEntry("x-content-type-options", "nosniff");
        }
    }

    @Test
    void aWrongMethodIsToldWhichAreRight() {
        String token = traveller.token();
        Page wrong = traveller.send("PUT", "/renewals", HttpRequest.BodyPublishers.noBody(), "X-XSRF-TOKEN", token);
        Page posted = traveller.post("/renewals", Map.of("_csrf", token));
        Page options = traveller.send("OPTIONS", "/account", HttpRequest.BodyPublishers.noBody());

        assertThat(wrong.status()).isEqualTo(405);
        assertThat(posted.status()).isEqualTo(405);
        assertThat(posted.header("Allow")).isEqualTo("GET");
        assertThat(posted.headline()).isEqualTo("We could not read this");
        assertThat(options.status()).isEqualTo(200);
        assertThat(options.header("Allow")).contains("GET", "POST");
        assertThat(options.header("Access-Control-Allow-Origin")).isEmpty();
        assertTold("OPTIONS", headers(options), "no-store");
    }

    /** Of two buttons at once neither is pressed. */
    @Test
    void aFormThatWantsTwoThingsIsRefused() {
        String token = traveller.token();
        Page refused = traveller.post("/account", Map.of("_csrf", token, "zone", "Asia/Shanghai", "end-others", "yes"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.headline()).isEqualTo("We could not read this");
    }

    @Test
    void cookiesAreOutOfReachOfScriptsAndOfOtherSites() {
        var visitor = new TravellersBrowser(doors.port());
        List<String> form = visitor.get("/sign-in").cookies();
        List<String> code = visitor.send(
                        visitor.get("/sign-in").form("/sign-in").with("email", "cookie@example.com"))
                .cookies();
        doors.sendLetters();
        List<String> session = visitor.send(visitor.get("/sign-in/code")
                        .form("/sign-in/code")
                        .with("code", doors.mail().codeFor("cookie@example.com")))
                .cookies();
        List<String> language = visitor.get("/?lang=zh").cookies();

        assertThat(form).singleElement().asString().startsWith("tampu-form=");
        assertThat(code).singleElement().asString().startsWith("tampu-code=");
        assertThat(session)
                .hasSize(2)
                .anyMatch(one -> one.startsWith("tampu="))
                .anyMatch(one -> one.startsWith("tampu-code=;"));
        assertThat(language).singleElement().asString().startsWith("tampu-language=zh");
        assertThat(Stream.of(form, code, session, language).flatMap(List::stream))
                .allSatisfy(cookie -> assertThat(cookie)
                        .contains("Path=/", "HttpOnly", "SameSite=Lax")
                        .doesNotContain("Domain", "Secure", "JSESSIONID"));
    }

    @Test
    void overHttpsTheyAreThisHostsOwnAndPlainHttpIsOver() {
        var visitor = new TravellersBrowser(doors.port()).with("X-Forwarded-Proto", "https");
        visitor.signIn(doors, "https@example.com");
        Page chosen = visitor.get("/?lang=es");
        Page home = visitor.get("/");
        Page asset = visitor.get("/assets/none.css");

        assertThat(visitor.cookies()).containsOnlyKeys("__Host-tampu", "__Host-tampu-form", "__Host-tampu-language");
        assertThat(chosen.cookies())
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-")
                        .contains("Secure", "Path=/")
                        .doesNotContain("Domain"));
        assertThat(List.of(chosen, home, asset))
                .allSatisfy(page ->
                        assertThat(page.header("Strict-Transport-Security")).isEqualTo("max-age=63072000"));
        assertThat(traveller.get("/").header("Strict-Transport-Security")).isEmpty();
        assertThat(home.body()).contains("lang=\"es-PE\"");
    }

    /** Who plants a cookie over plain HTTP has not signed anybody in over HTTPS. */
    @Test
    void aCookieOfPlainHttpIsNothingOverHttps() {
        var visitor = new TravellersBrowser(doors.port()).with("X-Forwarded-Proto", "https");
        visitor.cookies().putAll(traveller.cookies());

        assertThat(visitor.get("/account").status()).isEqualTo(303);
    }

    private static Map<String, String> headers(Page page) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        page.whole().headers().map().forEach((name, values) -> headers.put(name, String.join(" | ", values)));
        return headers;
    }

    private static void assertTold(String what, Map<String, String> headers, String keeping) {
        var named = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        named.putAll(headers);
        ALWAYS.forEach((name, value) -> assertThat(named).as(what).containsEntry(name, value));
        assertThat(named).as(what).containsEntry("cache-control", keeping);
        assertThat(named).as(what).doesNotContainKeys("server", "x-powered-by", "access-control-allow-origin");
    }
}
