package io.tampu.sandbox.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * A letter as it came, for one recipient.
 *
 * @param raw its bytes, one character each
 */
record Received(int id, String from, String to, long atMillis, String raw) {

    /** What a mail program shows of it. A part that there is not is "". */
    record Read(String subject, String messageId, String language, String text, String html) {}

    private static final int DEEPEST = 8;

    /** As a mail program would read it; what cannot be read so is shown as it came. */
    Read read() {
        try {
            var message = new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(raw.getBytes(StandardCharsets.ISO_8859_1)));
            return new Read(
                    orNothing(message.getSubject()),
                    orNothing(message.getMessageID()),
                    orNothing(message.getHeader("Content-Language", ",")),
                    find(message, "text/plain", 0),
                    find(message, "text/html", 0));
        } catch (MessagingException | IOException unreadable) {
            return new Read("(cannot be read: " + unreadable.getMessage() + ")", "", "", raw, "");
        }
    }

    private static String find(Part part, String type, int depth) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return String.valueOf(part.getContent());
        }
        if (depth < DEEPEST && part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart each = parts.getBodyPart(i);
                String found = find(each, type, depth + 1);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private static String orNothing(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : value;
    }
}
