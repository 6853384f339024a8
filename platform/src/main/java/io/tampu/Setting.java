package io.tampu;

import java.util.Locale;

/** Every setting there is, with its default. docs/operating.md has the same table, and a test holds the two together. */
enum Setting {
    PORT("8080", "the port of 127.0.0.1 that the platform listens on"),
    BIND("127.0.0.1", "the address it listens on; behind a balancer on another machine, 0.0.0.0"),
    PUBLIC_URL(
            "",
            "the address under which the outside reaches it, and payers come back to; empty: wholesalers are not asked to notify us"),
    OUTSIDE("real", "real, or sandbox: only then are the sandbox's keys accepted"),
    CURRENCY("USD", "the currency of the price list, in which travellers' balances are kept"),
    DB_URL("", "JDBC URL of the PostgreSQL database"),
    DB_USER("tampu", "its user"),
    DB_PASSWORD("", "its password"),
    OFFER_SECRET("", "the key that seals offers, 32 characters or more"),
    OFFER_VALIDITY_SECONDS("1800", "how long an offer holds"),
    PAYMENT_WINDOW_SECONDS("900", "whoever takes an offer at its last moment has still so long to pay from outside"),
    TAX_RULE("NONE", "how the tax in a price is reckoned: NONE or PE-IGV-18"),
    SELLER_NAME("Tampu", "who sells: on the website, in letters, on receipts and credit notes"),
    SELLER_TAX_ID("", "the seller's tax number, in Peru the RUC"),
    SELLER_ADDRESS("", "the seller's address, in one line"),
    SELLER_EMAIL("", "where buyers ask for help"),
    SELLER_PASSWORD(
            "", "opens /seller, the health page, to user seller; 16 characters or more; empty: there is no such page"),
    DELIVERY_DEADLINE_SECONDS("600", "paid and not delivered for this long: the money goes back by itself"),
    OPEN_AT_SUPPLIER_SECONDS("3600", "the cap on that while the wholesaler says that the order is still open"),
    REFUND_UNUSED_DAYS("14", "an unused plan that has not started is given back whole for so many days; 0 for never"),
    AIRALO_URL("https://partners-api.airalo.com", "everything before /v2"),
    AIRALO_CLIENT_ID("", "public half of the credentials; empty: Airalo is not used"),
    AIRALO_CLIENT_SECRET("", "secret half of the credentials"),
    AIRALO_MODE("production", "production, or sandbox: five calls a second for each endpoint"),
    AIRALO_CURRENCY("USD", "the currency of the account at Airalo"),
    AIRALO_READ_TIMEOUT_SECONDS("5", "bound on a question to Airalo"),
    AIRALO_ORDER_TIMEOUT_SECONDS("20", "bound on an order at Airalo"),
    AIRALO_GRACE_DAYS("0", "days after its end in which an eSIM can still be topped up (topup_grace_window_days)"),
    STRIPE_URL("https://api.stripe.com", "everything before /v1"),
    STRIPE_SECRET_KEY("", "the secret (or restricted) key; empty: Stripe is not used"),
    STRIPE_WEBHOOK_SECRETS(
            "", "signing secrets of the webhook endpoint, with commas between them: two while one is rolled"),
    STRIPE_PAGES(
            "https://checkout.stripe.com",
            "origins of the pages on which payers pay, with commas between them: with a domain of your own, that one"),
    STRIPE_TIMEOUT_SECONDS("12", "bound on a call to Stripe"),
    SMTP_URL(
            "",
            "the mail server, as smtp://user:password@host:587 or smtps://...:465, %40 for an at sign in the user; empty: no letters are sent, so nobody can sign in"),
    SMTP_TLS(
            "required",
            "required, or off: smtp:// without STARTTLS. A server on this machine and the sandbox's need none"),
    SMTP_TIMEOUT_SECONDS(
            "10", "bound on each wait for the mail server, 1 to 30; a letter is over after 50 seconds in all"),
    MAIL_FROM("", "whom letters are from, as Example Travel <renew@example.com>; needed with a mail server"),
    SEED_CATALOG("", "a catalogue file to take in at start"),
    SEED_ESIMS(
            "",
            "a file of eSIMs to take in at start, linked to the seeded partner; with several partners, a file for each"),
    SEED_CUSTOMER(
            "",
            "a traveller to make at start, as email:token:balance; /sign-in/link/token signs them in; sandbox only"),
    SEED_PARTNER("", "a partner to make at start, as name:key:balance; several with commas between them");

    private final String byDefault;
    private final String meaning;

    Setting(String byDefault, String meaning) {
        this.byDefault = byDefault;
        this.meaning = meaning;
    }

    /** In the environment: {@code TAMPU_DB_URL}. */
    String variable() {
        return "TAMPU_" + name();
    }

    /** In a file: {@code tampu.db.url}. */
    String property() {
        return variable().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    String byDefault() {
        return byDefault;
    }

    String meaning() {
        return meaning;
    }
}
