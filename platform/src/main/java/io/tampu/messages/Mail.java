package io.tampu.messages;

import java.util.UUID;

/**
 * A letter in words, ready to go out. Prints without them: a code is among them.
 *
 * @param id of the letter; the same in each try
 * @param to one address
 * @param language {@code zh}, {@code es} or {@code en}
 * @param text the whole of it as plain text
 * @param html the same for those who see HTML
 */
public record Mail(UUID id, String to, String language, String subject, String text, String html) {

    @Override
    public String toString() {
        return "mail " + id;
    }
}
