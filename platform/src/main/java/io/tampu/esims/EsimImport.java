package io.tampu.esims;

import java.util.List;

/**
 * What became of an import.
 *
 * @param refused rows that did not go in, the first {@link #MAX_SHOWN} of them
 * @param refusedCount all of them
 * @param warnings rows that went in but look wrong, the first {@link #MAX_SHOWN} of them
 * @param warningCount all of them
 */
public record EsimImport(
        long added,
        long changed,
        long unchanged,
        List<Line> refused,
        long refusedCount,
        List<Line> warnings,
        long warningCount) {

    /** More than anybody reads; the counts are complete. */
    static final int MAX_SHOWN = 100;

    /** What is to be said of a line of the file, counted from 1. */
    public record Line(long line, String what) {

        @Override
        public String toString() {
            return "line " + line + ": " + what;
        }
    }
}
