package io.tampu.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What needs a code although somebody is signed in. */
class StepUpStoreTest {

    private static final String ADDRESS = "traveller@example.com";
    private static final String NEW = "new@example.com";
    private static final String HERE = "203.0.113.7";

    private final SignInDesk desk = new SignInDesk();
    private final SignIns signIns = desk.signIns;

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aProofLastsTenMinutesAndAnotherOneBeginsThemAnew() {
        var session = desk.signedIn(ADDRESS);
        desk.clock.turn(Duration.ofSeconds(599));
        assertThat(now(session).isProved(desk.clock.instant())).isTrue();
        desk.clock.turn(Duration.ofSeconds(1));
        assertThat(now(session).isProved(desk.clock.instant())).isFalse();

        assertThat(signIns.askToProve(now(session), HERE)).isEqualTo(new CodeAsked.Sent());
        assertThat(desk.last(ADDRESS, "kind")).isEqualTo("PROVE_CODE");
        var proved = signIns.prove(now(session), desk.codeFor(ADDRESS));

        assertThat(proved).isEqualTo(new CodeAnswer.Right<>(now(session)));
        assertThat(now(session).isProved(desk.clock.instant())).isTrue();
    }

    @Test
    void aWrongCodeProvesNothingAndTheFifthEndsIt() {
        var session = provedLongAgo();
        signIns.askToProve(session, HERE);
        var right = desk.codeFor(ADDRESS);
        var wrong = SignInDesk.other(right);

        for (int left = 4; left > 0; left--) {
            assertThat(signIns.prove(session, wrong)).isEqualTo(new CodeAnswer.WrongCode<>(left));
        }
        assertThat(signIns.prove(session, wrong)).isEqualTo(new CodeAnswer.Lapsed<>());
        assertThat(signIns.prove(session, right)).isEqualTo(new CodeAnswer.Lapsed<>());
        assertThat(desk.number("select count(*) from accounts_session where proved_at > '2026-11-23 12:00:00Z'"))
                .isZero();
    }

    @Test
    void aCodeIsGoodForItsSessionAndItsPurposeOnly() {
        var session = provedLongAgo();
        var elsewhere = signIns.openFor(session.customer(), "").session();
        signIns.askToProve(session, HERE);
        var code = desk.codeFor(ADDRESS);

        assertThat(signIns.prove(elsewhere, code)).isEqualTo(new CodeAnswer.Lapsed<>());
        assertThat(signIns.changeAddress(session, code)).isEqualTo(new CodeAnswer.Lapsed<>());
        assertThat(signIns.claim(session, code)).isEqualTo(new CodeAnswer.Lapsed<>());
        assertThat(signIns.prove(session, code)).isInstanceOf(CodeAnswer.Right.class);
    }

    @Test
    void whoeverSignedOutMeanwhileProvesNothing() {
        var session = desk.signedIn(ADDRESS);
        desk.clock.turn(Duration.ofMinutes(1));
        signIns.askToProve(session.session(), HERE);
        var code = desk.codeFor(ADDRESS);

        signIns.end(session.token().reveal());

        assertThat(signIns.prove(session.session(), code)).isEqualTo(new CodeAnswer.Lapsed<>());
    }

    @Test
    void anotherAddressNeedsAProofOfTheLastTenMinutes() {
        assertThat(signIns.askNewAddress(provedLongAgo(), NEW, HERE)).isEqualTo(new CodeAsked.ProveFirst());
        assertThat(desk.lettersTo(NEW)).isZero();
    }

    @Test
    void theNewAddressTakesThePlaceOfTheOldWhichIsToldAndAllOtherSessionsEnd() {
        var session = desk.signedIn(ADDRESS);
        var elsewhere = signIns.openFor(session.session().customer(), "");
        var stranger = signIns.openFor(desk.customers.add("other@example.com", "USD", "en"), "");

        assertThat(signIns.askNewAddress(session.session(), " New@Example.com ", HERE))
                .isEqualTo(new CodeAsked.Sent());
        assertThat(desk.last(NEW, "kind")).isEqualTo("NEW_ADDRESS_CODE");
        desk.clock.turn(Duration.ofSeconds(1));
        var answer = signIns.changeAddress(session.session(), desk.codeFor(NEW));

        var customer = now(session).customer();
        assertThat(answer).isEqualTo(new CodeAnswer.Right<>(customer));
        assertThat(customer.email()).isEqualTo(NEW);
        assertThat(customer.id()).isEqualTo(session.session().customer().id());
        assertThat(desk.customers.byEmail(ADDRESS)).isEmpty();
        assertThat(signIns.session(elsewhere.token().reveal())).isEmpty();
        assertThat(signIns.session(stranger.token().reveal())).isPresent();
        assertThat(desk.last(ADDRESS, "kind")).isEqualTo("ADDRESS_CHANGED");
        assertThat(desk.last(ADDRESS, "facts")).contains("n***@example.com").doesNotContain(NEW);
    }

    @Test
    void theAddressOfAnotherCustomerGetsTheSameAnswersAndNoLetterAndIsNeverTaken() {
        var other = desk.customers.add(NEW, "USD", "en");
        var session = desk.signedIn(ADDRESS);

        assertThat(signIns.askNewAddress(session.session(), NEW, HERE)).isEqualTo(new CodeAsked.Sent());

        assertThat(desk.lettersTo(NEW)).isZero();
        for (int left = 4; left > 0; left--) {
            assertThat(signIns.changeAddress(session.session(), "123456")).isEqualTo(new CodeAnswer.WrongCode<>(left));
        }
        assertThat(signIns.changeAddress(session.session(), "123456")).isEqualTo(new CodeAnswer.Lapsed<>());
        assertThat(desk.customers.byEmail(NEW)).contains(other);
        assertThat(now(session).customer().email()).isEqualTo(ADDRESS);
    }

    @Test
    void anAddressThatSomebodyElseTookMeanwhileIsNotTakenFromThem() {
        var session = desk.signedIn(ADDRESS);
        signIns.askNewAddress(session.session(), NEW, HERE);
        var code = desk.codeFor(NEW);
        var quicker = desk.customers.add(NEW, "USD", "en");

        assertThat(signIns.changeAddress(session.session(), code)).isEqualTo(new CodeAnswer.Lapsed<>());

        assertThat(desk.customers.byEmail(NEW)).contains(quicker);
        assertThat(now(session).customer().email()).isEqualTo(ADDRESS);
        assertThat(desk.lettersTo(ADDRESS)).isEqualTo(1);
    }

    @Test
    void ofTwoChangesAtOnceTheSecondFindsItsSessionEnded() {
        var first = desk.signedIn(ADDRESS);
        desk.clock.turn(Duration.ofSeconds(30));
        var second = desk.signedIn(ADDRESS);
        signIns.askNewAddress(first.session(), NEW, HERE);
        signIns.askNewAddress(second.session(), "thief@example.com", HERE);
        var codeOfSecond = desk.codeFor("thief@example.com");

        assertThat(signIns.changeAddress(first.session(), desk.codeFor(NEW))).isInstanceOf(CodeAnswer.Right.class);

        assertThat(signIns.changeAddress(second.session(), codeOfSecond)).isEqualTo(new CodeAnswer.Lapsed<>());
        assertThat(now(first).customer().email()).isEqualTo(NEW);
    }

    @Test
    void afterAChangeNoCodeThatWentToTheOldAddressIsGood() {
        var session = desk.signedIn(ADDRESS);
        desk.clock.turn(Duration.ofSeconds(30));
        signIns.askToProve(session.session(), HERE);
        var old = desk.codeFor(ADDRESS);
        signIns.askNewAddress(session.session(), NEW, HERE);
        signIns.changeAddress(session.session(), desk.codeFor(NEW));

        assertThat(signIns.prove(now(session), old)).isEqualTo(new CodeAnswer.Lapsed<>());
    }

    @Test
    void aClaimIsAnsweredWithItsSubjectOnceTheCodeIsRight() {
        var session = desk.signedIn(ADDRESS).session();
        var esim = UUID.fromString("01930000-0000-7000-8000-000000000001");

        var asked = signIns.askToClaim(session, NEW, Optional.of(new SignIns.Claimed(esim, "0017", NEW)), HERE);

        assertThat(asked).isEqualTo(new CodeAsked.Sent());
        assertThat(desk.last(NEW, "kind")).isEqualTo("CLAIM_CODE");
        assertThat(desk.last(NEW, "facts")).contains("0017");
        var code = desk.codeFor(NEW);
        assertThat(signIns.claim(session, SignInDesk.other(code))).isEqualTo(new CodeAnswer.WrongCode<>(4));
        assertThat(signIns.claim(session, code)).isEqualTo(new CodeAnswer.Right<>(esim));
        assertThat(signIns.claim(session, code)).isEqualTo(new CodeAnswer.Lapsed<>());
    }

    @Test
    void aClaimOfNothingIsAnsweredAndLimitedTheSameAndNoLetterGoesOut() {
        var session = desk.signedIn(ADDRESS).session();

        var asked = signIns.askToClaim(session, NEW, Optional.empty(), HERE);
        var again = signIns.askToClaim(session, NEW, Optional.empty(), HERE);

        assertThat(asked).isEqualTo(new CodeAsked.Sent());
        assertThat(again).isEqualTo(new CodeAsked.TooOften(desk.clock.instant().plusSeconds(30)));
        assertThat(desk.lettersTo(NEW)).isZero();
        assertThat(signIns.claim(session, "123456")).isEqualTo(new CodeAnswer.WrongCode<>(4));
        assertThat(signIns.askToClaim(session, "no address", Optional.empty(), HERE))
                .isEqualTo(new CodeAsked.NotAnAddress());
    }

    @Test
    void noCodeGoesToAnotherAddressThanTheOneItWasBoughtWith() {
        var session = desk.signedIn(ADDRESS).session();
        var claimed = new SignIns.Claimed(desk.ids.newWithOwnHome(), "0017", "buyer@example.com");

        assertThat(signIns.askToClaim(session, NEW, Optional.of(claimed), HERE)).isEqualTo(new CodeAsked.Sent());

        assertThat(desk.lettersTo(NEW)).isZero();
        assertThat(desk.lettersTo("buyer@example.com")).isZero();
    }

    @Test
    void strangersWhoUseUpAnAddressDoNotKeepItsOwnerFromProvingIt() {
        var session = desk.signedIn(ADDRESS).session();
        for (int i = 0; i < 20; i++) {
            signIns.askToSignIn(ADDRESS, io.tampu.language.Language.EN, "198.51.100." + i);
        }

        assertThat(signIns.askToProve(session, "203.0.113.99")).isEqualTo(new CodeAsked.Sent());
        assertThat(signIns.askNewAddress(session, ADDRESS, "203.0.113.98")).isInstanceOf(CodeAsked.TooOften.class);
    }

    @Test
    void aCustomerAsksForTenCodesAnHour() {
        var session = desk.signedIn(ADDRESS).session();
        for (int i = 0; i < 10; i++) {
            assertThat(signIns.askToClaim(session, "a" + i + "@example.com", Optional.empty(), "192.0.2." + i))
                    .isEqualTo(new CodeAsked.Sent());
        }

        assertThat(signIns.askToClaim(session, NEW, Optional.empty(), HERE))
                .isEqualTo(new CodeAsked.TooOften(Instant.parse("2026-11-23T13:00:00Z")));
    }

    private Session provedLongAgo() {
        var session = desk.signedIn(ADDRESS);
        desk.clock.turn(Duration.ofMinutes(10));
        return now(session);
    }

    private Session now(NewSession session) {
        return signIns.session(session.token().reveal()).orElseThrow();
    }
}
