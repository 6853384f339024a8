package io.tampu.storefront;

/** There is nothing here, or nothing of this visitor's: the two are told alike. */
final class NoSuchPage extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoSuchPage() {
        super("no such page", null, false, false);
    }
}
