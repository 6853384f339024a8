package io.tampu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Several things at once on real threads, which meet in another order each time. None may fail. */
final class SimulatedRush {

    private SimulatedRush() {}

    static void of(List<Runnable> things, SimulatedPlatform... platforms) {
        shake(true, platforms);
        List<Throwable> failures = run(things);
        shake(false, platforms);
        if (!failures.isEmpty()) {
            throw new AssertionError("a rush failed", failures.getFirst());
        }
    }

    private static List<Throwable> run(List<Runnable> things) {
        var failures = Collections.synchronizedList(new ArrayList<Throwable>());
        var threads = things.stream()
                .map(thing -> Thread.ofVirtual().unstarted(() -> {
                    try {
                        thing.run();
                    } catch (RuntimeException | Error failed) {
                        failures.add(failed);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException stopping) {
                throw new IllegalStateException(stopping);
            }
        }
        return failures;
    }

    private static void shake(boolean isShaken, SimulatedPlatform... platforms) {
        for (SimulatedPlatform platform : platforms) {
            platform.source().shake(isShaken);
        }
    }
}
