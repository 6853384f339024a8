package io.tampu.sandbox.faults;

import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Router;
import java.util.concurrent.TimeUnit;

/** Carries out the fault that strikes a request, if one does: before the provider's code, instead of it, or after it. */
public final class Sabotage {

    private static final int USUAL_RETRY_AFTER_SECONDS = 30;

    private final Faults faults;
    private final LateCalls late;

    public Sabotage(Faults faults, LateCalls late) {
        this.faults = faults;
        this.late = late;
    }

    public Answer answer(Router.Found found) {
        var fault = faults.strike(found.targets());
        return fault.isEmpty() ? found.endpoint().answer(found.call()) : spoilt(found, fault.get());
    }

    private Answer spoilt(Router.Found found, Fault fault) {
        if (fault.isStatus()) {
            return found.endpoint().instead(found.call(), found.manners().status(fault.number(), (int)
                    fault.argumentAsNumber(USUAL_RETRY_AFTER_SECONDS)));
        }
        if (fault.isCode()) {
            return found.endpoint().instead(found.call(), found.manners().code(fault.code()));
        }
        return switch (fault.name()) {
            case FaultNames.DROP_REQUEST -> new Answer.Dropped();
            case FaultNames.DROP_REPLY -> {
                found.endpoint().answer(found.call());
                yield new Answer.Dropped();
            }
            case FaultNames.COMMIT_LATE -> {
                late.keep(found.call(), fault.argumentAsNumber(0));
                yield new Answer.Dropped();
            }
            case FaultNames.DELAY -> found.endpoint().slowly(found.call(), () -> pause(fault.argumentAsNumber(0)));
            case FaultNames.REFUND_FAILS_LATER ->
                found.endpoint().twisted(found.call(), fault.name(), fault.argument());
            case FaultNames.EXCEED_LIMIT -> found.manners().limitExceeded();
            case FaultNames.GARBAGE ->
                switch (found.endpoint().answer(found.call())) {
                    case Answer.Whole whole -> Garbage.spoil(whole, fault.argument());
                    case Answer other -> other;
                };
            default -> throw new IllegalStateException("nobody carries out " + fault.name());
        };
    }

    /** The one place where the world sleeps: a slow answer is what was asked for. */
    private static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
