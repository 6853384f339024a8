package io.tampu.storefront;

import io.tampu.catalog.Plan;
import io.tampu.money.Money;
import io.tampu.renewals.Promise;
import java.util.Locale;
import java.util.stream.Collectors;

/** Plans in the reader's words. The seller's own name of a plan is in one language only. */
final class PlanWords {

    private PlanWords() {}

    /** "3 GB", "Unlimited". */
    static String data(Reader reader, long bytes) {
        return bytes < 0 ? reader.say("plan.unlimited") : reader.speech().data(bytes);
    }

    /** "7 days, 3 GB". */
    static String of(Reader reader, int days, long bytes) {
        return reader.say("plan.words", days, data(reader, bytes));
    }

    static String of(Reader reader, Promise promise) {
        return of(reader, promise.validityDays(), promise.dataBytes());
    }

    /** "Peru", or the countries one after another. */
    static String region(Reader reader, Plan plan) {
        return plan.region().stream()
                .map(country -> Locale.of("", country)
                        .getDisplayCountry(reader.language().locale()))
                .collect(Collectors.joining(reader.say("list.comma")));
    }

    /** What a day of it costs, rounded half up to the minor unit. */
    static Money aDay(Plan plan) {
        long days = plan.validityDays();
        return Money.of(
                (2 * plan.price().amountMinor() + days) / (2 * days),
                plan.price().currency());
    }
}
