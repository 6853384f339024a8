package io.tampu.bench;

import java.util.List;

/**
 * How many payments are measured.
 *
 * @param warmUp told of in a burst of its own before anything is measured, and paid by the most payers
 * @param burst distinct notifications in the burst, each of which comes twice
 * @param turns of payers, in order
 * @param dearest how many of the dearest statements are printed after each measurement
 */
record PaymentsPlan(int esims, int warmUp, int burst, List<Turn> turns, int dearest) {

    /** So many payers at once, and so many payments by them together. */
    record Turn(int payers, int payments) {}

    int mostAtOnce() {
        int most = Math.max(warmUp, burst);
        return Math.max(most, turns.stream().mapToInt(Turn::payments).max().orElse(0));
    }
}
