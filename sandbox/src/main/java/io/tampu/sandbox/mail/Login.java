package io.tampu.sandbox.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** AUTH PLAIN and AUTH LOGIN (RFC 4954): who may send. */
final class Login {

    private final Wire wire;
    private final Mishaps mishaps;

    Login(Wire wire, Mishaps mishaps) {
        this.wire = wire;
        this.mishaps = mishaps;
    }

    /** Speaks the dialogue of a login to its end; whether the right user came in. */
    boolean speak(String argument) throws IOException {
        var words = List.of(argument.split(" ", 2));
        String mechanism = words.getFirst().toUpperCase(Locale.ROOT);
        Optional<String> first =
                words.size() == 2 ? Optional.of(words.get(1)).filter(word -> !word.equals("=")) : Optional.empty();
        Optional<List<String>> given =
                switch (mechanism) {
                    case "PLAIN" -> plain(first);
                    case "LOGIN" -> login(first);
                    default -> {
                        wire.say("504 5.5.4 AUTH PLAIN and AUTH LOGIN are understood");
                        yield Optional.empty();
                    }
                };
        if (given.isEmpty() || mishaps.strike(Mishaps.Step.LOGIN, wire) == Mishaps.Turn.REFUSED) {
            return false;
        }
        boolean right = given.get().equals(List.of(MailServer.USER, MailServer.PASSWORD));
        wire.say(right ? "235 2.7.0 welcome" : "535 5.7.8 that is not a user and password of the sandbox");
        return right;
    }

    private Optional<List<String>> plain(Optional<String> first) throws IOException {
        Optional<String> decoded = decoded(first.isPresent() ? first : asked(""));
        if (decoded.isEmpty()) {
            return Optional.empty();
        }
        var parts = Arrays.asList(decoded.get().split("\0", -1));
        if (parts.size() != 3) {
            wire.say("501 5.5.2 PLAIN wants three parts with NUL between them");
            return Optional.empty();
        }
        return Optional.of(parts.subList(1, 3));
    }

    private Optional<List<String>> login(Optional<String> first) throws IOException {
        Optional<String> user = decoded(first.isPresent() ? first : asked("VXNlcm5hbWU6"));
        if (user.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> password = decoded(asked("UGFzc3dvcmQ6"));
        return password.map(word -> List.of(user.get(), word));
    }

    private Optional<String> asked(String challenge) throws IOException {
        wire.say("334 " + challenge);
        return wire.line();
    }

    private Optional<String> decoded(Optional<String> word) throws IOException {
        if (word.isPresent() && !word.get().equals("*")) {
            try {
                return Optional.of(new String(Base64.getDecoder().decode(word.get()), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException notBase64) {
                // Said below.
            }
        }
        wire.say("501 5.5.2 that cannot be decoded, or was cancelled");
        return Optional.empty();
    }
}
