package io.tampu.esims;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whose an eSIM is: finding, taking and naming one's own. Every statement names the owner, so that another's never answers. */
final class OwnedEsims {

    /** What fits beside the figures on a phone. */
    private static final int LONGEST_LABEL = 40;

    private final JdbcTemplate jdbc;

    OwnedEsims(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
    }

    List<Esim> ofOwner(UUID customer, Optional<EsimId> before, int limit) {
        return before.map(place -> jdbc.query(
                        "SELECT * FROM esims_esim WHERE owner = ? AND id < ? ORDER BY id DESC LIMIT ?",
                        EsimStore.ESIM,
                        customer,
                        place.value(),
                        limit))
                .orElseGet(() -> jdbc.query(
                        "SELECT * FROM esims_esim WHERE owner = ? ORDER BY id DESC LIMIT ?",
                        EsimStore.ESIM,
                        customer,
                        limit));
    }

    Optional<Esim> findOfOwner(UUID customer, EsimId esim) {
        return jdbc
                .query("SELECT * FROM esims_esim WHERE id = ? AND owner = ?", EsimStore.ESIM, esim.value(), customer)
                .stream()
                .findFirst();
    }

    int takeBought(UUID customer, String email) {
        return jdbc.update(
                "UPDATE esims_esim SET owner = ? WHERE customer_email = ? AND owner IS NULL", customer, address(email));
    }

    Optional<Esim> findForClaim(String typedIccid, String email) {
        String iccid = Iccid.typed(typedIccid);
        if (email.indexOf('\0') >= 0) {
            // No eSIM was bought with it, and the database does not take it even as a question.
            return Optional.empty();
        }
        return jdbc.query("""
                        SELECT e.* FROM esims_iccid i JOIN esims_esim e ON e.id = i.esim
                        WHERE i.iccid = ? AND e.customer_email = ? AND e.owner IS NULL""", EsimStore.ESIM, iccid, address(email)).stream().findFirst();
    }

    boolean own(UUID customer, EsimId esim) {
        return jdbc.update(
                        "UPDATE esims_esim SET owner = ? WHERE id = ? AND (owner IS NULL OR owner = ?)",
                        customer,
                        esim.value(),
                        customer)
                == 1;
    }

    Optional<Esim> rename(UUID customer, EsimId esim, String label) {
        return jdbc
                .query(
                        "UPDATE esims_esim SET label = ? WHERE id = ? AND owner = ? RETURNING *",
                        EsimStore.ESIM,
                        label(label),
                        esim.value(),
                        customer)
                .stream()
                .findFirst();
    }

    /** An address as it is kept and compared: full-width letters, as a Chinese keyboard writes them, are plain ones. */
    static String address(String email) {
        return Normalizer.normalize(email.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** What can be shown in one line: whatever breaks or turns the line is a space. */
    private static String label(String typed) {
        String line = typed.replaceAll("[\\s\\p{Cc}\\p{Zl}\\p{Zp}\\u202a-\\u202e\\u2066-\\u2069]+", " ")
                .strip();
        return line.codePointCount(0, line.length()) <= LONGEST_LABEL
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_LABEL)).strip();
    }
}
