package io.tampu.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.OpenDoors;
import io.tampu.engine.TestDatabase;
import io.tampu.stories.TravellersBrowser.Form;
import io.tampu.stories.TravellersBrowser.Page;
import io.tampu.suppliers.FakeSupplier;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in on the website, by those who may and by those who may not. */
class SignInStory {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    private static OpenDoors doors;
    private static int number;

    @BeforeAll
    static void open() {
        doors = new OpenDoors(DATABASE, CLOCK, new FakeSupplier(CLOCK));
    }

    @AfterAll
    static void close() {
        doors.close();
        DATABASE.close();
    }

    private static TravellersBrowser browser() {
        return new TravellersBrowser(doors.port());
    }

    private static String address() {
        return "traveller-" + ++number + "@example.com";
    }

    private static Page asked(TravellersBrowser browser, String email) {
        return browser.send(browser.get("/sign-in").form("/sign-in").with("email", email));
    }

    private static String codeFor(String email) {
        doors.sendLetters();
        return doors.mail().codeFor(email);
    }

    private static Page typed(TravellersBrowser browser, String code) {
        return browser.send(browser.get("/sign-in/code").form("/sign-in/code").with("code", code));
    }

    private static String wrong(String code) {
        return (code.charAt(0) == '9' ? '1' : '9') + code.substring(1);
    }

    @Test
    void whoIsKnownIsAnsweredLikeWhoIsNot() {
        String known = address();
        browser().signIn(doors, known);
        var some = browser();
        var others = browser();
        // The limit of one address is not what is looked at here.
        doors.forget("accounts_limit");

        Page first = asked(some, known);
        Page second = asked(others, address());

        assertThat(first.status()).isEqualTo(second.status()).isEqualTo(303);
        assertThat(first.location()).isEqualTo(second.location()).doesNotContain("@", "%40", "email");
        assertThat(first.cookies().getFirst().length())
                .isEqualTo(second.cookies().getFirst().length());
        assertThat(some.cookies().keySet()).isEqualTo(others.cookies().keySet());
    }

    @Test
    void theCodesPageKnowsTheAddressAlsoAfterAReloadAndInNoOtherBrowser() {
        String email = address();
        var browser = browser();
        asked(browser, email);

        assertThat(browser.get("/sign-in/code").words()).contains(email);
        assertThat(browser.get("/sign-in/code").form("/sign-in").action()).isEqualTo("/sign-in/code?next=%2F");
        assertThat(browser().get("/sign-in/code").words()).doesNotContain(email);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s%s", "%s %s", " %s-%s ", "%s\u00a0%s", "\u200b%s\u3000%s"})
    void aCodeIsReadHoweverItIsTyped(String form) {
        String email = address();
        var browser = browser();
        asked(browser, email);
        String code = codeFor(email);

        assertThat(typed(browser, form.formatted(code.substring(0, 3), code.substring(3)))
                        .location())
                .isEqualTo("/");
        assertThat(browser.get("/account").headline()).contains(email);
    }

    @Test
    void aCodeInFullWidthDigitsIsTheSame() {
        String email = address();
        var browser = browser();
        asked(browser, email);
        var wide = new StringBuilder();
        codeFor(email).chars().forEach(digit -> wide.append((char) (digit - '0' + '\uff10')));

        assertThat(typed(browser, wide.toString()).status()).isEqualTo(303);
    }

    @Test
    void fiveWrongCodesAndTheRightOneIsWorthNothing() {
        String email = address();
        var browser = browser();
        asked(browser, email);
        String code = codeFor(email);
        for (int left = 4; left > 0; left--) {
            Page wrong = typed(browser, wrong(code));
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.words()).contains("This is not the code.");
        }
        assertThat(typed(browser, wrong(code)).words()).contains("no longer good");

        Page right = typed(browser, code);

        assertThat(right.status()).isEqualTo(422);
        assertThat(right.words()).contains("This code is no longer good");
        assertThat(browser.cookies()).doesNotContainKey("tampu");
    }

    @Test
    void aCodeIsGoodInTheBrowserThatAskedAlone() {
        String email = address();
        asked(browser(), email);
        var thief = browser();
        asked(thief, address());

        assertThat(typed(thief, codeFor(email)).status()).isEqualTo(422);
        assertThat(typed(browser(), codeFor(email)).status()).isEqualTo(422);
    }

    @Test
    void aCodeIsGoodOnce() {
        String email = address();
        var browser = browser();
        asked(browser, email);
        String code = codeFor(email);
        var twin = browser();
        twin.cookies().putAll(browser.cookies());
        assertThat(typed(browser, code).status()).isEqualTo(303);

        assertThat(typed(twin, code).status()).isEqualTo(422);
        assertThat(twin.cookies()).doesNotContainKey("tampu");
    }

    @Test
    void aThumbThatTapsTwiceIsIn() {
        String email = address();
        var browser = browser();
        asked(browser, email);
        Form form = browser.get("/sign-in/code").form("/sign-in/code").with("code", codeFor(email));
        browser.send(form);

        Page again = browser.send(form);

        assertThat(again.status()).isEqualTo(303);
        assertThat(again.location()).isEqualTo("/");
    }

    /** Whoever has planted a session finds that its owner's is another. */
    @Test
    void signingInMakesANewSessionEachTime() {
        var attacker = browser().signIn(doors, address());
        String planted = attacker.cookies().get("tampu");
        var victim = browser();
        victim.cookies().put("tampu", "a".repeat(String.valueOf(planted).length()));
        victim.signIn(doors, address());
        String first = victim.cookies().get("tampu");
        victim.send(victim.get("/account").form("/sign-out"));
        victim.signIn(doors, address());

        assertThat(victim.cookies().get("tampu")).isNotEqualTo(first).isNotEqualTo(planted);
    }

    @Test
    void afterSigningOutTheCookieIsDead() {
        var browser = browser().signIn(doors, address());
        Map<String, String> kept = Map.copyOf(browser.cookies());

        Page out = browser.send(browser.get("/account").form("/sign-out"));
        assertThat(browser.cookies()).doesNotContainKey("tampu");
        browser.cookies().putAll(kept);

        assertThat(out.location()).isEqualTo("/");
        assertThat(browser.get("/account").status()).isEqualTo(303);
    }

    @Test
    void signedOutEverywhereElseIsSignedOutThere() {
        String email = address();
        var phone = browser().signIn(doors, email);
        doors.forget("accounts_limit");
        var desk = browser().signIn(doors, email);
        desk.post("/account", Map.of("_csrf", desk.token(), "end-others", "yes"));

        assertThat(phone.get("/account").status()).isEqualTo(303);
        assertThat(desk.get("/account").status()).isEqualTo(200);
    }

    @Test
    void whoAsksTooOftenIsToldForHowLongToWait() {
        String email = address();
        var browser = browser();
        assertThat(asked(browser, email).status()).isEqualTo(303);

        Page refused = asked(browser, email);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.words()).contains("You can ask for another one in");
        assertThat(refused.form("/sign-in/code").fields())
                .as("a place for the code that is there")
                .containsKey("code");
        assertThat(refused.words()).contains(email);
        assertThat(refused.cookies()).noneMatch(cookie -> cookie.startsWith("tampu-code"));
    }
}
