package io.tampu.language;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;

/**
 * How figures are written for one reader.
 *
 * @param zone in which their days and hours are
 */
public record Speech(Language language, ZoneId zone) {

    /** A wholesaler's megabyte has 1024 kilobytes, as the catalogue's has. */
    private static final BigDecimal BYTES_PER_MB = BigDecimal.valueOf(1L << 20);

    private static final BigDecimal MB_PER_GB = BigDecimal.valueOf(1024);

    /** The same reader, told another place's hours. */
    public Speech in(ZoneId other) {
        return new Speech(language, other);
    }

    /** An amount in minor units of a currency: {@code $9.00}, {@code US$9.00}, {@code S/ 33.00}. */
    public String money(long amountMinor, String currency) {
        Currency unit = Currency.getInstance(currency);
        int decimals = Math.max(0, unit.getDefaultFractionDigits());
        NumberFormat format = NumberFormat.getCurrencyInstance(language.locale());
        format.setCurrency(unit);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return format.format(BigDecimal.valueOf(amountMinor, decimals)).replace('\u00a0', ' ');
    }

    /** Data in bytes, to one decimal and never more than there is: {@code 1.2 GB}, {@code 300 MB}. */
    public String data(long bytes) {
        BigDecimal megabytes = BigDecimal.valueOf(bytes).divide(BYTES_PER_MB, 6, RoundingMode.DOWN);
        boolean isLarge = megabytes.compareTo(MB_PER_GB) >= 0;
        NumberFormat format = NumberFormat.getInstance(language.locale());
        format.setRoundingMode(RoundingMode.DOWN);
        format.setMaximumFractionDigits(isLarge ? 1 : 0);
        return format.format(isLarge ? megabytes.divide(MB_PER_GB, 6, RoundingMode.DOWN) : megabytes)
                + (isLarge ? " GB" : " MB");
    }

    /** {@code Tuesday 24 November}, {@code martes 24 de noviembre}, {@code 11月24日 星期二}. The space is where a headline may break. */
    public String day(Instant at) {
        return write(at, pattern("EEEE d MMMM", "EEEE d 'de' MMMM", "M月d日 EEEE"));
    }

    /** With the year, for papers: {@code 24 November 2026}, {@code 24 de noviembre de 2026}, {@code 2026年11月24日}. */
    public String date(Instant at) {
        return write(at, pattern("d MMMM yyyy", "d 'de' MMMM 'de' yyyy", "yyyy年M月d日"));
    }

    /** {@code 24 Nov}, {@code 24 nov}, {@code 11月24日}: where room is short. */
    public String shortDay(Instant at) {
        return write(at, pattern("d MMM", "d MMM", "M月d日")).replace(".", "");
    }

    /** {@code 18:40}. */
    public String time(Instant at) {
        return write(at, "HH:mm");
    }

    /** {@code 18:40:05}. */
    public String exactTime(Instant at) {
        return write(at, "HH:mm:ss");
    }

    /** Whole days from the day of one instant to that of another, in the reader's zone. */
    public long daysBetween(Instant from, Instant to) {
        return LocalDate.ofInstant(to, zone).toEpochDay()
                - LocalDate.ofInstant(from, zone).toEpochDay();
    }

    /** Whether another zone has another wall clock at that moment. */
    public boolean differsFrom(ZoneId other, Instant at) {
        return !zone.getRules().getOffset(at).equals(other.getRules().getOffset(at));
    }

    private String pattern(String english, String spanish, String chinese) {
        return switch (language) {
            case EN -> english;
            case ES -> spanish;
            case ZH -> chinese;
        };
    }

    private String write(Instant at, String pattern) {
        Locale locale = language.locale();
        return DateTimeFormatter.ofPattern(pattern, locale).withZone(zone).format(at);
    }
}
