package io.tampu.partnerapi;

import static io.tampu.partnerapi.PartnerKeyFilter.partner;

import io.tampu.engine.Json;
import io.tampu.renewals.FeedCursor;
import io.tampu.renewals.FeedEvent;
import io.tampu.renewals.Renewals;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened to a partner's renewals, to be read at the partner's own pace: the truth behind the webhooks. */
@RestController
public class EventsResource {

    private final Renewals renewals;

    public EventsResource(Renewals renewals) {
        this.renewals = renewals;
    }

    /**
     * A page of events, oldest first; {@code next} is where to go on, now or later. It is null only when there was nothing: then
     * the place asked for is still the right one.
     */
    record Page(List<EventView> events, @Nullable String next) {}

    @GetMapping("/api/v1/events")
    ResponseEntity<String> list(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit,
            HttpServletRequest request) {
        int size = Paging.limit(limit);
        List<FeedEvent> found = renewals.events(partner(request).id(), place(after), size);
        var page = new Page(
                found.stream().map(EventView::of).toList(),
                found.isEmpty() ? null : found.getLast().cursor().text());
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(Json.write(page));
    }

    /** A place in the feed; none is its beginning. */
    static FeedCursor place(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return FeedCursor.BEGINNING;
        }
        try {
            return FeedCursor.parse(text);
        } catch (IllegalArgumentException notAPlace) {
            throw Refused.because(ProblemCode.AFTER_INVALID, "'after' is not a 'next' from a page of events.");
        }
    }
}
