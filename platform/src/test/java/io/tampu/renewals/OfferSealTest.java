package io.tampu.renewals;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.catalog.PlanId;
import io.tampu.engine.Secret;
import io.tampu.esims.EsimId;
import io.tampu.money.Money;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An offer's id is a promise: nobody else can make one, and none can be altered. */
class OfferSealTest {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Offer OFFER = new Offer(
            new UUID(1, 2),
            new EsimId(new UUID(3, 4)),
            "8910300000000000017",
            new PlanId(new UUID(5, 6)),
            Money.usd("3.90"),
            Money.usd("0.59"),
            TaxRule.PE_IGV_18,
            new Remaining(5L, false, 3, null, NOW.plusSeconds(60), null),
            NOW,
            NOW.plusSeconds(1800),
            14);

    private final OfferSeal seal = new OfferSeal(new Secret("a key of tests that seals offers"));

    @Test
    void whatIsSealedIsReadBack() {
        assertThat(seal.open(seal.seal(OFFER))).contains(OFFER);
    }

    @Test
    void everySingleAlteredCharacterIsRefused() {
        String id = seal.seal(OFFER);

        for (int at = 0; at < id.length(); at++) {
            for (char other : ALPHABET.toCharArray()) {
                if (other != id.charAt(at)) {
                    String altered = id.substring(0, at) + other + id.substring(at + 1);
                    assertThat(seal.open(altered)).as("position %d", at).isEmpty();
                }
            }
        }
    }

    @Test
    void anIdCutShortOrMadeLongerIsRefused() {
        String id = seal.seal(OFFER);

        for (int length = 0; length < id.length(); length++) {
            assertThat(seal.open(id.substring(0, length))).isEmpty();
        }
        assertThat(seal.open(id + "A")).isEmpty();
        assertThat(seal.open(id + "=")).isEmpty();
    }

    @Test
    void anotherKeysOfferIsRefused() {
        var other = new OfferSeal(new Secret("another key of tests, as long as the first"));

        assertThat(seal.open(other.seal(OFFER))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "null", "{}", "'; drop table renewals_renewal; --", "<script>", "\u00e9\u4e2d", "////"})
    void whatIsNoOfferIsRefused(String text) {
        assertThat(seal.open(text)).isEmpty();
    }
}
