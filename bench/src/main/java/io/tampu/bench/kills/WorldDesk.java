package io.tampu.bench.kills;

import io.tampu.bench.kills.Door.Heard;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The world's own desk: its eSIMs, faults, time and ledger. */
final class WorldDesk {

    private static final int LEDGER_PAGE = 50_000;
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(30);

    private final Supplier<URI> world;
    private final Door door;

    WorldDesk(Supplier<URI> world, Door door) {
        this.world = world;
        this.door = door;
    }

    /** A top-up that the world gave, and what it charged for it. */
    record Given(String mark, String iccid, long costMinor) {}

    /**
     * A movement of money at the payment provider.
     *
     * @param mark the attempt that it belongs to, by its metadata
     * @param signedMinor to the seller; negative: back to the payer
     */
    record Moved(String reference, String mark, String why, long signedMinor) {
        boolean isPayment() {
            return why.equals("payment");
        }
    }

    /** All that the world's ledger has, oldest first. */
    record Ledger(List<Given> given, List<Moved> moved) {}

    /** A fault that is armed and how often it will still strike. */
    record Armed(int id, String target, String fault, int left) {}

    String esimsCsv(int from, int count) {
        return new String(
                ask("GET", "/world/esims.csv?from=" + from + "&count=" + count, "")
                        .body(),
                StandardCharsets.UTF_8);
    }

    List<String> targets() {
        var targets = new ArrayList<String>();
        ask("GET", "/world/faults", "").json().path("targets").forEach(target -> targets.add(target.asString("")));
        return targets;
    }

    Armed arm(String target, String fault, int count, String argument) {
        var body = JsonMapper.shared().createObjectNode();
        body.put("target", target).put("fault", fault).put("count", count);
        if (!argument.isEmpty()) {
            body.put("argument", argument);
        }
        return armed(ask("POST", "/world/faults", body.toString()).json());
    }

    Map<Integer, Armed> armed() {
        var armed = new HashMap<Integer, Armed>();
        for (var one : ask("GET", "/world/faults", "").json().path("armed")) {
            armed.put(one.path("id").asInt(), armed(one));
        }
        return armed;
    }

    private static Armed armed(JsonNode one) {
        return new Armed(
                one.path("id").asInt(),
                one.path("target").asString(""),
                one.path("fault").asString(""),
                one.path("count").asInt(0));
    }

    void clearFaults() {
        ask("DELETE", "/world/faults", "");
    }

    /** A phone uses data: when little is left, the wholesaler tells whoever wanted to be told. */
    void use(String iccid, int megabytes) {
        ask("POST", "/world/phones/" + iccid + "/use", "{\"megabytes\":" + megabytes + "}");
    }

    /** Makes it later there: windows of limits end, and requests that were to be carried out late are. */
    void push(int minutes) {
        ask("POST", "/world/time", "{\"minutes\":" + minutes + "}");
    }

    /** Waits until the ledger stands still. */
    void awaitQuiet() {
        long[] seen = {-1, System.nanoTime()};
        boolean quiet = Until.isTrue(
                () -> {
                    long now = ask("GET", "/world/health", "")
                            .json()
                            .path("ledgerSeq")
                            .asLong();
                    if (now != seen[0]) {
                        seen[0] = now;
                        seen[1] = System.nanoTime();
                    }
                    return System.nanoTime() - seen[1] > QUIET.toNanos();
                },
                MOST_PATIENCE);
        if (!quiet) {
            throw new IllegalStateException("the world's ledger does not come to rest");
        }
    }

    /** Where the payment provider is to send its notifications from now on. */
    void notify(URI platform) {
        var body = JsonMapper.shared().createObjectNode();
        body.put("url", platform.resolve("/notifications/stripe").toString());
        ask("POST", "/world/stripe/webhook", body.toString());
    }

    Ledger ledger() {
        var ledger = new Ledger(new ArrayList<>(), new ArrayList<>());
        long since = 0;
        while (true) {
            var page = ask("GET", "/world/ledger?since=" + since + "&limit=" + LEDGER_PAGE, "")
                    .json();
            if (page.path("data").isEmpty() && page.path("money").isEmpty()) {
                return ledger;
            }
            for (var line : page.path("data")) {
                since = Math.max(since, line.path("seq").asLong());
                ledger.given().add(given(line));
            }
            for (var line : page.path("money")) {
                since = Math.max(since, line.path("seq").asLong());
                ledger.moved().add(moved(line));
            }
        }
    }

    private static Given given(JsonNode line) {
        return new Given(
                line.path("description").asString(""),
                line.path("iccid").asString(""),
                line.path("costMinor").asLong());
    }

    private static Moved moved(JsonNode line) {
        long amount = line.path("amountMinor").asLong();
        return new Moved(
                line.path("reference").asString(""),
                line.path("mark").asString(""),
                line.path("why").asString(""),
                line.path("kind").asString("").equals("taken") ? amount : -amount);
    }

    private Heard ask(String method, String path, String body) {
        var heard = door.send(HttpRequest.newBuilder(world.get().resolve(path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body)))
                .orElseThrow(() -> new IllegalStateException("the world did not answer " + method + " " + path));
        if (heard.status() != 200) {
            throw new IllegalStateException("the world refused " + method + " " + path + " " + body + ": " + heard);
        }
        return heard;
    }
}
