package io.tampu.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tampu.language.Language;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Staying signed in. */
class SessionsStoreTest {

    private static final String ADDRESS = "traveller@example.com";

    private final SignInDesk desk = new SignInDesk();
    private final SignIns signIns = desk.signIns;

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aSessionBringsItsCustomerAndIsKeptAsAHashOnly() {
        var session = desk.signedIn(ADDRESS);
        var token = session.token().reveal();

        assertThat(token).matches("[A-Za-z0-9_-]{43}");
        assertThat(signIns.session(token)).contains(session.session());
        assertThat(session.session().device()).isEqualTo("WeChat, iPhone");
        assertThat(session.toString()).doesNotContain(token);
        assertThat(desk.rows("accounts_session")).noneMatch(row -> row.contains(token));
    }

    @Test
    void nobodyElsesTokenLetsAnybodyIn() {
        var token = desk.signedIn(ADDRESS).token().reveal();

        assertThat(signIns.session("")).isEmpty();
        assertThat(signIns.session("' or 1=1 --")).isEmpty();
        assertThat(signIns.session("A".repeat(43))).isEmpty();
        assertThat(signIns.session(token + "A")).isEmpty();
        assertThat(signIns.session(token.substring(1) + "A")).isEmpty();
    }

    @Test
    void aVisitIsWrittenDownOnceADay() {
        var session = desk.signedIn(ADDRESS);
        var token = session.token().reveal();
        var begun = session.session().usedAt();

        desk.clock.turn(Duration.ofHours(24).minusSeconds(1));
        signIns.session(token);
        assertThat(signIns.session(token).orElseThrow().usedAt()).isEqualTo(begun);

        desk.clock.turn(Duration.ofSeconds(1));
        signIns.session(token);
        assertThat(signIns.session(token).orElseThrow().usedAt()).isEqualTo(begun.plus(Duration.ofDays(1)));
    }

    @Test
    void aSessionLastsNinetyDaysAfterTheLastVisit() {
        var token = desk.signedIn(ADDRESS).token().reveal();
        desk.clock.turn(Duration.ofDays(90).minusSeconds(1));
        assertThat(signIns.session(token)).isPresent();
        desk.clock.turn(Duration.ofDays(90).minusSeconds(1));
        assertThat(signIns.session(token)).isPresent();

        desk.clock.turn(Duration.ofDays(90));

        assertThat(signIns.session(token)).isEmpty();
        assertThat(signIns.list(desk.customers.byEmail(ADDRESS).orElseThrow().id()))
                .isEmpty();
    }

    @Test
    void signingOutEndsThisSessionOnlyAndIsSafeToRepeat() {
        var customer = desk.customers.add(ADDRESS, "USD", "en");
        var first = signIns.openFor(customer, SignInDesk.PHONE);
        var second = signIns.openFor(customer, SignInDesk.PHONE);

        signIns.end(first.token().reveal());
        signIns.end(first.token().reveal());
        signIns.end("no token");

        assertThat(signIns.session(first.token().reveal())).isEmpty();
        assertThat(signIns.session(second.token().reveal())).isPresent();
    }

    @Test
    void signingOutElsewhereLeavesThisSessionAndThoseOfOtherPeople() {
        var customer = desk.customers.add(ADDRESS, "USD", "en");
        var here = signIns.openFor(customer, SignInDesk.PHONE);
        var there = signIns.openFor(customer, "curl/8.5");
        var stranger = signIns.openFor(desk.customers.add("other@example.com", "USD", "en"), "");

        assertThat(signIns.list(customer.id()))
                .containsExactlyInAnyOrder(here.session(), there.session())
                .extracting(Session::device)
                .containsExactlyInAnyOrder("WeChat, iPhone", "");
        assertThat(signIns.endOthers(here.session())).isEqualTo(1);

        assertThat(signIns.session(here.token().reveal())).isPresent();
        assertThat(signIns.session(there.token().reveal())).isEmpty();
        assertThat(signIns.session(stranger.token().reveal())).isPresent();
        assertThat(signIns.list(customer.id())).containsExactly(here.session());
    }

    @Test
    void aSessionWithoutACodeProvesNothing() {
        var session = signIns.openFor(desk.customers.add(ADDRESS, "USD", "en"), SignInDesk.PHONE);

        assertThat(session.session().provedAt()).isEmpty();
        assertThat(session.session().isProved(desk.clock.instant())).isFalse();
    }

    @Test
    void noSessionBeginsForAnAddressThatTheCustomerHasNoLonger() {
        var before = desk.customers.add(ADDRESS, "USD", "en");
        desk.customers.setEmail(before.id(), "new@example.com");

        assertThatThrownBy(() -> signIns.openFor(before, SignInDesk.PHONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(desk.number("select count(*) from accounts_session")).isZero();
    }

    @Test
    void aSessionThatBeginsWhileTheAddressChangesWaitsAndDoesNotBegin() {
        var before = desk.customers.add(ADDRESS, "USD", "en");
        try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            var opening = desk.database.inTransaction(() -> {
                desk.customers.setEmail(before.id(), "new@example.com");
                Future<NewSession> began = thread.submit(() -> signIns.openFor(before, SignInDesk.PHONE));
                letOneWait();
                return began;
            });

            assertThatThrownBy(opening::get).hasCauseInstanceOf(IllegalArgumentException.class);
        }
        assertThat(desk.number("select count(*) from accounts_session")).isZero();
    }

    /** Asks the database until somebody waits for a lock there. */
    private void letOneWait() {
        for (int i = 0; i < 20_000; i++) {
            if (desk.number("select count(*) from pg_locks where not granted") > 0) {
                return;
            }
        }
        throw new IllegalStateException("nobody waits");
    }

    @Test
    void languageAndZoneAreSeenByEverySession() {
        var session = desk.signedIn(ADDRESS);
        var id = session.session().customer().id();

        desk.customers.setLanguage(id, Language.ZH);
        desk.customers.setZone(id, ZoneId.of("Asia/Shanghai"));

        var customer = signIns.session(session.token().reveal()).orElseThrow().customer();
        assertThat(customer).isEqualTo(new Customer(id, ADDRESS, "USD", "zh", ZoneId.of("Asia/Shanghai")));
    }

    @Test
    void aBrowserIsCalledByItsName() {
        assertThat(Device.of("Mozilla/5.0 (Linux; Android 15; SM-S938B) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/131.0.0.0 Mobile Safari/537.36"))
                .isEqualTo("Chrome, Android");
        assertThat(Device.of("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0"))
                .isEqualTo("Edge, Windows");
        assertThat(Device.of("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                        + " Version/18.0 Safari/605.1.15"))
                .isEqualTo("Safari, Mac");
        assertThat(Device.of("<script>")).isEmpty();
    }
}
