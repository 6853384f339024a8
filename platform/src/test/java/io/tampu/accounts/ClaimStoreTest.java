package io.tampu.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.esims.Esim;
import io.tampu.esims.EsimId;
import io.tampu.esims.Esims;
import io.tampu.suppliers.FakeSupplier;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Claiming an eSIM that was bought with another address: accounts and esims together, as a page puts them together. */
class ClaimStoreTest {

    private static final String ICCID = "8910300000000000017";
    private static final String BUYER = "buyer@example.com";

    private final SignInDesk desk = new SignInDesk();
    private final SignIns signIns = desk.signIns;
    private final FakeSupplier supplier = new FakeSupplier(desk.clock);
    private final Esims esims =
            new Esims(desk.database.source(), desk.clock, desk.ids, Map.of(supplier.name(), supplier));

    @BeforeEach
    void anEsimOfNobody() {
        String csv = "iccid,supplier,customer_email\n" + ICCID + ",airalo," + BUYER + "\n";
        esims.importCsv(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
    }

    @AfterEach
    void close() {
        esims.close();
        desk.close();
    }

    @Test
    void whoeverReadsTheBuyersLettersOwnsTheEsim() {
        var me = desk.signedIn("me@example.com").session();

        assertThat(ask(me, ICCID, BUYER)).isEqualTo(new CodeAsked.Sent());
        assertThat(owns(me)).isFalse();
        assertThat(type(me, desk.codeFor(BUYER))).isTrue();

        assertThat(owns(me)).isTrue();
    }

    @Test
    void everyOtherQuestionIsAnsweredTheSameAndLeadsNowhere() {
        var me = desk.signedIn("me@example.com").session();

        assertThat(ask(me, ICCID, "me@example.com")).isEqualTo(new CodeAsked.Sent());
        assertThat(ask(me, ICCID, "wrong@example.com")).isEqualTo(new CodeAsked.Sent());
        assertThat(ask(me, "8910300000000000025", BUYER)).isEqualTo(new CodeAsked.Sent());

        assertThat(desk.lettersTo("wrong@example.com")).isZero();
        assertThat(desk.lettersTo(BUYER)).isZero();
        assertThat(type(me, "123456")).isFalse();
        assertThat(owns(me)).isFalse();
    }

    @Test
    void anEsimThatHasAnOwnerIsClaimedByNobody() {
        var owner = desk.signedIn(BUYER).session();
        esims.takeBought(owner.customer().id(), BUYER);
        var me = desk.signedIn("me@example.com").session();
        desk.clock.turn(Duration.ofSeconds(30));

        assertThat(ask(me, ICCID, BUYER)).isEqualTo(new CodeAsked.Sent());

        assertThat(desk.lettersTo(BUYER)).isEqualTo(1);
        assertThat(owns(owner)).isTrue();
        assertThat(owns(me)).isFalse();
    }

    @Test
    void ofTwoWhoClaimAtOnceOneOwns() throws InterruptedException, ExecutionException {
        var first = desk.signedIn("first@example.com").session();
        var second = desk.signedIn("second@example.com").session();
        ask(first, ICCID, BUYER);
        var codeOfFirst = desk.codeFor(BUYER);
        desk.clock.turn(Duration.ofSeconds(30));
        ask(second, ICCID, BUYER);
        var codeOfSecond = desk.codeFor(BUYER);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> one = () -> type(first, codeOfFirst);
            Callable<Boolean> two = () -> type(second, codeOfSecond);
            Future<Boolean> firstOwns = threads.submit(one);
            Future<Boolean> secondOwns = threads.submit(two);

            assertThat(Stream.of(firstOwns.get(), secondOwns.get())).containsExactlyInAnyOrder(true, false);
        }
        assertThat(Stream.of(owns(first), owns(second))).containsExactlyInAnyOrder(true, false);
    }

    private CodeAsked ask(Session session, String iccid, String email) {
        var found = esims.findForClaim(iccid, email)
                .map(esim -> new SignIns.Claimed(
                        esim.id().value(),
                        esim.iccid().substring(esim.iccid().length() - 4),
                        esim.customerEmail().orElseThrow()));
        return signIns.askToClaim(session, email, found, "203.0.113.7");
    }

    private boolean type(Session session, String code) {
        return switch (signIns.claim(session, code)) {
            case CodeAnswer.Right<UUID> right -> esims.own(session.customer().id(), new EsimId(right.what()));
            case CodeAnswer.WrongCode<UUID> _ -> false;
            case CodeAnswer.Lapsed<UUID> _ -> false;
        };
    }

    private boolean owns(Session session) {
        return esims.ofOwner(session.customer().id(), Optional.empty(), 10).stream()
                .map(Esim::iccid)
                .anyMatch(ICCID::equals);
    }
}
