package io.tampu.sandbox.demo;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What the viewer reads: titles, and steps with the time that each took. Lines appear whole, from whatever thread. */
final class Screen {

    void title(String text) {
        System.out.println("\n" + text + "\n");
    }

    void line(String text) {
        System.out.println("  " + text);
    }

    /** To be copied from the screen, so without an indent. */
    void plain(String text) {
        System.out.println(text);
    }

    Clock clock() {
        return new Clock();
    }

    /** Runs from its making. */
    static final class Clock {

        private final long start = System.nanoTime();

        void done(String step, String outcome) {
            var millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            System.out.println(String.format(Locale.ROOT, "  %7d ms  %-16s %s", millis, step, outcome));
        }
    }
}
