package io.tampu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecurringTest {

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    @Test
    void workThatThrowsIsDoneAgain() throws InterruptedException {
        var times = new CountDownLatch(3);
        try (var recurring = new Recurring("test")) {
            recurring.start("counting", Duration.ZERO, AT_ONCE, () -> {
                times.countDown();
                throw new StackOverflowError("planted");
            });

            assertThat(times.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatIsClosedIsNotDoneAgain() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var recurring = new Recurring("test");
        recurring.start("waiting", Duration.ZERO, AT_ONCE, () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                interrupted.countDown();
            }
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        recurring.close();

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
