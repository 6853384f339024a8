package io.tampu.sandbox.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.sandbox.WorldUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The world's mail server as a sender sees it who takes the standard at its word. */
class MailServerTest {

    private static final String LETTER =
            "Subject: hello\r\nMessage-ID: <1@shop.example>\r\n\r\nfirst\r\n..dot\r\nlast\r\n.\r\n";

    @TempDir
    Path folder;

    private WorldUnderTest world;

    @BeforeEach
    void start() throws Exception {
        world = new WorldUnderTest(folder);
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
    }

    private JsonNode letters() throws Exception {
        return world.deskJson("/world/mailbox").get("letters");
    }

    private String deliver(RawSmtp smtp, String to) throws Exception {
        smtp.say("MAIL FROM:<shop@shop.example>");
        String recipient = smtp.say("RCPT TO:<" + to + ">");
        if (!recipient.equals("250")) {
            smtp.say("RSET");
            return recipient;
        }
        smtp.say("DATA");
        smtp.send(LETTER);
        return smtp.answer();
    }

    @Test
    void aLetterIsTakenAndShownWithItsDots() throws Exception {
        try (var smtp = RawSmtp.trusted(world.mailPort())) {
            assertThat(deliver(smtp, "Ana@Mail.example")).isEqualTo("250");
            assertThat(smtp.say("QUIT")).isEqualTo("221");
        }

        JsonNode letter = letters().get(0);
        assertThat(letter.get("to").asString()).isEqualTo("Ana@Mail.example");
        assertThat(letter.get("subject").asString()).isEqualTo("hello");
        assertThat(letter.get("messageId").asString()).isEqualTo("<1@shop.example>");
        assertThat(letter.get("text").asString()).isEqualTo("first\r\n.dot\r\nlast\r\n");
        assertThat(letter.get("receivedAt").asString()).isEqualTo("2026-11-18T13:37:07Z");
    }

    @Test
    void commandsOutOfTheirOrderAreRefused() throws Exception {
        try (var smtp = new RawSmtp(world.mailPort())) {
            assertThat(smtp.answer()).isEqualTo("220");
            assertThat(smtp.say("MAIL FROM:<a@b.example>")).isEqualTo("503");
            assertThat(smtp.say("EHLO")).isEqualTo("501");
            assertThat(smtp.say("EHLO here")).isEqualTo("250");
            assertThat(smtp.say("MAIL FROM:<a@b.example>")).isEqualTo("530");
            assertThat(smtp.say("AUTH CRAM-MD5")).isEqualTo("504");
            assertThat(smtp.say("AUTH PLAIN !!!")).isEqualTo("501");
            assertThat(smtp.say("AUTH PLAIN " + RawSmtp.base64("\0who\0what"))).isEqualTo("535");
            assertThat(smtp.say("AUTH LOGIN")).isEqualTo("334");
            assertThat(smtp.say(RawSmtp.base64(MailServer.USER))).isEqualTo("334");
            assertThat(smtp.say(RawSmtp.base64(MailServer.PASSWORD))).isEqualTo("235");
            assertThat(smtp.say("AUTH LOGIN")).isEqualTo("503");
            assertThat(smtp.say("RCPT TO:<a@b.example>")).isEqualTo("503");
            assertThat(smtp.say("DATA")).isEqualTo("503");
            assertThat(smtp.say("MAIL TO:<a@b.example>")).isEqualTo("501");
            assertThat(smtp.say("MAIL FROM:<a@b.example> SIZE=99999999")).isEqualTo("552");
            assertThat(smtp.say("MAIL FROM:<a@b.example> COLOUR=red")).isEqualTo("555");
            assertThat(smtp.say("MAIL FROM:<a@b.example> SIZE=999 BODY=8BITMIME"))
                    .isEqualTo("250");
            assertThat(smtp.say("MAIL FROM:<a@b.example>")).isEqualTo("503");
            assertThat(smtp.say("RCPT TO:<nobody>")).isEqualTo("501");
            assertThat(smtp.say("DATA")).isEqualTo("503");
            assertThat(smtp.say("RSET")).isEqualTo("250");
            assertThat(smtp.say("RCPT TO:<a@b.example>")).isEqualTo("503");
            assertThat(smtp.say("NOOP")).isEqualTo("250");
            assertThat(smtp.say("STARTTLS")).isEqualTo("502");
            assertThat(smtp.say("HACK")).isEqualTo("500");
            assertThat(smtp.say("X".repeat(20_000))).isEqualTo("500");
        }
        assertThat(letters()).isEmpty();
    }

    @Test
    void whoeverErrsTooOftenIsSentAway() throws Exception {
        try (var smtp = new RawSmtp(world.mailPort())) {
            smtp.answer();
            for (int i = 0; i < 20; i++) {
                assertThat(smtp.say("HACK")).isEqualTo("500");
            }
            assertThat(smtp.answer()).isEqualTo("421");
            assertThat(smtp.answer()).isEqualTo("gone");
        }
    }

    @Test
    void commandsThatComeTogetherAreAnsweredInOrder() throws Exception {
        try (var smtp = RawSmtp.trusted(world.mailPort())) {
            smtp.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<one@b.example>\r\nRCPT TO:<two@b.example>\r\nDATA\r\n");
            assertThat(smtp.answer() + smtp.answer() + smtp.answer() + smtp.answer())
                    .isEqualTo("250250250354");
            smtp.send(LETTER + "QUIT\r\n");
            assertThat(smtp.answer() + smtp.answer()).isEqualTo("250221");
        }

        assertThat(letters()).hasSize(2);
        assertThat(world.deskJson("/world/mailbox?to=ONE@b.example").get("letters"))
                .hasSize(1);
    }

    @Test
    void aLetterThatIsTooBigIsRefusedAndTheNextIsNot() throws Exception {
        try (var smtp = RawSmtp.trusted(world.mailPort())) {
            smtp.say("MAIL FROM:<a@b.example>");
            smtp.say("RCPT TO:<one@b.example>");
            smtp.say("DATA");
            String line = "x".repeat(998) + "\r\n";
            for (int i = 0; i < 1_100; i++) {
                smtp.send(line);
            }
            assertThat(smtp.say(".")).isEqualTo("552");
            assertThat(deliver(smtp, "two@b.example")).isEqualTo("250");
        }
        assertThat(letters()).hasSize(1);
    }

    @Test
    void aBareLineFeedEndsNoLetter() throws Exception {
        try (var smtp = RawSmtp.trusted(world.mailPort())) {
            smtp.say("MAIL FROM:<a@b.example>");
            smtp.say("RCPT TO:<one@b.example>");
            smtp.say("DATA");
            smtp.send("Subject: one\r\n\r\nhidden\n.\nMAIL FROM:<evil@b.example>\r\n.\r\n");
            assertThat(smtp.answer()).isEqualTo("250");
        }
        assertThat(letters()).hasSize(1);
        assertThat(letters().get(0).get("text").asString()).contains("evil@b.example");
    }

    @Test
    void faultsStrikeAtTheirStep() throws Exception {
        try (var smtp = RawSmtp.trusted(world.mailPort())) {
            world.arm("mail.recipient", "status-550", 1, null);
            assertThat(deliver(smtp, "one@b.example")).isEqualTo("550");
            world.arm("mail.letter", "status-451", 1, null);
            assertThat(deliver(smtp, "two@b.example")).isEqualTo("451");
            assertThat(letters()).isEmpty();

            world.arm("mail.letter", "drop-reply-after-commit", 1, null);
            assertThat(deliver(smtp, "three@b.example")).isEqualTo("gone");
            assertThat(letters()).hasSize(1);
        }
        world.arm("mail.connection", "drop-request", null, null);
        try (var down = new RawSmtp(world.mailPort())) {
            assertThat(down.answer()).isEqualTo("gone");
        }
        world.desk("DELETE", "/world/faults", "");
        world.arm("mail.login", "status-535", 1, null);
        try (var smtp = RawSmtp.trusted(world.mailPort())) {
            assertThat(smtp.say("MAIL FROM:<a@b.example>")).isEqualTo("530");
        }
    }

    @Test
    void whatWasTakenIsThereAfterARestart() throws Exception {
        try (var smtp = RawSmtp.trusted(world.mailPort())) {
            deliver(smtp, "ana@b.example");
        }
        world.close();
        world = new WorldUnderTest(folder);

        assertThat(letters()).hasSize(1);
        assertThat(letters().get(0).get("subject").asString()).isEqualTo("hello");
    }

    @Test
    void thePageTrustsNoLetter() throws Exception {
        try (var smtp = RawSmtp.trusted(world.mailPort())) {
            smtp.say("MAIL FROM:<a@b.example>");
            smtp.say("RCPT TO:<ana@b.example>");
            smtp.say("DATA");
            smtp.send("Subject: <script>1</script>\r\nContent-Type: text/html\r\n\r\n<script>2</script>\r\n.\r\n");
            assertThat(smtp.answer()).isEqualTo("250");
        }

        assertThat(world.desk("GET", "/world/mail", "").body())
                .contains("One letter", "sandbox=\"\"", "&lt;script&gt;1", "&lt;script&gt;2")
                .doesNotContain("<script");
        assertThat(world.desk("GET", "/world/mail?to=nobody@b.example", "").body())
                .contains("No letter has come for nobody@b.example");
        assertThat(world.desk("GET", "/", "").body()).contains("/world/mail");
    }
}
