package io.tampu.messages;

import io.tampu.engine.Secret;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the mail server is reached.
 *
 * @param from whom letters are from: {@code renew@example.com} or {@code Example Travel <renew@example.com>}
 * @param timeout bound on each wait for it: to connect, and for each answer
 */
public record SmtpSettings(
        String host, int port, Security security, Optional<Login> login, String from, Duration timeout) {

    /** What keeps strangers from reading along. */
    public enum Security {
        /** TLS from the first byte. */
        TLS,
        /** TLS before anything is said of anybody; without it nothing is sent. */
        STARTTLS,
        /** Nothing: for a server on this machine, or on a line that is safe. */
        NONE
    }

    /** Who we are there. */
    public record Login(String user, Secret password) {

        /** A server may repeat what it was told, also as it was told: in Base64, each for itself or both at once. */
        String cutFrom(String said) {
            String cut = said.replaceAll("(?i)(AUTH (?:PLAIN|LOGIN) )\\S+", "$1***");
            for (String told : List.of(both(), password.reveal(), user)) {
                cut = cut.replace(base64(told), "***").replace(told, "***");
            }
            return cut;
        }

        /** As AUTH PLAIN says it. */
        private String both() {
            return "\0" + user + "\0" + password.reveal();
        }

        private static String base64(String text) {
            return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final int PORT = 587;
    private static final int TLS_PORT = 465;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final int LONGEST_TIMEOUT_SECONDS = 30;

    public SmtpSettings {
        if (timeout.toSeconds() < 1 || timeout.toSeconds() > LONGEST_TIMEOUT_SECONDS) {
            throw new IllegalArgumentException("a time-out is from 1 to " + LONGEST_TIMEOUT_SECONDS + " seconds");
        }
        sender(from);
    }

    /**
     * Reads {@code smtp://user:password@host:port} or {@code smtps://...}; {@code user:password@} and {@code :port} may be left
     * out, and what is special in an address is written as in any: {@code %40} for an at sign. Throws
     * {@link IllegalArgumentException} with a sentence that has no password in it.
     *
     * @param plainIsFine whether {@code smtp://} may go without TLS to another machine
     */
    public static SmtpSettings of(String url, boolean plainIsFine, String from, Duration timeout) {
        URI address = address(url);
        boolean tls = "smtps".equals(address.getScheme());
        if (!tls && !"smtp".equals(address.getScheme())) {
            throw new IllegalArgumentException("the mail server's address begins with smtp:// or smtps://");
        }
        boolean plain = plainIsFine || LOOPBACK.contains(address.getHost());
        return new SmtpSettings(
                address.getHost(),
                address.getPort() > 0 ? address.getPort() : tls ? TLS_PORT : PORT,
                tls ? Security.TLS : plain ? Security.NONE : Security.STARTTLS,
                Optional.ofNullable(address.getRawUserInfo()).map(SmtpSettings::login),
                from,
                timeout);
    }

    private static URI address(String url) {
        try {
            URI address = new URI(url);
            if (address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException hasThePasswordInIt) {
            // Said below, without it.
        }
        throw new IllegalArgumentException(
                "the mail server's address is written smtp://user:password@host:port, with %40 for an at sign in the user");
    }

    private static Login login(String userInfo) {
        int colon = userInfo.indexOf(':');
        if (colon < 1 || colon == userInfo.length() - 1) {
            throw new IllegalArgumentException("the mail server's address has a user without a password");
        }
        return new Login(decoded(userInfo.substring(0, colon)), new Secret(decoded(userInfo.substring(colon + 1))));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    InternetAddress sender() {
        return sender(from);
    }

    /** What stands behind the at sign of the sender. */
    String domain() {
        String address = sender().getAddress();
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static InternetAddress sender(String from) {
        try {
            var parsed = new InternetAddress(from, true);
            if (parsed.getAddress().contains("@")) {
                return new InternetAddress(parsed.getAddress(), parsed.getPersonal(), "UTF-8");
            }
        } catch (AddressException | java.io.UnsupportedEncodingException notAnAddress) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "the sender is written renew@example.com or Name <renew@example.com>, not " + from);
    }
}
