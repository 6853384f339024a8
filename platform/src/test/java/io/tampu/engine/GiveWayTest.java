package io.tampu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GiveWayTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void nobodyWaitsWhileThereIsLittle() {
        var way = new GiveWay(2, LONG);

        String answer = way.first(() -> {
            way.giveWay();
            return "went on";
        });

        assertThat(answer).isEqualTo("went on");
    }

    @Test
    void othersWaitUntilTheBurstIsOver() throws InterruptedException {
        var way = new GiveWay(1, LONG);
        var begun = new CountDownLatch(1);
        var wentOn = new CountDownLatch(1);
        var other = Thread.ofVirtual().unstarted(() -> {
            begun.countDown();
            way.giveWay();
            wentOn.countDown();
        });

        boolean early = way.first(() -> {
            other.start();
            return wentOnWithin(begun, wentOn);
        });

        assertThat(early).isFalse();
        assertThat(wentOn.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aBurstWithoutEndHoldsNothingUp() {
        var way = new GiveWay(1, Duration.ofMillis(20));

        boolean wentOn = way.first(() -> {
            way.giveWay();
            return true;
        });

        assertThat(wentOn).isTrue();
    }

    private static boolean wentOnWithin(CountDownLatch begun, CountDownLatch wentOn) {
        try {
            begun.await();
            return wentOn.await(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }
}
