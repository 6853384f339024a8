package io.tampu.messages;

import java.util.Optional;

/** A room that knows what letters about something have to say. */
public interface TellNews {

    /**
     * The words of a letter, as things stand now: it is asked just before the letter goes out, and again before each further try.
     * No transaction is open. Empty: it is no longer true, and is not sent.
     */
    Optional<News> news(Letter letter);
}
