package io.tampu.esims;

import io.tampu.suppliers.EsimWord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * That a supplier was asked about an eSIM, and what it said: to be written down.
 *
 * @param word also {@link EsimWord.Silent}: then the last word stays and the silence is remembered
 * @param at when it was asked, not when it answered: what happened meanwhile may be missing in the answer
 * @param packagesOnly only the packages were read; what may be bought stays as it was known
 */
public record Looked(EsimId esim, EsimWord word, Instant at, boolean packagesOnly) {

    public Looked {
        // As the database keeps it, so that what is read equals what was written.
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** The answer of {@code Supplier.look}. */
    public static Looked atAll(EsimId esim, EsimWord word, Instant at) {
        return new Looked(esim, word, at, false);
    }

    /** The answer of {@code Supplier.lookAtPackages}. */
    public static Looked atPackages(EsimId esim, EsimWord word, Instant at) {
        return new Looked(esim, word, at, true);
    }
}
