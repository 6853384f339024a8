package io.tampu.catalog;

import java.util.List;

/** What became of a catalogue file: all of it went in, or none of it. */
public sealed interface PlanImport {

    /**
     * It is in.
     *
     * @param added plans that were not sold before
     * @param changed plans with a new version; the old one is retired
     * @param unchanged plans that are sold as before
     * @param withdrawn plans that are no longer sold
     */
    record Imported(int added, int changed, int unchanged, int withdrawn) implements PlanImport {

        boolean changedNothing() {
            return added + changed + withdrawn == 0;
        }
    }

    /**
     * It is wrong, and nothing of it went in.
     *
     * @param problems the first of them, in the order of the file
     * @param more how many there are beyond these
     */
    record Refused(List<Problem> problems, int more) implements PlanImport {}

    /**
     * @param line line of the file, from 1
     * @param what what is wrong there, and where it can be said what was expected
     */
    record Problem(int line, String what) {

        @Override
        public String toString() {
            return "line " + line + ": " + what;
        }
    }
}
