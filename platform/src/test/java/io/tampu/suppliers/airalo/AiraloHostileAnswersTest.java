package io.tampu.suppliers.airalo;

import static io.tampu.suppliers.airalo.ScriptedAiralo.bytes;
import static io.tampu.suppliers.airalo.ScriptedAiralo.recorded;
import static io.tampu.suppliers.airalo.ScriptedAiralo.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.suppliers.EsimWord;
import io.tampu.suppliers.OrderWord;
import io.tampu.suppliers.TopUpAnswer;
import io.tampu.suppliers.airalo.ScriptedAiralo.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every question against every nonsense: nothing is thrown, nothing is believed, nothing is asked twice. */
final class AiraloHostileAnswersTest extends AiraloFixture {

    private static final List<String> ALL = List.of(
            "POST orders/topups",
            "GET orders",
            "GET sims/" + ICCID,
            "GET sims/" + ICCID + "/topups",
            "GET sims/" + ICCID + "/packages",
            "GET sims/" + ICCID + "/usage",
            "GET balance",
            "POST notifications/opt-in");

    private static final Map<String, Reply> NONSENSE = new LinkedHashMap<>();

    static {
        NONSENSE.put("HTML", bytes(200, utf8("<!doctype html><html>sample</html>"), "text/html"));
        NONSENSE.put("an empty body", bytes(200, new byte[0], "application/json"));
        NONSENSE.put("truncated JSON", text(200, "{\"data\":{\"id\":111,\"packa"));
        NONSENSE.put("deep JSON", text(200, "{\"data\":".repeat(100_000)));
        NONSENSE.put("deep lists", text(200, "{\"data\":" + "[".repeat(500_000)));
        NONSENSE.put("null", text(200, "null"));
        NONSENSE.put("a null for data", text(200, "{\"data\":null}"));
        NONSENSE.put("a number for data", text(200, "{\"data\":5}"));
        NONSENSE.put("a list of nulls", text(200, "{\"data\":[null]}"));
        NONSENSE.put("a list of lists", text(200, "{\"data\":[[]]}"));
        NONSENSE.put("nulls in rows", text(200, "{\"data\":[{\"id\":null,\"status\":null,\"package\":null}]}"));
        NONSENSE.put("a list", text(200, "[]"));
        NONSENSE.put("text", text(200, "\"success\""));
        NONSENSE.put("an endless number", text(200, "{\"data\":{\"id\":" + "9".repeat(100_000) + "}}"));
        NONSENSE.put("two data", text(200, "{\"data\":{},\"data\":{}}"));
        NONSENSE.put(
                "bytes that are no text", bytes(200, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}, "application/json"));
        NONSENSE.put(
                "claims to be compressed",
                bytes(200, utf8("not gzip"), "application/json", "Content-Encoding", "gzip"));
        NONSENSE.put("50 MB", ScriptedAiralo.flood(50));
        NONSENSE.put("a cut connection", ScriptedAiralo.cut());
        NONSENSE.put("a redirect", bytes(302, new byte[0], "text/html", "Location", "http://127.0.0.1:1/"));
        NONSENSE.put("a 500 in JSON", text(500, "{\"code\":11,\"reason\":\"sample\"}"));
        NONSENSE.put("a 503", text(503, "busy", "Retry-After", "5"));
        NONSENSE.put("a 418", text(418, "{\"message\":\"teapot\"}"));
    }

    static Stream<String> nonsense() {
        return NONSENSE.keySet().stream();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsenseIsSilenceToEveryQuestion(String kind) {
        Reply reply = NONSENSE.getOrDefault(kind, ScriptedAiralo.cut());
        ALL.forEach(what -> other.always(what, reply));
        assertThat(airalo.topUp(ORDER)).isInstanceOf(TopUpAnswer.Silent.class);
        assertThat(airalo.askAbout(ORDER)).isInstanceOf(OrderWord.Silent.class);
        assertThat(airalo.look(ICCID)).isInstanceOf(EsimWord.Silent.class);
        assertThat(airalo.lookAtPackages(ICCID)).isInstanceOf(EsimWord.Silent.class);
        assertThat(airalo.credit()).isEmpty();
        airalo.optIn(other.address());
        assertThat(other.asked("POST orders/topups")).hasSize(1);
    }

    @Test
    void silenceOnEachQuestionIsSilence() {
        var hasty = adapter(AiraloSettings.Mode.PRODUCTION, Duration.ofMillis(250));
        assertThat(hasty.credit()).isPresent();
        ALL.forEach(what -> other.always(what, other.nothing()));
        assertThat(hasty.topUp(ORDER)).isInstanceOf(TopUpAnswer.Silent.class);
        assertThat(hasty.askAbout(ORDER)).isInstanceOf(OrderWord.Silent.class);
        assertThat(hasty.look(ICCID)).isInstanceOf(EsimWord.Silent.class);
        assertThat(hasty.lookAtPackages(ICCID)).isInstanceOf(EsimWord.Silent.class);
        assertThat(hasty.credit()).isEmpty();
    }

    /** Recorded messages with a few bytes or words changed: reading may fail, but never otherwise than by {@link Unreadable}. */
    @Test
    void damagedMessagesAreReadOrUnreadableAndNothingElse() {
        var chance = new Random(20261120);
        int believed = 0;
        for (int i = 0; i < 8_000; i++) {
            if (survives(damaged(recorded("topup.json"), chance), body -> Orders.sold(body, ORDER))) {
                believed++;
            }
            survives(
                    damaged(recorded("orders.json"), chance),
                    body -> Orders.judge(body.objects("data"), ORDER, clock.instant()));
            survives(damaged(recorded("sim-packages.json"), chance), Esims::packages);
            survives(damaged(recorded("sim-topups.json"), chance), body -> Esims.topUps(body, "USD"));
        }
        assertThat(believed).as("damage outside of what matters is tolerated").isBetween(1, 7_999);
    }

    private interface Reading {
        Object of(Fields body) throws Unreadable;
    }

    private static boolean survives(String message, Reading reading) {
        try {
            reading.of(Fields.read(utf8(message)));
            return true;
        } catch (Unreadable unreadable) {
            return false;
        } catch (RuntimeException thrown) {
            throw new AssertionError("thrown for " + message, thrown);
        }
    }

    private static final List<String> WORDS = List.of(
            "null",
            "{}",
            "[]",
            "-1",
            "1e400",
            "\"\"",
            "true",
            "9999999999999999999",
            "\"1e9\"",
            "0.0000001",
            "\"\\ud800\"");

    private static String damaged(String message, Random chance) {
        var damaged = new StringBuilder(message);
        for (int i = 0; i <= chance.nextInt(3); i++) {
            int at = damaged.indexOf(":", chance.nextInt(damaged.length()));
            if (at < 0 || chance.nextInt(4) == 0) {
                damaged.setCharAt(chance.nextInt(damaged.length()), (char) chance.nextInt(256));
            } else {
                int end = at + 1;
                while (end < damaged.length() && ",}]".indexOf(damaged.charAt(end)) < 0) {
                    end++;
                }
                damaged.replace(at + 1, end, WORDS.get(chance.nextInt(WORDS.size())));
            }
        }
        return damaged.toString();
    }
}
