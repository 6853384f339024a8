package io.tampu.invoices;

/**
 * What a receipt was for, as the renewal pins it; the plan's name is in the receipt itself.
 *
 * @param dataBytes data that was added, in bytes; -1 for unlimited
 * @param days that it is valid once begun
 * @param iccidEnd the last four digits of the eSIM's number: enough to know it, too few to use it
 */
public record Given(long dataBytes, int days, String iccidEnd) {

    public Given {
        if (!iccidEnd.matches("[0-9]{4}")) {
            throw new IllegalArgumentException("not the last four digits of an ICCID: " + iccidEnd.length() + " signs");
        }
    }
}
