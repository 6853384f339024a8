package io.tampu.sandbox.airalo;

import io.tampu.sandbox.web.Answer;
import java.util.Map;
import java.util.Optional;

/** The package ids that Airalo documents for trying its errors: each is refused in its own way, whatever else is asked. */
final class AiraloTestPackages {

    private static final Map<String, Integer> CODES = Map.of(
            "test-insufficient-balance-7days-1gb", 11,
            "test-maintenance-mode-7days-1gb", 13,
            "test-disabled-top-up-7days-1gb", 23,
            "test-not-enough-7days-1gb", 33,
            "test-out-of-stock-7days-1gb", 34);

    private AiraloTestPackages() {}

    static Optional<Answer> answer(String packageId) {
        return Optional.ofNullable(CODES.get(packageId)).map(AiraloErrors.INSTANCE::numbered);
    }
}
