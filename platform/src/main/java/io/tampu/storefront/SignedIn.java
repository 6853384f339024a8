package io.tampu.storefront;

import io.tampu.accounts.Customer;
import io.tampu.accounts.Session;
import java.time.ZoneId;
import java.util.UUID;

/** A customer who has signed in. A page that takes one is shown to nobody else: whoever has not signed in is asked to. */
record SignedIn(Session session) {

    Customer customer() {
        return session.customer();
    }

    UUID id() {
        return customer().id();
    }

    ZoneId zone() {
        return customer().zone();
    }
}
