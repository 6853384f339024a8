package io.tampu.audit;

import io.tampu.audit.WorldLedger.Given;
import io.tampu.audit.WorldLedger.Page;
import io.tampu.audit.WorldLedger.Taken;
import io.tampu.engine.Json;
import io.tampu.engine.OutsideHttp;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The sandbox world's ledger, read at {@code GET /world/ledger?since=&limit=}. */
public final class WorldOverHttp implements WorldLedger {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final OutsideHttp http;
    private final String address;

    /** @param address everything before {@code /world/ledger} */
    public WorldOverHttp(OutsideHttp http, String address) {
        this.http = http;
        this.address = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    @Override
    public Page after(long since, int limit) {
        var answer = http.ask(
                new OutsideHttp.Request("GET", ledger("?since=" + since + "&limit=" + limit), Map.of(), null, TIMEOUT));
        return switch (answer) {
            case OutsideHttp.Answer.Answered(int status, Map<String, String> headers, byte[] body)
            when status == 200 -> read(body);
            case OutsideHttp.Answer.Answered answered ->
                throw unreadable("it answers " + answered.status() + " at /world/ledger");
            case OutsideHttp.Answer.NotSent(String what) -> throw unreadable(what);
            case OutsideHttp.Answer.Silent(String what) -> throw unreadable(what);
        };
    }

    private URI ledger(String query) {
        try {
            return URI.create(address + "/world/ledger" + query);
        } catch (IllegalArgumentException notAnAddress) {
            throw unreadable("that is not an address");
        }
    }

    private Page read(byte[] body) {
        try {
            JsonNode page = Json.tree(body);
            return new Page(
                    page.required("data")
                            .valueStream()
                            .map(WorldOverHttp::given)
                            .toList(),
                    page.required("money")
                            .valueStream()
                            .map(WorldOverHttp::taken)
                            .toList());
        } catch (JacksonException | IllegalArgumentException | DateTimeParseException notALedger) {
            throw unreadable("its ledger is not understood");
        }
    }

    private static Given given(JsonNode line) {
        return new Given(
                line.required("seq").asLong(),
                line.required("supplier").asString(),
                line.required("iccid").asString(),
                line.required("order").asString(),
                line.required("package").asString(),
                line.path("description").asString(""),
                line.required("costMinor").asLong(),
                line.required("currency").asString());
    }

    private static Taken taken(JsonNode line) {
        return new Taken(
                line.required("seq").asLong(),
                line.required("provider").asString(),
                line.required("reference").asString(),
                line.required("kind").asString(),
                line.required("amountMinor").asLong(),
                line.required("currency").asString(),
                line.path("mark").asString(""),
                line.required("why").asString(),
                Instant.parse(line.required("at").asString()));
    }

    private AuditImpossible unreadable(String why) {
        return new AuditImpossible("The world " + address + " cannot be read: " + why + ".");
    }
}
