package io.tampu.payments;

/** The provider did not give a list readably and whole. Says why, without secrets. */
public final class BillUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BillUnreadable(String why) {
        super(why);
    }
}
