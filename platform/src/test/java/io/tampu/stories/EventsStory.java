package io.tampu.stories;

import static io.tampu.stories.PartnerProgram.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.OpenDoors;
import io.tampu.engine.TestDatabase;
import io.tampu.suppliers.FakeSupplier;
import io.tampu.suppliers.FakeSupplier.Turn;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A partner's program follows what happens to its renewals by reading the feed. */
class EventsStory {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    private static final FakeSupplier SUPPLIER = new FakeSupplier(CLOCK);
    private static OpenDoors doors;

    @BeforeAll
    static void open() {
        doors = new OpenDoors(DATABASE, CLOCK, SUPPLIER);
    }

    @AfterAll
    static void close() {
        doors.close();
        DATABASE.close();
    }

    @Test
    void aRenewalTellsOfEachStateThatItComesInto() {
        var partner = partner("reader");
        doors.link("reader", "8910300000000003003");
        doors.link("reader", "8910300000000003011");

        var renewed =
                partner.renew("feed-1", body("8910300000000003003", partner.offer("8910300000000003003"), "mine"));
        SUPPLIER.next(Turn.REFUSE);
        var refunded = partner.renew("feed-2", body("8910300000000003011", partner.offer("8910300000000003011")));

        List<JsonNode> events = follow(partner, "", 4);
        assertThat(events)
                .extracting(event -> event.at("/type").stringValue() + " "
                        + event.at("/renewal").stringValue())
                .containsExactly(
                        "renewal.fulfilling " + renewed.text("/id"),
                        "renewal.renewed " + renewed.text("/id"),
                        "renewal.fulfilling " + refunded.text("/id"),
                        "renewal.refunded " + refunded.text("/id"));
        JsonNode last = events.get(1);
        assertThat(last.at("/reference").stringValue()).isEqualTo("mine");
        assertThat(last.at("/at")).isEqualTo(renewed.json().at("/endedAt"));
        assertThat(partner.get(last.at("/links/renewal").stringValue()).body()).isEqualTo(renewed.body());
    }

    @Test
    void whoComesBackWithTheLastPlaceGetsOnlyWhatIsNew() {
        var partner = partner("back");
        doors.link("back", "8910300000000003029");
        partner.renew("back-1", body("8910300000000003029", partner.offer("8910300000000003029")));
        follow(partner, "", 2);
        String reached = partner.get("/api/v1/events").text("/next");

        var nothing = partner.get("/api/v1/events?after=" + reached);
        partner.renew("back-2", body("8910300000000003029", partner.offer("8910300000000003029")));

        assertThat(nothing.body()).isEqualTo("{\"events\":[],\"next\":null}");
        assertThat(follow(partner, reached, 2)).hasSize(2);
    }

    @Test
    void aStrangerReadsNothingOfIt() {
        var stranger = partner("feed-stranger");

        assertThat(stranger.get("/api/v1/events").body()).isEqualTo("{\"events\":[],\"next\":null}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "nonsense",
                "01kzab3vcr4t6w0ycehj3k5m7n",
                "-000000000b71f401kzab3vcr4t6w0ycehj3k5m7n",
                "ffffffffffffffff01kzab3vcr4t6w0ycehj3k5m7n",
                "00000000000B71F401kzab3vcr4t6w0ycehj3k5m7n"
            })
    void aPlaceThatIsNoneIsRefused(String after) {
        var partner = partner("lost");

        assertThat(partner.get("/api/v1/events?after=" + after).code()).isEqualTo("after-invalid");
        assertThat(partner.get("/api/v1/events?limit=0").code()).isEqualTo("limit-invalid");
    }

    private static PartnerProgram partner(String name) {
        return new PartnerProgram(doors.port(), doors.partner(name, "key-of-" + name, "100.00"));
    }

    /** Any transaction that still writes holds the feed back (an eSIM that is read meanwhile): each look takes a while. */
    private static List<JsonNode> follow(PartnerProgram partner, String from, int expected) {
        var found = new ArrayList<JsonNode>();
        String place = from;
        for (int looks = 0; looks < 2_000; looks++) {
            JsonNode answer =
                    partner.get("/api/v1/events?limit=1&after=" + place).json();
            answer.get("events").forEach(found::add);
            if (answer.get("next").isNull() && found.size() >= expected) {
                return found;
            }
            place = answer.get("next").isNull() ? place : answer.get("next").stringValue();
        }
        throw new IllegalStateException("the feed has no end, or too few events: " + found);
    }
}
