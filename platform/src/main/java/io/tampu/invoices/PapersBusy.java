package io.tampu.invoices;

/** Too many papers are wanted at once: ask again a little later. Nothing is lost, a paper is made anew each time. */
public final class PapersBusy extends RuntimeException {

    private static final long serialVersionUID = 1;

    PapersBusy() {
        super("too many papers are being made at once");
    }
}
