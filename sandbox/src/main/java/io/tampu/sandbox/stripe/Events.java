package io.tampu.sandbox.stripe;

import io.tampu.sandbox.stripe.Thing.Event;
import io.tampu.sandbox.stripe.Thing.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Tells of what happened. Only for the readers of the journal. */
final class Events {

    static final String API_VERSION = "2026-07-29.dahlia";

    private final Vault vault;
    private final List<Consumer<Event>> listeners = new ArrayList<>(1);

    Events(Vault vault) {
        this.vault = vault;
    }

    void heardBy(Consumer<Event> listener) {
        listeners.add(listener);
    }

    void tell(String type, Thing thing, Moment moment) {
        var event = vault.add(
                vault.events,
                n -> new Event(n, Ids.of("evt_3", vault.events.next()), moment.at(), type, thing, moment));
        listeners.forEach(listener -> listener.accept(event));
    }
}
