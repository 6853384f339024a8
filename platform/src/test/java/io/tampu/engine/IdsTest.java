package io.tampu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    private final FakeClock clock = new FakeClock();
    private final Ids ids = new Ids(clock, new Random(1));

    @Test
    void anIdIsAUuidOfVersion7WithItsMillisecondInFront() {
        UUID id = ids.newWithOwnHome();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(clock.millis());
    }

    @Test
    void anIdMadeBesideAnotherHasItsHome() {
        for (int i = 0; i < 1000; i++) {
            UUID account = ids.newWithOwnHome();
            assertThat(Ids.homeOf(ids.newBeside(account))).isEqualTo(Ids.homeOf(account));
        }
    }

    @Test
    void homesAreDrawnFromAllThereAre() {
        var homes = new HashSet<Integer>();
        for (int i = 0; i < 20_000; i++) {
            homes.add(Ids.homeOf(ids.newWithOwnHome()));
        }

        assertThat(homes).hasSize(1024).allMatch(home -> home >= 0 && home < 1024);
    }

    @Test
    void itsTextIsReadBackAndKeepsTheOrderOfTime() {
        String earlier = "";
        for (int i = 0; i < 1000; i++) {
            clock.turn(Duration.ofMillis(1));
            UUID id = ids.newWithOwnHome();
            String text = Ids.text(id);

            assertThat(text).hasSize(26).matches("[0-9a-hjkmnp-tv-z]*").isGreaterThan(earlier);
            assertThat(Ids.parse(text)).isEqualTo(id);
            earlier = text;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "00000000-0000-0000-0000-000000000000, 00000000000000000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff, 7zzzzzzzzzzzzzzzzzzzzzzzzz",
        "00000000-0000-0000-8000-000000000000, 00000000000008000000000000"
    })
    void theTextIsTheNumberInBase32(UUID id, String text) {
        assertThat(Ids.text(id)).isEqualTo(text);
        assertThat(Ids.parse(text)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000000000000000000000000",
                "000000000000000000000000000",
                "80000000000000000000000000",
                "0000000000000000000000000i",
                "0000000000000000000000000U",
                "' or 1=1; drop table x; --"
            })
    void whatIsNoIdIsRefused(String text) {
        assertThatThrownBy(() -> Ids.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
