package io.tampu.sandbox.mail;

import io.tampu.sandbox.mail.Mishaps.HangUp;
import io.tampu.sandbox.mail.Mishaps.Step;
import io.tampu.sandbox.mail.Mishaps.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One connection of a sender: commands in order, each with its answer (RFC 5321, 4.3.2). */
final class Dialogue {

    static final int LARGEST_LETTER_BYTES = 1 << 20;
    private static final int MOST_RECIPIENTS = 100;
    /** Whoever errs so often is no mail program. */
    private static final int MOST_ERRORS = 20;

    private static final Pattern FROM = Pattern.compile("(?i)FROM: ?<([^<>\\s]*)>((?: \\S+)*)");
    private static final Pattern TO = Pattern.compile("(?i)TO: ?<([^<>\\s@]+@[^<>\\s@]+)>");
    private static final Pattern SIZE = Pattern.compile("(?i)SIZE=(\\d{1,18})");
    private static final Pattern BODY = Pattern.compile("(?i)BODY=(7BIT|8BITMIME)");
    private static final String SYNTAX = "501 5.5.4 ";
    private static final String SEQUENCE = "503 5.5.1 ";

    private final Wire wire;
    private final Mailbox mailbox;
    private final Mishaps mishaps;
    private boolean greeted;
    private boolean trusted;
    private @Nullable String from;
    private final List<String> recipients = new ArrayList<>();
    private int errors;

    Dialogue(Wire wire, Mailbox mailbox, Mishaps mishaps) {
        this.wire = wire;
        this.mailbox = mailbox;
        this.mishaps = mishaps;
    }

    /** Until one of the two has enough. */
    void speak() throws IOException {
        switch (mishaps.strike(Step.CONNECTION, wire)) {
            case REFUSED -> {
                return;
            }
            case DONE_IN_SILENCE -> throw new HangUp();
            case GOES_ON -> wire.say("220 sandbox.invalid ESMTP, nothing leaves this machine");
        }
        while (errors < MOST_ERRORS) {
            Optional<String> line = wire.line();
            if (line.isEmpty()) {
                say("500 5.5.2 that line is too long");
                continue;
            }
            var words = line.get().split(" ", 2);
            if (words[0].equalsIgnoreCase("QUIT")) {
                wire.say("221 2.0.0 goodbye");
                return;
            }
            hear(words[0].toUpperCase(Locale.ROOT), words.length == 2 ? words[1].strip() : "");
        }
        wire.say("421 4.7.0 too many errors");
    }

    private void hear(String command, String argument) throws IOException {
        switch (command) {
            case "EHLO" -> greet(argument, true);
            case "HELO" -> greet(argument, false);
            case "AUTH" -> authenticate(argument);
            case "MAIL" -> mail(argument);
            case "RCPT" -> recipient(argument);
            case "DATA" -> data(argument);
            case "RSET" -> {
                forget();
                say("250 2.0.0 forgotten");
            }
            case "NOOP" -> say("250 2.0.0 nothing done");
            case "VRFY" -> say("252 2.5.0 send it and see");
            case "STARTTLS" -> say("502 5.5.1 there is no TLS in the sandbox");
            default -> say("500 5.5.2 that is no command");
        }
    }

    private void say(String answer) throws IOException {
        if (answer.startsWith("5")) {
            errors++;
        }
        wire.say(answer);
    }

    private void greet(String name, boolean extended) throws IOException {
        if (name.isEmpty()) {
            say(SYNTAX + "say who you are");
            return;
        }
        forget();
        greeted = true;
        if (!extended) {
            say("250 sandbox.invalid");
            return;
        }
        wire.say("250-sandbox.invalid");
        wire.say("250-SIZE " + LARGEST_LETTER_BYTES);
        wire.say("250-8BITMIME");
        wire.say("250-PIPELINING");
        wire.say("250-ENHANCEDSTATUSCODES");
        wire.say("250 AUTH PLAIN LOGIN");
    }

    private void authenticate(String argument) throws IOException {
        if (!greeted || trusted || from != null) {
            say(SEQUENCE + (trusted ? "you are known already" : "not now"));
        } else if (argument.isEmpty()) {
            say(SYNTAX + "AUTH wants a mechanism");
        } else {
            trusted = new Login(wire, mishaps).speak(argument);
        }
    }

    private void mail(String argument) throws IOException {
        Matcher said = FROM.matcher(argument);
        if (!greeted || from != null) {
            say(SEQUENCE + (greeted ? "one letter after the other" : "EHLO comes first"));
        } else if (!trusted) {
            say("530 5.7.0 who are you? AUTH comes first");
        } else if (!said.matches()) {
            say(SYNTAX + "MAIL wants FROM:<address>");
        } else {
            Optional<String> complaint = complaint(said.group(2).strip());
            if (complaint.isPresent()) {
                say(complaint.get());
            } else {
                from = said.group(1);
                say("250 2.1.0 from you");
            }
        }
    }

    private static Optional<String> complaint(String parameters) {
        for (String each : parameters.isEmpty() ? new String[0] : parameters.split(" +")) {
            Matcher size = SIZE.matcher(each);
            if (size.matches()) {
                if (Long.parseLong(size.group(1)) > LARGEST_LETTER_BYTES) {
                    return Optional.of("552 5.3.4 a letter has at most " + LARGEST_LETTER_BYTES + " bytes");
                }
            } else if (!BODY.matcher(each).matches()) {
                return Optional.of("555 5.5.4 that parameter is not known");
            }
        }
        return Optional.empty();
    }

    private void recipient(String argument) throws IOException {
        Matcher said = TO.matcher(argument);
        if (from == null) {
            say(SEQUENCE + "MAIL comes first");
        } else if (!said.matches()) {
            say(SYNTAX + "RCPT wants TO:<address>");
        } else if (recipients.size() >= MOST_RECIPIENTS) {
            say("452 4.5.3 at most " + MOST_RECIPIENTS + " recipients");
        } else if (mishaps.strike(Step.RECIPIENT, wire) == Turn.GOES_ON) {
            recipients.add(said.group(1));
            say("250 2.1.5 for them");
        }
    }

    private void data(String argument) throws IOException {
        String sender = from;
        if (!argument.isEmpty()) {
            say(SYNTAX + "DATA stands alone");
            return;
        }
        if (sender == null || recipients.isEmpty()) {
            say(SEQUENCE + "MAIL and RCPT come first");
            return;
        }
        wire.say("354 go on, and end with a dot");
        Optional<String> letter = wire.letter(LARGEST_LETTER_BYTES);
        if (letter.isEmpty()) {
            say("552 5.3.4 a letter has at most " + LARGEST_LETTER_BYTES + " bytes");
        } else {
            Turn turn = mishaps.strike(Step.LETTER, wire);
            if (turn != Turn.REFUSED) {
                mailbox.take(sender, recipients, letter.get());
            }
            if (turn == Turn.DONE_IN_SILENCE) {
                throw new HangUp();
            }
            if (turn == Turn.GOES_ON) {
                say("250 2.0.0 taken");
            }
        }
        forget();
    }

    private void forget() {
        from = null;
        recipients.clear();
    }
}
