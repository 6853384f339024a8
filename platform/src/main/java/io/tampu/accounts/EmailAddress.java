package io.tampu.accounts;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** E-mail addresses as people type them. */
final class EmailAddress {

    /**
     * Whether it is one is known once a letter to it was answered; this refuses what cannot be one, and what could end a header
     * of a letter or name several people.
     */
    private static final Pattern POSSIBLE =
            Pattern.compile("[^@\\p{C}\\p{Z}<>()\\[\\],;:\"\\\\]{1,64}@[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}.-]{2,189}");

    private EmailAddress() {}

    /** As it is kept and compared: in lower case, and in plain letters where a Chinese keyboard wrote full-width ones. */
    static Optional<String> read(String typed) {
        String address =
                Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return POSSIBLE.matcher(address).matches() && canBeWrittenTo(address) ? Optional.of(address) : Optional.empty();
    }

    /** What the mail library would refuse later, with nobody there any more to be told. */
    private static boolean canBeWrittenTo(String address) {
        try {
            new InternetAddress(address, true).validate();
            return true;
        } catch (AddressException refused) {
            return false;
        }
    }

    /** Enough for its owner to know it again: {@code t***@example.com}. */
    static String masked(String address) {
        return address.substring(0, address.offsetByCodePoints(0, 1)) + "***" + address.substring(address.indexOf('@'));
    }
}
