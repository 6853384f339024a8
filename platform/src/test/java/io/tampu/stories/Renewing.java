package io.tampu.stories;

import io.tampu.OpenDoors;
import io.tampu.engine.Ids;
import io.tampu.payments.Retry;
import io.tampu.stories.TravellersBrowser.Page;
import java.util.UUID;

/** The path of a renewal as one traveller walks it, for stories that begin somewhere on it. */
final class Renewing {

    /** Each look takes milliseconds. */
    private static final int MOST_LOOKS = 2_000;

    private final OpenDoors doors;
    private final TravellersBrowser traveller;

    Renewing(OpenDoors doors, TravellersBrowser traveller) {
        this.doors = doors;
        this.traveller = traveller;
    }

    /** The preview of the first plan that fits. The wholesaler may still be asked what fits. */
    Page preview(String esim) {
        for (int i = 0; i < MOST_LOOKS; i++) {
            Page choice = traveller.get("/esims/" + esim + "/renew");
            var form = choice.forms().stream()
                    .filter(one -> one.action().endsWith("/preview"))
                    .findFirst();
            if (form.isPresent()) {
                Page preview = traveller.get(form.get().action() + "?plan="
                        + TravellersBrowser.encoded(form.get().field("plan")));
                if (preview.status() == 200) {
                    return preview;
                }
            }
        }
        throw new IllegalStateException("nothing to choose: "
                + traveller.get("/esims/" + esim + "/renew").words());
    }

    /** Looks until the page says so; the platform is made to look as well. */
    Page await(String path, String words) {
        for (int i = 0; i < MOST_LOOKS; i++) {
            Page page = traveller.get(path);
            if (page.words().contains(words)) {
                return page;
            }
            doors.settle();
        }
        throw new AssertionError("never '" + words + "': " + traveller.get(path).words());
    }

    /** An id of the database's as pages write it. */
    static String outside(String id) {
        return Ids.text(UUID.fromString(id));
    }

    /** The id under which the provider knows the newest payment. */
    String charge() {
        return outside(doors.text("select id::text from checkout_attempt order by id desc limit 1"));
    }

    /** The traveller pays the newest payment on the provider's page. */
    void paidByCard() {
        doors.provider().pay(charge());
        doors.hint(charge());
    }

    void declined(String code) {
        doors.provider().decline(charge(), code, Retry.LATER);
        doors.hint(charge());
    }
}
