package io.tampu.sandbox.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tampu.sandbox.WorldUnderTest;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail library of somebody else's finds the world's server to be one. */
class AngusSendsTest {

    @TempDir
    Path folder;

    private static void send(int port, String mechanism, String password) throws Exception {
        var properties = new Properties();
        properties.setProperty("mail.smtp.auth", "true");
        properties.setProperty("mail.smtp.auth.mechanisms", mechanism);
        properties.setProperty("mail.smtp.connectiontimeout", "5000");
        properties.setProperty("mail.smtp.timeout", "5000");
        var session = Session.getInstance(properties);
        var message = new MimeMessage(session);
        message.setFrom(new InternetAddress("shop@shop.example"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("li@mail.example"));
        message.setSubject("483 920 是你的验证码", "UTF-8");
        message.setText("你好\n.\n..\n再见\n", "UTF-8");
        message.saveChanges();
        try (var transport = session.getTransport("smtp")) {
            transport.connect("127.0.0.1", port, MailServer.USER, password);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    @Test
    void aLetterInChineseComesAsItWasWritten() throws Exception {
        try (var world = new WorldUnderTest(folder)) {
            send(world.mailPort(), "PLAIN", MailServer.PASSWORD);
            send(world.mailPort(), "LOGIN", MailServer.PASSWORD);

            var letters = world.deskJson("/world/mailbox").get("letters");

            assertThat(letters).hasSize(2);
            assertThat(letters.get(0).get("subject").asString()).isEqualTo("483 920 是你的验证码");
            assertThat(letters.get(0).get("text").asString()).isEqualToNormalizingNewlines("你好\n.\n..\n再见\n");
        }
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        try (var world = new WorldUnderTest(folder)) {
            var refused = catchThrowableOfType(
                    AuthenticationFailedException.class, () -> send(world.mailPort(), "PLAIN", "sandbox_wrong"));

            assertThat(refused).hasMessageContaining("535");
            assertThat(world.deskJson("/world/mailbox").get("letters")).isEmpty();
        }
    }
}
