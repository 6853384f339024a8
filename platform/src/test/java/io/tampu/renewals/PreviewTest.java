package io.tampu.renewals;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.catalog.Plan;
import io.tampu.catalog.Plan.StackingRule;
import io.tampu.catalog.Plan.StartRule;
import io.tampu.catalog.PlanId;
import io.tampu.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a traveller is promised. Days are counted from now; the plan adds 3 GB, 10 minutes, and 7 days. */
class PreviewTest {

    private static final long GB = 1L << 30;
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    /** "-" is nothing known; days of the start and the end as earliest..latest. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # start rule  | stacking          | GB left | ends on day || starts | GB after | ends
            IMMEDIATE     | ADD_DATA_AND_DAYS | 1       | 2           || 0..0   | 4        | 9..9
            IMMEDIATE     | ADD_DATA          | 1       | 2           || 0..0   | 4        | 7..7
            IMMEDIATE     | ADD_DATA          | 1       | 20          || 0..0   | 4        | 20..20
            IMMEDIATE     | SEPARATE          | 1       | 2           || 0..0   | 4        | 7..7
            ON_DEPLETION  | QUEUE             | 1       | 2           || 0..2   | 4        | 7..9
            ON_DEPLETION  | QUEUE             | 0       | 2           || 0..0   | 3        | 7..7
            ON_EXPIRY     | QUEUE             | 1       | 2           || 2..2   | 4        | 9..9
            QUEUED        | QUEUE             | 1       | 2           || 2..2   | 4        | 9..9
            UNKNOWN       | SEPARATE          | 1       | 2           || 0..2   | 4        | 7..9
            ON_EXPIRY     | QUEUE             | 0       | 2           || 0..0   | 3        | 7..7
            ON_EXPIRY     | QUEUE             | -       | -           || 0..0   | 3        | 7..7
            ON_EXPIRY     | QUEUE             | 1       | -3          || 0..0   | 4        | 7..7
            """)
    void theNewPlanStartsAndEndsAsTheRulesSay(
            StartRule start,
            StackingRule stacking,
            String left,
            String ends,
            String none,
            String starts,
            long after,
            String end) {
        Promise promise = Preview.of(plan(start, stacking, 3 * GB), holding(left, ends), NOW, 14);

        assertThat(days(promise.start().earliest(), promise.start().latest())).isEqualTo(starts);
        assertThat(promise.after().dataBytes()).isEqualTo(after * GB);
        assertThat(days(promise.after().expiresAt(), promise.after().expiresAtLatest()))
                .isEqualTo(end);
        assertThat(promise.before()).isEqualTo(holding(left, ends));
    }

    @Test
    void nothingThatIsLeftIsLost() {
        for (StartRule start : StartRule.values()) {
            for (StackingRule stacking : StackingRule.values()) {
                Remaining before = holding("5", "30");
                Remaining after = Preview.of(plan(start, stacking, 3 * GB), before, NOW, 14)
                        .after();

                assertThat(after.dataBytes()).isEqualTo(8 * GB);
                assertThat(after.expiresAt()).isAfterOrEqualTo(before.expiresAt());
            }
        }
    }

    @Test
    void unlimitedDataHasNoNumber() {
        Remaining after = Preview.of(
                        plan(StartRule.IMMEDIATE, StackingRule.ADD_DATA, Plan.UNLIMITED), holding("1", "2"), NOW, 14)
                .after();

        assertThat(after.unlimited()).isTrue();
        assertThat(after.dataBytes()).isNull();
    }

    @Test
    void minutesAddUpWhereTheSupplierSaysHowManyThereAre() {
        var before = new Remaining(GB, false, 4, null, null, null);

        Remaining after = Preview.of(plan(StartRule.IMMEDIATE, StackingRule.ADD_DATA, GB), before, NOW, 14)
                .after();

        assertThat(after.voiceMinutes()).isEqualTo(14);
        assertThat(after.sms()).isNull();
    }

    private static Remaining holding(String gigabytes, String endsOnDay) {
        Instant end = endsOnDay.equals("-") ? null : NOW.plus(Duration.ofDays(Long.parseLong(endsOnDay)));
        return new Remaining(
                gigabytes.equals("-") ? null : Long.parseLong(gigabytes) * GB, false, null, null, end, end);
    }

    private static String days(@Nullable Instant earliest, @Nullable Instant latest) {
        return Duration.between(NOW, Objects.requireNonNull(earliest)).toDays() + ".."
                + Duration.between(NOW, Objects.requireNonNull(latest)).toDays();
    }

    private static Plan plan(StartRule start, StackingRule stacking, long bytes) {
        return new Plan(
                new PlanId(new UUID(0, 1)),
                "PE-7D-3GB",
                1,
                "Peru, a week",
                Plan.Kind.WEEK,
                List.of("PE"),
                bytes,
                10,
                0,
                7,
                List.of(),
                Money.usd("9.00"),
                start,
                stacking,
                "",
                "airalo",
                "inti-peru-7days-3gb-topup",
                true);
    }
}
