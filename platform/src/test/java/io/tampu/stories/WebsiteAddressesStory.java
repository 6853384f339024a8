package io.tampu.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.OpenDoors;
import io.tampu.engine.TestDatabase;
import io.tampu.stories.TravellersBrowser.Page;
import io.tampu.suppliers.FakeSupplier;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is sent from here to where somebody else wants them to be. */
class WebsiteAddressesStory {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    private static OpenDoors doors;
    private static TravellersBrowser traveller;

    @BeforeAll
    static void open() {
        doors = new OpenDoors(DATABASE, CLOCK, new FakeSupplier(CLOCK));
        doors.traveller("traveller@example.com", "8910300000000042002", "0.00");
        traveller = new TravellersBrowser(doors.port()).signIn(doors, "traveller@example.com");
    }

    @AfterAll
    static void close() {
        doors.close();
        DATABASE.close();
    }

    static List<String> elsewhere() {
        return List.of(
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "\t//evil.example",
                " //evil.example",
                "https://evil.example",
                "https:evil.example",
                "HTTPS:/evil.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "evil.example",
                "//evil.example/%2e%2e",
                "/%2F/evil.example",
                "/%5Cevil.example",
                "%2F%2Fevil.example",
                "/.//evil.example",
                "/..//evil.example",
                "/a/..//evil.example",
                "/@evil.example",
                "@evil.example",
                "/:80@evil.example",
                "/account\r\nSet-Cookie: tampu=evil",
                "/account%0d%0aSet-Cookie:tampu=evil",
                "/account\u0000",
                "/account\u2028",
                "/\u2215evil.example",
                "/\uff0fevil.example",
                "/account#//evil.example",
                "/x?a=%",
                "/x?a=%zz",
                "/x?a=//evil.example",
                "/" + "a".repeat(5_000),
                "");
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void afterSigningInOneIsAtHome(String next) {
        var visitor = new TravellersBrowser(doors.port());
        String asked = "?next=" + TravellersBrowser.encoded(next);

        Page there = traveller.get("/sign-in" + asked);
        Page form = visitor.get("/sign-in" + asked);
        Page code = visitor.get("/sign-in/code" + asked);
        Page alreadyIn = traveller.post(
                "/sign-in/code", java.util.Map.of("_csrf", traveller.token(), "next", next, "code", "123456"));

        assertThat(there.status()).isEqualTo(303);
        assertThat(there.location()).isEqualTo("/");
        assertThat(alreadyIn.location()).isEqualTo("/");
        assertThat(form.form("/sign-in").action()).isEqualTo("/sign-in?next=%2F");
        assertThat(code.form("/sign-in/code").action()).isEqualTo("/sign-in/code?next=%2F");
        assertThat(visitor.cookies()).containsOnlyKeys("tampu-form");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/account",
                "/renewals?before=01m842ae4ffzdr2mkrv5mpktyp",
                "/esims/01m842ae4ffzdr2mkrv5mpktyp/preview?plan=pe-7d-1gb",
                "/esims/add?a=%C3%A4"
            })
    void onesOwnPagesAreComeBackTo(String next) {
        assertThat(traveller
                        .get("/sign-in?next=" + TravellersBrowser.encoded(next))
                        .location())
                .isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example?lang=es",
                "//evil.example/?lang=es",
                "/\\evil.example?lang=es",
                "/%5Cevil.example?lang=es",
                "/%2F/evil.example?lang=es",
                "/.//evil.example?lang=es",
                "/;@evil.example?lang=es"
            })
    void choosingALanguageLeadsNowhereElse(String address) {
        RawHttp.Answer answer = new RawHttp(doors.port())
                .ask(
                        "GET " + address + " HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\n\r\n",
                        new byte[0]);

        assertThat(answer.status()).isIn(303, 400, 404);
        assertThat(answer.headers().getOrDefault("location", "/")).isEqualTo("/");
    }

    @Test
    void aLanguageIsChosenOnAnyPageAndNothingElseOfItsAddressChanges() {
        Page chosen = traveller.get("/renewals?before=01m842ae4ffzdr2mkrv5mpktyp&lang=es");

        assertThat(chosen.location()).isEqualTo("/renewals?before=01m842ae4ffzdr2mkrv5mpktyp");
        assertThat(traveller.get("/renewals").headline()).isEqualTo("Todavía no has renovado nada");
        assertThat(traveller.get("/renewals?lang=xx").status()).isEqualTo(200);
        assertThat(traveller.get("/renewals?lang=en&lang=zh").location()).isEqualTo("/renewals?lang=en");
        traveller.get("/renewals?lang=en");
    }

    @Test
    void wherePayersComeBackToIsTheSellersToSay() {
        String token = traveller.token();
        String key = traveller.get("/balance").form("/balance").field("key");
        String body = "_csrf=" + TravellersBrowser.encoded(token) + "&amount=20&key=" + key;

        new RawHttp(doors.port())
                .ask(
                        "POST /balance HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nCookie: "
                                + traveller.cookieHeader()
                                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n"
                                + "Content-Length: " + body.length() + "\r\n\r\n" + body,
                        new byte[0]);

        URI back = URI.create(doors.text("select back_to from checkout_attempt order by id desc limit 1"));
        assertThat(back.toString()).startsWith(OpenDoors.PUBLIC_URL + "/balance/top-ups/");
    }
}
