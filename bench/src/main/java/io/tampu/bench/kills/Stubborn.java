package io.tampu.bench.kills;

import io.tampu.bench.kills.Door.Heard;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Asks the same again, whichever platform answers, until there is an answer that is not the platform's own failure. */
final class Stubborn {

    /** Everything that fails is up again long before this. */
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(120);

    private static final int LONGEST_PAUSE_MILLIS = 300;

    private final Fleet fleet;
    private final WhatWasTold told;
    private final RandomGenerator chance;

    Stubborn(Fleet fleet, WhatWasTold told, RandomGenerator chance) {
        this.fleet = fleet;
        this.told = told;
        this.chance = chance;
    }

    interface Question {
        Optional<Heard> ask(URI platform);
    }

    /** @param afterLoss an attempt before got no answer */
    record Last(Heard heard, boolean afterLoss) {}

    Last ask(Question question) {
        var last = new ArrayList<Last>();
        var seen = new ArrayList<Heard>();
        boolean answered = Until.isTrue(
                () -> {
                    var heard = fleet.any(chance).flatMap(question::ask);
                    heard.filter(Stubborn::isToBeAskedAgain).ifPresent(seen::add);
                    if (heard.isEmpty() || isToBeAskedAgain(heard.get())) {
                        told.count(heard.map(failure -> "answered " + failure.status())
                                .orElse("lost"));
                        last.add(new Last(new Heard(0, new byte[0]), true));
                        Until.passed(chance.nextInt(LONGEST_PAUSE_MILLIS));
                        return false;
                    }
                    last.add(new Last(heard.get(), !last.isEmpty()));
                    return true;
                },
                MOST_PATIENCE);
        if (!answered) {
            throw new IllegalStateException("no answer in " + MOST_PATIENCE.toSeconds() + " s; the last failures: "
                    + seen.subList(Math.max(0, seen.size() - 2), seen.size()));
        }
        return last.getLast();
    }

    /** Also 401: a partner's key works within a second on the other platforms, and clients know it sooner. */
    private static boolean isToBeAskedAgain(Heard heard) {
        return heard.status() >= 500 || heard.status() == 401;
    }
}
