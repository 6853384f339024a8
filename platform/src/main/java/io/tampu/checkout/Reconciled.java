package io.tampu.checkout;

import java.time.LocalDate;
import java.util.List;

/**
 * What came of holding a provider's bill of a day against our rows.
 *
 * @param lines of the bill
 * @param matched those that our rows agree with
 * @param breaks where the two disagree, in words
 * @param unread why the bill could not be read; empty text if it was
 */
public record Reconciled(String provider, LocalDate day, int lines, int matched, List<String> breaks, String unread) {

    public boolean isRead() {
        return unread.isEmpty();
    }
}
