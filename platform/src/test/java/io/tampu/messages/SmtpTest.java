package io.tampu.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tampu.engine.Database;
import io.tampu.engine.FakeClock;
import io.tampu.engine.Ids;
import io.tampu.engine.TestDatabase;
import io.tampu.sandbox.RunningWorld;
import io.tampu.sandbox.airalo.AiraloMode;
import io.tampu.sandbox.mail.MailServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Letters over SMTP to the world's mail server, from the row to the mailbox. */
class SmtpTest {

    private static final TestDatabase source = TestDatabase.fresh();
    private static final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private final Database database = new Database(source.dataSource());
    private final FakeClock clock = new FakeClock();
    private final Ids ids = new Ids(clock, new Random(7));
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Level before = Level.WARN;
    private RunningWorld world;
    private Messages messages;

    @BeforeEach
    void start() throws Exception {
        world = new RunningWorld(folder, 0, 0, AiraloMode.PRODUCTION, 1, InstantSource.system());
        messages = new Messages(database, clock, Optional.of(smtp(MailServer.PASSWORD)), "Example Travel");
        database.client().sql("delete from messages_letter").update();
        log.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        log.start();
        root().addAppender(log);
        before = root().getLevel();
        root().setLevel(Level.DEBUG);
    }

    @AfterEach
    void stop() throws Exception {
        root().setLevel(before);
        root().detachAppender(log);
        messages.close();
        world.close();
    }

    @AfterAll
    static void close() {
        http.close();
        source.close();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private Smtp smtp(String password) {
        return smtp(password, true);
    }

    private Smtp smtp(String password, boolean plain) {
        return new Smtp(
                new SmtpSettings(
                        "127.0.0.1",
                        world.mailPort(),
                        plain ? SmtpSettings.Security.NONE : SmtpSettings.Security.STARTTLS,
                        Optional.of(new SmtpSettings.Login(MailServer.USER, new io.tampu.engine.Secret(password))),
                        "Tampu 旅行 <renew@tampu.example>",
                        Duration.ofSeconds(5)),
                clock);
    }

    private Letter code(String language) {
        return new Letter(
                ids.newWithOwnHome(),
                "li@mail.example",
                language,
                Letter.Kind.SIGN_IN_CODE,
                Map.of("code", "483920", "minutes", "10"));
    }

    private String ask(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + world.port() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private JsonNode mailbox() throws Exception {
        return JsonMapper.shared().readTree(ask("GET", "/world/mailbox", "")).get("letters");
    }

    private void arm(String target, String fault) throws Exception {
        ask("POST", "/world/faults", "{\"target\":\"" + target + "\",\"fault\":\"" + fault + "\",\"count\":1}");
    }

    private String state(UUID id) {
        return database.client()
                .sql("select state from messages_letter where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private void nothingOfTheCodeIsInTheLog() {
        List<ILoggingEvent> lines;
        // Others are writing too; the appender locks itself for each line.
        synchronized (log) {
            lines = List.copyOf(log.list);
        }
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.getFormattedMessage() + line.getThrowableProxy())
                        .doesNotContain("483920", "483 920", MailServer.PASSWORD));
    }

    @Test
    void aLetterInChineseArrivesWhole() throws Exception {
        Letter letter = code("zh");
        messages.write(letter);

        messages.deliverOnce();
        messages.deliverOnce();

        assertThat(mailbox()).hasSize(1);
        JsonNode received = mailbox().get(0);
        assertThat(received.get("to").asString()).isEqualTo("li@mail.example");
        assertThat(received.get("from").asString()).isEqualTo("renew@tampu.example");
        assertThat(received.get("subject").asString()).isEqualTo("483 920 是您的 Example Travel 验证码");
        assertThat(received.get("language").asString()).isEqualTo("zh-Hans");
        assertThat(received.get("text").asString())
                .isEqualToNormalizingNewlines(
                        WriteMail.of(letter, "Example Travel").text());
        assertThat(received.get("html").asString())
                .isEqualToNormalizingNewlines(
                        WriteMail.of(letter, "Example Travel").html());
        assertThat(received.get("messageId").asString()).isEqualTo("<" + Ids.text(letter.id()) + "@tampu.example>");
        assertThat(state(letter.id())).isEqualTo("SENT");
        nothingOfTheCodeIsInTheLog();
    }

    @Test
    void silenceAfterTheLetterSendsItAgainWithTheSameMessageId() throws Exception {
        Letter letter = code("en");
        messages.write(letter);
        arm("mail.letter", "drop-reply-after-commit");

        messages.deliverOnce();
        assertThat(state(letter.id())).isEqualTo("WAITING");
        clock.turn(Duration.ofSeconds(5));
        messages.deliverOnce();

        assertThat(state(letter.id())).isEqualTo("SENT");
        assertThat(mailbox()).hasSize(2);
        assertThat(mailbox().get(0).get("messageId")).isEqualTo(mailbox().get(1).get("messageId"));
        nothingOfTheCodeIsInTheLog();
    }

    @Test
    void eachAnswerOfTheServerIsTakenForWhatItIs() throws Exception {
        Mail mail = WriteMail.of(code("es"), "Example Travel");
        Smtp smtp = smtp(MailServer.PASSWORD);

        arm("mail.recipient", "status-550");
        assertThat(smtp.hand(mail)).isInstanceOf(Handed.Refused.class);
        arm("mail.recipient", "status-451");
        assertThat(smtp.hand(mail)).isInstanceOf(Handed.NotNow.class);
        arm("mail.letter", "status-451");
        assertThat(smtp.hand(mail)).isInstanceOf(Handed.NotNow.class);
        arm("mail.letter", "status-554");
        assertThat(smtp.hand(mail)).isInstanceOf(Handed.Refused.class);
        arm("mail.letter", "drop-request");
        assertThat(smtp.hand(mail)).isInstanceOf(Handed.Silent.class);
        arm("mail.connection", "drop-request");
        assertThat(smtp.hand(mail)).isInstanceOf(Handed.NotNow.class);
        arm("mail.connection", "status-421");
        assertThat(smtp.hand(mail)).isInstanceOf(Handed.NotNow.class);
        arm("mail.login", "status-454");
        assertThat(smtp.hand(mail)).isInstanceOf(Handed.NotNow.class);
        assertThat(smtp("sandbox_wrong").hand(mail)).isInstanceOf(Handed.RefusesUs.class);
        assertThat(mailbox()).isEmpty();
        assertThat(smtp.hand(mail)).isInstanceOf(Handed.Taken.class);
        assertThat(mailbox()).hasSize(1);
    }

    @Test
    void whatIsNoAddressForTheLibraryIsRefusedAndNotTriedAgain() {
        var odd = new Mail(new UUID(1, 2), "a..b@mail.example", "en", "Hello", "Hello", "<p>Hello</p>");

        assertThat(smtp(MailServer.PASSWORD).hand(odd)).isInstanceOf(Handed.Refused.class);
    }

    @Test
    void withoutTlsNothingIsSaidToAServerThatMustHaveIt() throws Exception {
        Handed answer = smtp(MailServer.PASSWORD, false).hand(WriteMail.of(code("en"), "Example Travel"));

        assertThat(answer).isInstanceOf(Handed.RefusesUs.class);
        assertThat(mailbox()).isEmpty();
    }

    @Test
    void nobodyThereIsNotNow() throws Exception {
        Smtp smtp = smtp(MailServer.PASSWORD);
        world.close();

        assertThat(smtp.hand(WriteMail.of(code("en"), "Example Travel"))).isInstanceOf(Handed.NotNow.class);
    }

    @Test
    void theAddressOfAMailServerIsReadAsItIsWritten() {
        var ours = SmtpSettings.of(
                "smtp://me%40shop.example:p%3Ass+w@mail.example",
                false, "Shop <a@shop.example>", Duration.ofSeconds(10));

        assertThat(ours.port()).isEqualTo(587);
        assertThat(ours.security()).isEqualTo(SmtpSettings.Security.STARTTLS);
        assertThat(ours.login().orElseThrow().user()).isEqualTo("me@shop.example");
        assertThat(ours.login().orElseThrow().password().reveal()).isEqualTo("p:ss+w");
        assertThat(ours.toString()).doesNotContain("p:ss");
        assertThat(security("smtps://mail.example", false)).isEqualTo(SmtpSettings.Security.TLS);
        assertThat(security("smtp://127.0.0.1:25", false)).isEqualTo(SmtpSettings.Security.NONE);
        assertThat(security("smtp://mail.example", true)).isEqualTo(SmtpSettings.Security.NONE);
        for (String wrong : new String[] {
            "http://u:secret@mail.example", "smtp://u@x.example:secret@mail.example", "smtp://u:@mail.example", "secret"
        }) {
            assertThatThrownBy(() -> security(wrong, false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("secret");
        }
        assertThatThrownBy(() -> SmtpSettings.of("smtp://mail.example", false, "nobody", Duration.ofSeconds(10)))
                .hasMessageContaining("the sender is written");
    }

    private static SmtpSettings.Security security(String url, boolean plainIsFine) {
        return SmtpSettings.of(url, plainIsFine, "a@shop.example", Duration.ofSeconds(10))
                .security();
    }
}
