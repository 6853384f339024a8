package io.tampu.payments.stripe;

import static io.tampu.payments.stripe.ScriptedStripe.bytes;
import static io.tampu.payments.stripe.ScriptedStripe.recorded;
import static io.tampu.payments.stripe.ScriptedStripe.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tampu.money.Money;
import io.tampu.payments.BillUnreadable;
import io.tampu.payments.DisputeAnswer;
import io.tampu.payments.PaymentAnswer;
import io.tampu.payments.RefundAnswer;
import io.tampu.payments.RefundOrder;
import io.tampu.payments.stripe.ScriptedStripe.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every question against every nonsense: nothing is thrown, nothing is believed, nothing that moves money is asked twice. */
final class StripeHostileAnswersTest extends StripeFixture {

    private static final RefundOrder KNOWN =
            new RefundOrder(REFUND, ID, "pi_sample", Money.usd("14.90"), "undelivered", Optional.of("re_sample"));

    private static final Map<String, Reply> NONSENSE = new LinkedHashMap<>();

    static {
        NONSENSE.put("HTML", bytes(200, utf8("<!doctype html><html>sample</html>"), "text/html"));
        NONSENSE.put("an empty body", bytes(200, new byte[0], "application/json"));
        NONSENSE.put("truncated JSON", text(200, recorded("session.json").substring(0, 400)));
        NONSENSE.put("deep JSON", text(200, "{\"data\":".repeat(100_000)));
        NONSENSE.put("deep lists", text(200, "{\"data\":" + "[".repeat(500_000)));
        NONSENSE.put("null", text(200, "null"));
        NONSENSE.put("nulls", text(200, "{\"id\":null,\"object\":null,\"data\":null,\"has_more\":null}"));
        NONSENSE.put("wrong types", text(200, "{\"id\":7,\"object\":[],\"data\":{},\"has_more\":1,\"status\":{}}"));
        NONSENSE.put("a list", text(200, "[]"));
        NONSENSE.put("an endless number", text(200, "{\"amount\":" + "9".repeat(100_000) + "}"));
        NONSENSE.put("two ids", text(200, "{\"id\":\"cs_1\",\"id\":\"cs_2\"}"));
        NONSENSE.put("bytes that are no text", bytes(200, new byte[] {(byte) 0xff, 0, 1}, "application/json"));
        NONSENSE.put(
                "claims to be compressed",
                bytes(200, utf8("not gzip"), "application/json", "Content-Encoding", "gzip"));
        NONSENSE.put("50 MB", ScriptedStripe.flood(50));
        NONSENSE.put("a cut connection", ScriptedStripe.cut());
        NONSENSE.put("a redirect", bytes(302, new byte[0], "text/html", "Location", "http://127.0.0.1:1/"));
        NONSENSE.put("a 204", bytes(204, new byte[0], "text/html"));
        NONSENSE.put("a 500 in JSON", text(500, "{\"error\":{\"type\":\"api_error\"}}"));
        NONSENSE.put("a 503", text(503, "busy", "Retry-After", "5"));
        NONSENSE.put("a proxy's 403", bytes(403, utf8("<html>Forbidden</html>"), "text/html"));
        NONSENSE.put("a proxy's 429", bytes(429, utf8("slow down"), "text/plain"));
        NONSENSE.put("an error without a type", text(400, "{\"error\":{\"message\":\"sample\"}}"));
        NONSENSE.put("an error that is text", text(400, "{\"error\":\"sample\"}"));
    }

    static Stream<String> nonsense() {
        return NONSENSE.keySet().stream();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsenseIsNoAnswerToAnyQuestion(String kind) {
        other.otherwise(NONSENSE.getOrDefault(kind, ScriptedStripe.cut()));
        nothingIsBelieved(stripe);
        assertThat(other.asked(CREATE)).hasSize(3);
        assertThat(other.asked("POST refunds")).isEmpty();
        other.always("GET refunds", list(false));
        assertThat(stripe.refund(ORDER)).isInstanceOf(RefundAnswer.Unknown.class);
        assertThat(other.asked("POST refunds")).hasSize(1);
    }

    private void nothingIsBelieved(Stripe asked) {
        assertThat(asked.create(charge())).isInstanceOf(PaymentAnswer.Unknown.class);
        assertThat(asked.query(charge())).isInstanceOf(PaymentAnswer.Unknown.class);
        assertThat(asked.query(charge("cs_test_sample"))).isInstanceOf(PaymentAnswer.Unknown.class);
        assertThat(asked.close(charge())).isInstanceOf(PaymentAnswer.Unknown.class);
        assertThat(asked.close(charge("cs_test_sample"))).isInstanceOf(PaymentAnswer.Unknown.class);
        assertThat(asked.refund(ORDER)).isInstanceOf(RefundAnswer.Unknown.class);
        assertThat(asked.queryRefund(ORDER)).isInstanceOf(RefundAnswer.Unknown.class);
        assertThat(asked.queryDispute("du_sample")).isInstanceOf(DisputeAnswer.Unknown.class);
        assertThatThrownBy(() -> asked.bill(LocalDate.of(2026, 11, 23))).isInstanceOf(BillUnreadable.class);
        assertThatThrownBy(() -> asked.undelivered(NOON)).isInstanceOf(BillUnreadable.class);
    }

    @Test
    void silenceOnEachQuestionIsSilence() {
        other.otherwise(other.nothing());
        nothingIsBelieved(adapter(Duration.ofMillis(150)));
    }

    /** Recorded messages with a few bytes or words changed: reading may fail, but nothing is thrown and no other amount believed. */
    @Test
    void damagedMessagesAreReadOrNoAnswerAndNothingElse() {
        var chance = new Random(20261123);
        var paid = session("complete", "paid", "succeeded").toString();
        int believed = 0;
        for (int i = 0; i < 1_500; i++) {
            other.once(LOOK, text(200, damaged(paid, chance)));
            other.once("GET refunds/re_sample", text(200, damaged(recorded("refund.json"), chance)));
            other.once("GET disputes/du_sample", text(200, damaged(recorded("dispute.json"), chance)));
            if (stripe.query(charge("cs_test_sample")) instanceof PaymentAnswer.Succeeded) {
                believed++;
            }
            assertThat(stripe.queryRefund(KNOWN)).isNotNull();
            assertThat(stripe.queryDispute("du_sample")).isNotNull();
            var event = recorded("event.json").replace("\"object\":{}", "\"object\":" + recorded("intent.json"));
            var delivery = SellingStripe.signed(SellingStripe.SIGNING, clock.instant(), damaged(event, chance));
            assertThat(stripe.verify(delivery.headers(), delivery.body())).isNotNull();
        }
        assertThat(believed).as("damage outside of what matters is tolerated").isBetween(1, 1_499);
    }

    private static final List<String> WORDS = List.of(
            "null", "{}", "[]", "-1", "1e400", "\"\"", "true", "9999999999999999999", "0.0000001", "\"\\ud800\"");

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
