package io.tampu.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tampu.engine.CrashingSource;
import io.tampu.engine.Database;
import io.tampu.engine.FakeClock;
import io.tampu.engine.Ids;
import io.tampu.engine.TestDatabase;
import io.tampu.messages.Letter.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a letter, on a real database, with a mail server in memory. */
class MessagesStoreTest {

    private static final TestDatabase source = TestDatabase.fresh();

    private final Database database = new Database(source.dataSource());
    private final FakeClock clock = new FakeClock();
    private final Ids ids = new Ids(clock, new Random(7));
    private final FakeMail mail = new FakeMail();
    private Messages messages = new Messages(database, clock, Optional.of(mail), "Example Travel");

    @AfterAll
    static void close() {
        source.close();
    }

    @BeforeEach
    void empty() {
        database.client().sql("delete from messages_letter").update();
    }

    @AfterEach
    void stop() {
        messages.close();
    }

    private Letter code(String code) {
        return new Letter(
                ids.newWithOwnHome(),
                "ana@mail.example",
                "en",
                Kind.SIGN_IN_CODE,
                Map.of("code", code, "minutes", "10"));
    }

    private record Row(String state, String facts, int tries, String problem) {}

    private Row row(UUID id) {
        return database.client()
                .sql("select state, facts, tries, coalesce(problem, '') from messages_letter where id = ?")
                .param(id)
                .query((row, number) -> new Row(row.getString(1), row.getString(2), row.getInt(3), row.getString(4)))
                .single();
    }

    /** Seconds after the first at which it was tried. */
    private List<Long> triesWithin(Duration time) {
        var tries = new java.util.ArrayList<Long>();
        for (long second = 0; second <= time.toSeconds(); second++) {
            int before = mail.all().size();
            messages.deliverOnce();
            if (mail.all().size() > before) {
                tries.add(second);
            }
            clock.turn(Duration.ofSeconds(1));
        }
        return tries;
    }

    @Test
    void aLetterIsSentOnceAndItsCodeForgotten() {
        Letter letter = code("483920");
        messages.write(letter);
        messages.write(letter);

        assertThat(triesWithin(Duration.ofMinutes(15))).containsExactly(0L);

        assertThat(mail.codeFor("ana@mail.example")).isEqualTo("483920");
        assertThat(row(letter.id())).isEqualTo(new Row("SENT", "{}", 1, ""));
    }

    @Test
    void aLetterOfATransactionThatFailsIsNeverSent() {
        assertThatThrownBy(() -> database.inTransaction(() -> {
                    messages.write(code("483920"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(messages.deliverOnce()).isZero();
        assertThat(mail.all()).isEmpty();
    }

    @Test
    void whatIsNotTakenNowIsTriedAgainInGrowingWaitsWithTheSameId() {
        Letter letter = code("483920");
        messages.write(letter);
        mail.answer(new Handed.NotNow("451 later"), new Handed.Silent("read timed out"), new Handed.NotNow("421 busy"));

        assertThat(triesWithin(Duration.ofMinutes(3))).containsExactly(0L, 5L, 20L, 50L);

        assertThat(mail.all()).extracting(Mail::id).containsOnly(letter.id());
        assertThat(row(letter.id())).isEqualTo(new Row("SENT", "{}", 4, ""));
    }

    @Test
    void aRefusalIsTheEndAndItsReasonIsKeptWithoutTheCode() {
        Letter letter = code("483920");
        messages.write(letter);
        mail.answer(
                new Handed.Refused("550 spam: '483 920 is your Example Travel code' (483920)\r\nto ana@mail.example"));

        assertThat(triesWithin(Duration.ofMinutes(10))).containsExactly(0L);

        assertThat(row(letter.id()))
                .isEqualTo(new Row("REFUSED", "{}", 1, "550 spam: '*** is your Example Travel code' (***) to ***"));
    }

    @Test
    void aServerThatRefusesUsIsAskedAgainButNotPestered() {
        messages.write(code("483920"));
        mail.answer(new Handed.RefusesUs("535 no"), new Handed.RefusesUs("535 no"), new Handed.RefusesUs("535 no"));

        assertThat(triesWithin(Duration.ofMinutes(12))).containsExactly(0L, 300L);
    }

    @Test
    void aCodeIsNotSentOnceItIsVoid() {
        Letter letter = code("483920");
        messages.write(letter);
        clock.turn(Duration.ofMinutes(10));

        assertThat(messages.deliverOnce()).isEqualTo(1);

        assertThat(mail.all()).isEmpty();
        assertThat(row(letter.id()).state()).isEqualTo("GIVEN_UP");
        assertThat(row(letter.id()).facts()).isEqualTo("{}");
    }

    @Test
    void aLetterThatIsNeverTakenIsGivenUpWhenItsCodeIsVoid() {
        Letter letter = code("483920");
        messages.write(letter);
        for (int i = 0; i < 20; i++) {
            mail.answer(new Handed.NotNow("451 later"));
        }

        List<Long> tries = triesWithin(Duration.ofMinutes(20));

        assertThat(tries).containsExactly(0L, 5L, 20L, 50L, 110L, 170L, 230L, 350L, 470L, 590L);
        assertThat(row(letter.id())).isEqualTo(new Row("GIVEN_UP", "{}", 10, "451 later"));
    }

    @Test
    void withoutAMailServerLettersWaitUntilTheirTimeIsOver() {
        messages.close();
        messages = new Messages(database, clock, Optional.empty(), "Example Travel");
        Letter letter = code("483920");
        messages.write(letter);

        triesWithin(Duration.ofMinutes(11));

        assertThat(row(letter.id()).state()).isEqualTo("GIVEN_UP");
        assertThat(row(letter.id()).problem()).isEqualTo("no mail server is set");
    }

    @Test
    void aCrashBetweenSendingAndWritingItDownSendsItAgainAfterTheLease() {
        Letter letter = code("483920");
        messages.write(letter);
        var dying = new CrashingSource(source.dataSource());
        var platform = new Messages(
                new Database(dying),
                clock,
                Optional.of(words -> {
                    Handed answer = mail.hand(words);
                    dying.arm(0, false);
                    return answer;
                }),
                "Example Travel");
        // What a program writes after its death is lost, and the sweep only logs it: it is dead.
        platform.deliverOnce();
        assertThat(dying.isDead()).isTrue();
        platform.close();
        assertThat(row(letter.id()).state()).isEqualTo("WAITING");

        assertThat(triesWithin(Duration.ofMinutes(5))).containsExactly(90L);

        assertThat(mail.all()).extracting(Mail::id).containsExactly(letter.id(), letter.id());
        assertThat(row(letter.id()).state()).isEqualTo("SENT");
    }

    @Test
    void twoPlatformsSendALetterOnce() {
        messages.write(code("483920"));
        try (var other = new Messages(database, clock, Optional.of(mail), "Example Travel")) {
            assertThat(messages.deliverOnce() + other.deliverOnce()).isEqualTo(1);
        }
        assertThat(mail.all()).hasSize(1);
    }

    @Test
    void aChangeOfAddressIsToldForThreeDays() {
        var letter = new Letter(
                ids.newWithOwnHome(),
                "old@mail.example",
                "es",
                Kind.ADDRESS_CHANGED,
                Map.of("new_address", "n•••@mail.example"));
        messages.write(letter);
        clock.turn(Duration.ofDays(2));

        messages.deliverOnce();

        assertThat(mail.to("old@mail.example")).hasSize(1);
        assertThat(row(letter.id()).state()).isEqualTo("SENT");
    }

    @Test
    void whatIsDoneWithIsForgottenAfterAMonth() {
        messages.write(code("483920"));
        messages.deliverOnce();
        var store = new LetterStore(database);

        assertThat(store.forget(clock.instant(), 10)).isZero();
        assertThat(store.forget(clock.instant().plusSeconds(1), 10)).isEqualTo(1);
    }

    @Test
    void codesDoNotWaitBehindNewsAndAKindOfTheNextVersionIsLeftToIt() {
        messages.ask(
                letter -> Optional.of(new News(letter.to(), "en", "Renewed", List.of(), Optional.empty(), List.of())));
        for (int i = 0; i < 20; i++) {
            messages.write(
                    new Letter(ids.newWithOwnHome(), "ana@mail.example", "en", Kind.RENEWED, Map.of("renewal", "01")));
        }
        Letter ofTomorrow = code("111222");
        messages.write(ofTomorrow);
        database.client()
                .sql("update messages_letter set kind = 'OF_TOMORROW' where id = ?")
                .param(ofTomorrow.id())
                .update();
        Letter code = code("483920");
        messages.write(code);

        messages.deliverOnce();

        assertThat(row(code.id()).state()).isEqualTo("SENT");
        assertThat(row(ofTomorrow.id()).state()).isEqualTo("WAITING");
        assertThat(mail.all()).hasSize(8);
    }
}
