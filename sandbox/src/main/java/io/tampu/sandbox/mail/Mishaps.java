package io.tampu.sandbox.mail;

import io.tampu.sandbox.faults.Fault;
import io.tampu.sandbox.faults.FaultNames;
import io.tampu.sandbox.faults.Faults;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Faults at the steps of taking a letter. A fault aimed at {@code mail} strikes the first step that comes. */
final class Mishaps {

    private static final String ANY = "mail";

    /** Where a fault can be aimed. */
    enum Step {
        CONNECTION,
        LOGIN,
        RECIPIENT,
        LETTER;

        String target() {
            return ANY + "." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The connection is closed without a word. */
    static final class HangUp extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** What becomes of a step. */
    enum Turn {
        /** As it should. */
        GOES_ON,
        /** It was refused, and the refusal has been said. */
        REFUSED,
        /** It is done, and nobody is told of it. */
        DONE_IN_SILENCE
    }

    private final Faults faults;

    Mishaps(Faults faults) {
        this.faults = faults;
        faults.addTarget(ANY);
        for (Step step : Step.values()) {
            faults.addTarget(step.target());
        }
    }

    Turn strike(Step step, Wire wire) throws IOException {
        var struck = faults.strike(List.of(step.target(), ANY));
        return struck.isEmpty() ? Turn.GOES_ON : carryOut(struck.get(), wire);
    }

    /** Faults that mean nothing to a mail server leave it as it is. */
    private static Turn carryOut(Fault fault, Wire wire) throws IOException {
        if (fault.isStatus()) {
            wire.say(fault.number() + " refused by a fault of the sandbox");
            return Turn.REFUSED;
        }
        return switch (fault.name()) {
            case FaultNames.DROP_REQUEST -> throw new HangUp();
            case FaultNames.DROP_REPLY -> Turn.DONE_IN_SILENCE;
            case FaultNames.DELAY -> {
                pause(fault.argumentAsNumber(0));
                yield Turn.GOES_ON;
            }
            default -> Turn.GOES_ON;
        };
    }

    /** A slow answer is what was asked for. */
    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
