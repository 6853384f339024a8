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
    static String data(Page page, long bytes) {
        return bytes < 0 ? page.say("plan.unlimited") : page.speech().data(bytes);
    }

    /** "7 days, 3 GB". */
    static String of(Page page, int days, long bytes) {
        return page.say("plan.words", days, data(page, bytes));
    }

    static String of(Page page, Promise promise) {
        return of(page, promise.validityDays(), promise.dataBytes());
    }

    /** "Peru", or the countries one after another. */
    static String region(Page page, Plan plan) {
        return plan.region().stream()
                .map(country ->
                        Locale.of("", country).getDisplayCountry(page.language().locale()))
                .collect(Collectors.joining(page.say("list.comma")));
    }

    /** What a day of it costs, rounded half up to the minor unit. */
    static Money aDay(Plan plan) {
        long days = plan.validityDays();
        return Money.of(
                (2 * plan.price().amountMinor() + days) / (2 * days),
                plan.price().currency());
    }
}
