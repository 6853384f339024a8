package io.tampu.sandbox.airalo;

import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Json;
import io.tampu.sandbox.web.Router;
import java.util.Locale;

/** What can be switched at Airalo while the world runs, under {@code /world/airalo}: not part of its protocol. */
final class AiraloDesk {

    /** More than any account has; keeps sums far from the edge of a long. */
    private static final long MOST_CREDIT_MINOR = 1_000_000_000_000L;

    private final Journal journal;
    private final AiraloSettings settings;
    private final AiraloStore store;
    private final Courier courier;

    AiraloDesk(Journal journal, AiraloSettings settings, AiraloStore store, Courier courier) {
        this.journal = journal;
        this.settings = settings;
        this.store = store;
        this.courier = courier;
    }

    void addRoutes(Router router) {
        router.on("GET", "/world/airalo", this::show);
        router.on("POST", "/world/airalo", this::change);
    }

    private Answer show(Call call) {
        return journal.look(() -> Answer.json(
                200,
                Json.object(
                        "mode", settings.mode().name().toLowerCase(Locale.ROOT),
                        "pricing", settings.pricingModel(),
                        "numbers", settings.numbers(),
                        "creditMinor", store.creditMinor(),
                        "currency", "USD",
                        "orders", store.orders(),
                        "notificationsWaiting", courier.waiting())));
    }

    /** Any of {@code pricing}, {@code numbers} and {@code creditMinor}, which sets the credit. */
    private Answer change(Call call) {
        var fields = call.fields();
        var pricing = Inputs.text(fields, "pricing");
        var numbers = Inputs.text(fields, "numbers");
        var credit = Inputs.text(fields, "creditMinor");
        if (!pricing.isEmpty() && !pricing.equals("net_pricing") && !pricing.equals("discount_pricing")) {
            return Answer.refused(400, "pricing is net_pricing or discount_pricing");
        }
        if (!numbers.isEmpty() && !numbers.equals("decimal") && !numbers.equals("string")) {
            return Answer.refused(400, "numbers is decimal or string");
        }
        if (!credit.isEmpty() && (!credit.matches("\\d{1,13}") || Long.parseLong(credit) > MOST_CREDIT_MINOR)) {
            return Answer.refused(400, "creditMinor is a whole number of cents from 0 to " + MOST_CREDIT_MINOR);
        }
        if (pricing.isEmpty() && numbers.isEmpty() && credit.isEmpty()) {
            return Answer.refused(400, "there is pricing, numbers and creditMinor to be set");
        }
        journal.change(() -> {
            if (!pricing.isEmpty()) {
                settings.setPricing(pricing);
            }
            if (!numbers.isEmpty()) {
                settings.setNumbers(numbers);
            }
            if (!credit.isEmpty()) {
                store.addCredit(Long.parseLong(credit) - store.creditMinor());
            }
            return settings;
        });
        return call.isForm() ? Answer.seeOther("/") : show(call);
    }
}
