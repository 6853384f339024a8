package io.tampu.bench;

import io.tampu.sandbox.stage.StageProblem;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** Several threads that do the same at once, each with a number of its own; what one of them throws ends the bench. */
final class Crowd {

    /** What each does. */
    interface Work {
        void run(int number) throws IOException;
    }

    private Crowd() {}

    /** Returns when all are done. */
    static void of(int count, String name, Work work) {
        var problems = new ConcurrentLinkedQueue<Exception>();
        var threads = IntStream.range(0, count)
                .mapToObj(number -> Thread.ofPlatform()
                        .daemon()
                        .name(name + "-" + number)
                        .start(() -> {
                            try {
                                work.run(number);
                            } catch (IOException | RuntimeException problem) {
                                problems.add(problem);
                            }
                        }))
                .toList();
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StageProblem("Interrupted in " + name + ".", interrupted);
        }
        var first = problems.peek();
        if (first != null) {
            throw new StageProblem(name + ": " + first.getMessage(), first);
        }
    }
}
