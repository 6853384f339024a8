package io.tampu.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.language.Language;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in by a one-time code. */
class SignInsStoreTest {

    private static final String ADDRESS = "traveller@example.com";
    private static final String HERE = "203.0.113.7";

    private final SignInDesk desk = new SignInDesk();
    private final SignIns signIns = desk.signIns;

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void theRightCodeSignsInAndMakesTheCustomer() {
        var token = ask(" Traveller@Example.COM ");
        assertThat(desk.customers.byEmail(ADDRESS)).isEmpty();

        var answer = type(token, desk.codeFor(ADDRESS));

        var session = ((SignInAnswer.In) answer).session();
        var customer = desk.customers.byEmail(ADDRESS).orElseThrow();
        assertThat(customer.currency()).isEqualTo("USD");
        assertThat(customer.language()).isEqualTo("es");
        assertThat(session.session().customer()).isEqualTo(customer);
        assertThat(session.session().isProved(desk.clock.instant())).isTrue();
        assertThat(signIns.session(session.token().reveal())).contains(session.session());
    }

    @Test
    void whoIsKnownAlreadyIsAnsweredAndWrittenToAsAnybody() {
        var known = desk.customers.add(ADDRESS, "PEN", "zh");

        var toKnown = signIns.askToSignIn(ADDRESS, Language.ES, HERE);
        var toUnknown = signIns.askToSignIn("nobody@example.com", Language.ES, HERE);

        assertThat(toKnown).isInstanceOf(Asked.Sent.class);
        assertThat(toUnknown).isInstanceOf(Asked.Sent.class);
        assertThat(desk.letters()).isEqualTo(2);
        var session = ((SignInAnswer.In) type(token(toKnown), desk.codeFor(ADDRESS))).session();
        assertThat(session.session().customer()).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "a@",
                "@example.com",
                "a@b",
                "a b@example.com",
                "a@example.com\nBcc: b@example.com",
                "a@example.com,b@example.com",
                "<a@example.com>",
                "a\u200b@example.com",
                "a@exa\u00a0mple.com",
                "a@b@example.com",
                "a..b@example.com",
                ".a@example.com",
                "a.@example.com",
                "a@example..com",
                "a@example.com.",
                "a@-example.com",
                "a@exam_ple.com"
            })
    void whatCannotBeAnAddressGetsNoLetter(String text) {
        assertThat(signIns.askToSignIn(text, Language.EN, HERE)).isInstanceOf(Asked.NotAnAddress.class);
        assertThat(desk.letters()).isZero();
    }

    @Test
    void anAddressInFullWidthLettersIsUnderstood() {
        ask("ｔｒａｖｅｌｌｅｒ＠ｅｘａｍｐｌｅ．ｃｏｍ");

        assertThat(desk.codeFor(ADDRESS)).hasSize(6);
    }

    @Test
    void aCodeIsUnderstoodHoweverItIsTyped() {
        assertThat(TypedCode.read("012345")).map(code -> code.reveal()).contains("012345");
        assertThat(TypedCode.read(" 012 345\n")).map(code -> code.reveal()).contains("012345");
        assertThat(TypedCode.read("012-345")).map(code -> code.reveal()).contains("012345");
        assertThat(TypedCode.read("012–345")).map(code -> code.reveal()).contains("012345");
        assertThat(TypedCode.read("０１２　３４５")).map(code -> code.reveal()).contains("012345");
        assertThat(TypedCode.read("\u200e012\u00a0345"))
                .map(code -> code.reveal())
                .contains("012345");
        assertThat(TypedCode.read("01234")).isEmpty();
        assertThat(TypedCode.read("0123456")).isEmpty();
        assertThat(TypedCode.read("01234x")).isEmpty();
        assertThat(TypedCode.read("")).isEmpty();
    }

    @Test
    void theFifthWrongCodeIsTheLastAndTheRightOneComesTooLate() {
        var token = ask(ADDRESS);
        var right = desk.codeFor(ADDRESS);
        var wrong = SignInDesk.other(right);

        assertThat(type(token, wrong)).isEqualTo(new SignInAnswer.WrongCode(4));
        assertThat(type(token, wrong)).isEqualTo(new SignInAnswer.WrongCode(3));
        assertThat(type(token, "12")).isEqualTo(new SignInAnswer.WrongCode(3));
        assertThat(type(token, wrong)).isEqualTo(new SignInAnswer.WrongCode(2));
        assertThat(type(token, wrong)).isEqualTo(new SignInAnswer.WrongCode(1));
        assertThat(type(token, wrong)).isEqualTo(new SignInAnswer.Lapsed());
        assertThat(type(token, right)).isEqualTo(new SignInAnswer.Lapsed());
        assertThat(type(token, "12")).isEqualTo(new SignInAnswer.Lapsed());
        assertThat(desk.customers.byEmail(ADDRESS)).isEmpty();
    }

    @Test
    void guessesInParallelAreFiveTogether() throws InterruptedException, ExecutionException {
        var token = ask(ADDRESS);
        var wrong = SignInDesk.other(desk.codeFor(ADDRESS));

        var answers = together(200, () -> type(token, wrong));

        assertThat(answers)
                .filteredOn(SignInAnswer.WrongCode.class::isInstance)
                .containsExactlyInAnyOrder(
                        new SignInAnswer.WrongCode(4),
                        new SignInAnswer.WrongCode(3),
                        new SignInAnswer.WrongCode(2),
                        new SignInAnswer.WrongCode(1));
        assertThat(answers).filteredOn(SignInAnswer.Lapsed.class::isInstance).hasSize(196);
        assertThat(desk.number("select sum(tries) from accounts_code")).isEqualTo(5);
    }

    @Test
    void theRightCodeTypedManyTimesAtOnceSignsInOnce() throws InterruptedException, ExecutionException {
        var token = ask(ADDRESS);
        var right = desk.codeFor(ADDRESS);

        var answers = together(50, () -> type(token, right));

        assertThat(answers).filteredOn(SignInAnswer.In.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(SignInAnswer.Lapsed.class::isInstance).hasSize(49);
        assertThat(desk.number("select count(*) from accounts_session")).isEqualTo(1);
    }

    @Test
    void aCodeHoldsTenMinutesToTheSecond() {
        var first = ask(ADDRESS);
        var codeOfFirst = desk.codeFor(ADDRESS);
        desk.clock.turn(Duration.ofSeconds(599));
        assertThat(type(first, codeOfFirst)).isInstanceOf(SignInAnswer.In.class);

        var second = ask(ADDRESS);
        var codeOfSecond = desk.codeFor(ADDRESS);
        desk.clock.turn(Duration.ofSeconds(600));
        assertThat(type(second, codeOfSecond)).isEqualTo(new SignInAnswer.Lapsed());
    }

    @Test
    void aCodeIsGoodInTheBrowserThatAskedOnly() {
        var mine = ask(ADDRESS);
        var code = desk.codeFor(ADDRESS);
        var theirs = ask("other@example.com");
        desk.clock.turn(Duration.ofSeconds(1));

        assertThat(type(theirs, SignInDesk.other(desk.codeFor("other@example.com"))))
                .isEqualTo(new SignInAnswer.WrongCode(4));
        if (!code.equals(desk.codeFor("other@example.com"))) {
            assertThat(type(theirs, code)).isEqualTo(new SignInAnswer.WrongCode(3));
        }
        assertThat(type("A".repeat(43), code)).isEqualTo(new SignInAnswer.Lapsed());
        assertThat(type("", code)).isEqualTo(new SignInAnswer.Lapsed());
        assertThat(type("' or 1=1 --", code)).isEqualTo(new SignInAnswer.Lapsed());
        assertThat(type(mine, code)).isInstanceOf(SignInAnswer.In.class);
    }

    @Test
    void aNewCodeVoidsTheOlderOneOfTheSameBrowser() {
        var first = ask(ADDRESS);
        var codeOfFirst = desk.codeFor(ADDRESS);
        desk.clock.turn(Duration.ofSeconds(30));

        var second = token(signIns.askToSignIn(ADDRESS, Language.ES, HERE, Optional.of(first)));

        assertThat(type(first, codeOfFirst)).isEqualTo(new SignInAnswer.Lapsed());
        assertThat(type(second, desk.codeFor(ADDRESS))).isInstanceOf(SignInAnswer.In.class);
    }

    @Test
    void anAddressIsWrittenToFiveTimesAnHourForOneNetworkAndNotTwiceInHalfAMinute() {
        var start = desk.clock.instant();
        ask(ADDRESS);
        desk.clock.turn(Duration.ofSeconds(29));
        assertThat(signIns.askToSignIn(ADDRESS, Language.ES, HERE))
                .isEqualTo(new Asked.TooOften(start.plusSeconds(30)));
        for (int i = 1; i < 5; i++) {
            desk.clock.turn(Duration.ofSeconds(30));
            ask(ADDRESS);
        }

        desk.clock.turn(Duration.ofSeconds(30));
        var sixth = signIns.askToSignIn(ADDRESS, Language.ES, HERE);
        assertThat(sixth).isEqualTo(new Asked.TooOften(start.plusSeconds(3600)));
        assertThat(desk.letters()).isEqualTo(5);
        desk.clock.turn(Duration.between(desk.clock.instant(), start.plusSeconds(3600)));
        ask(ADDRESS);
        assertThat(desk.letters()).isEqualTo(6);
    }

    @Test
    void aStrangerAloneKeepsNobodyFromSigningInAndStrangersInTwoNetworksFillNoMailbox() {
        for (int i = 0; i < 20; i++) {
            signIns.askToSignIn(ADDRESS, Language.ES, "2001:db8:1:" + i + "::1");
            desk.clock.turn(Duration.ofSeconds(30));
        }
        assertThat(desk.letters()).isEqualTo(5);

        ask(ADDRESS);
        for (int i = 0; i < 20; i++) {
            signIns.askToSignIn(ADDRESS, Language.ES, "198.51.100." + i);
        }
        assertThat(desk.letters()).isEqualTo(10);
    }

    @Test
    void manyPlatformsAskingForOneAddressAtOnceSendOneLetter() throws InterruptedException, ExecutionException {
        var answers = together(50, () -> signIns.askToSignIn(ADDRESS, Language.ES, HERE));

        assertThat(answers).filteredOn(Asked.Sent.class::isInstance).hasSize(1);
        assertThat(desk.letters()).isEqualTo(1);
    }

    @Test
    void aNetworkAsksAHundredAndTwentyTimesAnHourAndAnIpv6NetworkIsItsFirstHalf() {
        for (int i = 0; i < 120; i++) {
            signIns.askToSignIn("t" + i + "@example.com", Language.ES, "2001:db8:1:2::" + Integer.toHexString(i));
        }

        var again = desk.clock.instant().plusSeconds(3600);
        assertThat(signIns.askToSignIn("one@example.com", Language.ES, "2001:db8:1:2:ffff::1"))
                .isEqualTo(new Asked.TooOften(again));
        assertThat(signIns.askToSignIn("one@example.com", Language.ES, "2001:db8:1:3::1"))
                .isInstanceOf(Asked.Sent.class);
        assertThat(signIns.askToSignIn("two@example.com", Language.ES, "not an address"))
                .isInstanceOf(Asked.Sent.class);
        assertThat(desk.letters()).isEqualTo(122);
    }

    @Test
    void oneHostWithManyIpv6NetworksDoesNotShutOthersOut() {
        for (int minute = 0; minute < 10; minute++) {
            for (int i = 0; i < 120; i++) {
                String network = "2001:db8:1:" + Integer.toHexString(minute * 120 + i) + "::1";
                signIns.askToSignIn("t" + minute + "-" + i + "@example.com", Language.ES, network);
            }
            desk.clock.turn(Duration.ofMinutes(1));
        }

        assertThat(desk.letters()).isEqualTo(600);
        assertThat(signIns.askToSignIn("one@example.com", Language.ES, "2001:db8:1:ffff::1"))
                .isInstanceOf(Asked.TooOften.class);
        assertThat(signIns.askToSignIn("one@example.com", Language.ES, "2001:db8:2::1"))
                .isInstanceOf(Asked.Sent.class);
    }

    @Test
    void aFloodIsHeldUpForAMinute() {
        for (int i = 0; i < 300; i++) {
            signIns.askToSignIn("t" + i + "@example.com", Language.ES, "198.51." + i / 10 + ".1");
        }

        assertThat(signIns.askToSignIn("one@example.com", Language.ES, HERE))
                .isEqualTo(new Asked.TooOften(desk.clock.instant().plusSeconds(60)));
        desk.clock.turn(Duration.ofSeconds(60));
        ask("one@example.com");
    }

    @Test
    void neitherCodeNorTokenNorNetworkStandsInTheTablesOfAccounts() {
        var token = ask(ADDRESS);
        var code = desk.codeFor(ADDRESS);

        for (String table : List.of("accounts_code", "accounts_limit", "accounts_session")) {
            assertThat(desk.rows(table))
                    .noneMatch(row -> row.contains(token) || row.contains(HERE) || row.contains("," + code + ","));
        }
        assertThat(signIns.askToSignIn("other@example.com", Language.EN, HERE).toString())
                .isEqualTo("Sent[token=***]");
    }

    @Test
    void whatHasLapsedIsRemoved() {
        var token = ask(ADDRESS);
        type(token, desk.codeFor(ADDRESS));
        ask("other@example.com");
        desk.clock.turn(Duration.ofMinutes(59));
        signIns.forgetOld();
        assertThat(desk.number("select count(*) from accounts_code")).isEqualTo(1);
        assertThat(desk.number("select count(*) from accounts_limit")).isEqualTo(6);

        desk.clock.turn(Duration.ofMinutes(1));
        signIns.forgetOld();
        assertThat(desk.number("select count(*) from accounts_code")).isZero();
        assertThat(desk.number("select count(*) from accounts_limit")).isZero();
        assertThat(desk.number("select count(*) from accounts_session")).isEqualTo(1);

        desk.clock.turn(Duration.ofDays(90));
        signIns.forgetOld();
        assertThat(desk.number("select count(*) from accounts_session")).isZero();
    }

    @Test
    void whatAFloodLeftBehindIsRemovedInOnePass() {
        desk.database.client().sql("""
                        insert into accounts_limit (key, since, asked, last_at)
                        select int4send(n), to_timestamp(0), 1, to_timestamp(0) from generate_series(1, 2500) n""").update();

        signIns.forgetOld();

        assertThat(desk.number("select count(*) from accounts_limit")).isZero();
    }

    @Test
    void whereACodeWentIsKnownForAnHourAlsoOnceItIsLapsed() {
        var token = ask(ADDRESS);

        desk.clock.turn(Duration.ofMinutes(59));
        signIns.forgetOld();
        assertThat(signIns.askedFor(token)).contains(ADDRESS);

        desk.clock.turn(Duration.ofMinutes(1));
        assertThat(signIns.askedFor(token)).isEmpty();
    }

    private String ask(String email) {
        return token(signIns.askToSignIn(email, Language.ES, HERE));
    }

    private SignInAnswer type(String token, String code) {
        return signIns.signIn(token, code, "USD", Language.ES, SignInDesk.PHONE);
    }

    private static String token(Asked asked) {
        return ((Asked.Sent) asked).token().reveal();
    }

    private static <T> List<T> together(int times, Callable<T> one) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new java.util.ArrayList<T>();
            for (Future<T> answer : threads.invokeAll(
                    IntStream.range(0, times).mapToObj(i -> one).toList())) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
