package io.tampu.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SpeechTest {

    private static final ZoneId LIMA = ZoneId.of("America/Lima");
    private static final Instant EVENING = Instant.parse("2026-11-24T23:40:05Z");

    private final Speech english = new Speech(Language.EN, LIMA);
    private final Speech spanish = new Speech(Language.ES, LIMA);
    private final Speech chinese = new Speech(Language.ZH, LIMA);

    @Test
    void moneyIsWrittenAsItsReadersWriteIt() {
        assertThat(english.money(900, "USD")).isEqualTo("$9.00");
        assertThat(spanish.money(3300, "PEN")).isEqualTo("S/ 33.00");
        assertThat(spanish.money(900, "USD")).isEqualTo("USD 9.00");
        assertThat(chinese.money(5850, "CNY")).isEqualTo("¥58.50");
        assertThat(chinese.money(900, "USD")).isEqualTo("US$9.00");
        assertThat(english.money(-90, "USD")).isEqualTo("-$0.90");
        assertThat(english.money(900, "JPY")).isEqualTo("¥900");
    }

    @Test
    void dataNeverSoundsLikeMoreThanThereIs() {
        long gigabyte = 1L << 30;
        assertThat(english.data(5 * gigabyte)).isEqualTo("5 GB");
        assertThat(english.data(2 * gigabyte - 1)).isEqualTo("1.9 GB");
        assertThat(spanish.data(gigabyte * 3 / 2)).isEqualTo("1.5 GB");
        assertThat(chinese.data(300L << 20)).isEqualTo("300 MB");
        assertThat(english.data(0)).isEqualTo("0 MB");
    }

    @Test
    void daysAreThoseOfTheReadersZone() {
        assertThat(english.day(EVENING)).isEqualTo("Tuesday 24 November");
        assertThat(spanish.day(EVENING)).isEqualTo("martes 24 de noviembre");
        assertThat(chinese.day(EVENING)).isEqualTo("11月24日 星期二");
        assertThat(chinese.in(ZoneId.of("Asia/Shanghai")).day(EVENING)).isEqualTo("11月25日 星期三");
        assertThat(english.time(EVENING)).isEqualTo("18:40");
        assertThat(english.exactTime(EVENING)).isEqualTo("18:40:05");
        assertThat(spanish.date(EVENING)).isEqualTo("24 de noviembre de 2026");
        assertThat(english.shortDay(EVENING)).isEqualTo("24 Nov");
        assertThat(spanish.shortDay(EVENING)).isEqualTo("24 nov");
        assertThat(english.daysBetween(EVENING, EVENING.plusSeconds(20_000))).isEqualTo(1);
    }

    @Test
    void theBrowsersFirstWishThatWeSpeakIsTaken() {
        assertThat(Language.preferred("zh-TW,zh;q=0.9,en;q=0.8")).isEqualTo(Language.ZH);
        assertThat(Language.preferred("fr-FR,es;q=0.7,en;q=0.8")).isEqualTo(Language.EN);
        assertThat(Language.preferred("qu, es-419;q=0.9")).isEqualTo(Language.ES);
        assertThat(Language.preferred("zh;q=0, es;q=0.1")).isEqualTo(Language.ES);
        assertThat(Language.preferred("fr")).isEqualTo(Language.EN);
        assertThat(Language.preferred(";;;")).isEqualTo(Language.EN);
        assertThat(Language.preferred("")).isEqualTo(Language.EN);
    }
}
