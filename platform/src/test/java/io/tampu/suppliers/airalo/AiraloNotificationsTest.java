package io.tampu.suppliers.airalo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.engine.Secret;
import io.tampu.suppliers.SupplierHint;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Signatures, and what a genuine notification says. */
final class AiraloNotificationsTest {

    private static final Secret SECRET = new Secret("sandbox_airalo_secret");
    /** Made with OpenSSL over the escaped form of the recorded message: an oracle that is not our own code. */
    private static final String SIGNED_ELSEWHERE =
            "1221ace49deb041a777ff9fb6768fbf78f276cfe9de185a6ad27b1fce7bf106836b82007c86a645c0ddd7874d4a0eb0e8b4088dcdfcb5a496611c2fa1e18ad00";

    private final AiraloFixture.HandClock clock = new AiraloFixture.HandClock();
    private final Notifications notifications = new Notifications(SECRET, clock);

    static String signed(String text) {
        try {
            var mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(SECRET.bytes(), "HmacSHA512"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException broken) {
            throw new AssertionError(broken);
        }
    }

    private Optional<SupplierHint> heard(String body, String signature) {
        return notifications.verify(Map.of("airalo-signature", signature), body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aSignatureMadeElsewhereIsAccepted() {
        String raw = ScriptedAiralo.recorded("notification-low-data.json");
        assertThat(heard(raw, SIGNED_ELSEWHERE)).isPresent();
        assertThat(heard(raw, SIGNED_ELSEWHERE.toUpperCase(Locale.ROOT))).isPresent();
    }

    @Test
    void bothFormsOfASlashAndWhiteSpaceAreAccepted() {
        assertThat(heard(
                        "{ \"level\" : \"90%\", \"package_name\":\"a/b\", \"remaining_percentage\": 43.50,"
                                + " \"iccid\":\"8910300000000000017\" }",
                        signed("{\"level\":\"90%\",\"package_name\":\"a\\/b\",\"remaining_percentage\":43.5,"
                                + "\"iccid\":\"8910300000000000017\"}")))
                .isPresent();
        assertThat(heard("{\"plain\":\"a/b\"}", signed("{\"plain\":\"a/b\"}"))).isPresent();
    }

    @Test
    void whatIsForgedAlteredOrUnreadableIsNotHeard() {
        String raw = ScriptedAiralo.recorded("notification-low-data.json");
        assertThat(heard(raw.replace("43", "42"), SIGNED_ELSEWHERE)).isEmpty();
        assertThat(heard(raw, SIGNED_ELSEWHERE.substring(2))).isEmpty();
        assertThat(heard(raw, "")).isEmpty();
        assertThat(heard(raw, "not hex")).isEmpty();
        assertThat(notifications.verify(Map.of(), raw.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        for (String body : new String[] {"", "[]", "null", "{", "<html>", "\"text\"", "[".repeat(50_000)}) {
            assertThat(heard(body, signed(body)))
                    .as(body.substring(0, Math.min(9, body.length())))
                    .isEmpty();
        }
        String enormous = "{\"x\":\"" + "y".repeat(100_000) + "\"}";
        assertThat(heard(enormous, signed(enormous))).isEmpty();
    }

    @Test
    void theSameNotificationHasTheSameKeyAllDayAndAnotherOneTheNextDay() {
        String raw = ScriptedAiralo.recorded("notification-low-data.json");
        SupplierHint first = heard(raw, SIGNED_ELSEWHERE).orElseThrow();
        assertThat(first)
                .isEqualTo(new SupplierHint(
                        "airalo|8910300000000000017|75%|inti-1gb/7days|2026-11-20",
                        Optional.of("8910300000000000017"), "low data: 75%"));
        String fresher = raw.replace("43", "41");
        assertThat(heard(fresher, signed(fresher))).contains(first);
        clock.pass(Duration.ofDays(1));
        assertThat(heard(raw, SIGNED_ELSEWHERE).orElseThrow().uniqueKey()).isNotEqualTo(first.uniqueKey());
    }

    @Test
    void creditAndOrdersAreAboutTheAccount() {
        String credit = ScriptedAiralo.recorded("notification-credit.json");
        SupplierHint hint = heard(credit, signed(credit)).orElseThrow();
        assertThat(hint.iccid()).isEmpty();
        assertThat(hint.what()).isEqualTo("credit limit");
        String order = "{\"request_id\":\"sample-request\",\"data\":{}}";
        assertThat(heard(order, signed(order)).orElseThrow().uniqueKey()).isEqualTo("airalo|order|sample-request");
        String hostile = "{\"iccid\":{\"a\":1},\"level\":[],\"package_name\":7}";
        assertThat(heard(hostile, signed(hostile)).orElseThrow().what()).isEqualTo("unknown kind");
    }
}
