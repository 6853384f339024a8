package io.tampu.partnerapi;

import io.tampu.engine.Ids;
import io.tampu.renewals.FeedEvent;
import io.tampu.renewals.RenewalState;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An event as a partner gets it, in the feed and in each delivery: always the same bytes. It says what to look at, not more. */
record EventView(
        String id,
        String type,
        Instant at,
        String renewal,
        @Nullable String reference,
        RenewalState state,
        Links links) {

    record Links(String renewal) {}

    static EventView of(FeedEvent event) {
        return new EventView(
                Ids.text(event.id()),
                "renewal." + event.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                event.at(),
                event.renewal().toString(),
                event.reference().orElse(null),
                event.state(),
                new Links(RenewalsResource.link(event.renewal())));
    }
}
