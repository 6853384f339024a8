package io.tampu.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CombinerTest {

    private final ConcurrentLinkedQueue<List<Integer>> sets = new ConcurrentLinkedQueue<>();

    @Test
    void aCallThatFindsTheLaneFreeGoesAtOnceAloneAndOnItsOwnThread() {
        var threads = new ArrayList<Thread>();
        var lane = new Combiner<Integer, Integer>(10, set -> {
            threads.add(Thread.currentThread());
            return doubled(set);
        });

        assertThat(lane.call(21)).isEqualTo(42);
        assertThat(sets).containsExactly(List.of(21));
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void whatWaitsMeanwhileGoesTogetherAndNoMoreThanTheMost() throws Exception {
        var begun = new CountDownLatch(1);
        var door = new CountDownLatch(1);
        var lane = new Combiner<Integer, Integer>(3, set -> {
            if (set.contains(0)) {
                begun.countDown();
                awaitQuietly(door);
            }
            return doubled(set);
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = threads.submit(() -> lane.call(0));
            begun.await();
            var others = new ArrayList<Thread>();
            var results = new ArrayList<CompletableFuture<Integer>>();
            for (int i = 1; i <= 5; i++) {
                int item = i;
                var result = new CompletableFuture<Integer>();
                results.add(result);
                others.add(Thread.ofVirtual().start(() -> result.complete(lane.call(item))));
            }
            for (Thread other : others) {
                while (other.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
            }
            door.countDown();

            assertThat(first.get()).isZero();
            for (int i = 1; i <= 5; i++) {
                assertThat(results.get(i - 1).get()).isEqualTo(2 * i);
            }
        }
        assertThat(sets).extracting(List::size).containsExactly(1, 3, 2);
    }

    @Test
    void eachOfManyCallsFromManyThreadsGetsItsOwnResult() throws Exception {
        var lane = new Combiner<Integer, Integer>(64, this::doubled);
        var results = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 5000; i++) {
                int item = i;
                results.add(threads.submit(() -> lane.call(item)));
            }
        }

        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i).get()).isEqualTo(2 * i);
        }
        assertThat(sets.stream().mapToInt(List::size).sum()).isEqualTo(5000);
        assertThat(sets).allMatch(set -> set.size() <= 64);
    }

    @Test
    void oneBadItemSpoilsOnlyItself() throws Exception {
        var begun = new CountDownLatch(1);
        var door = new CountDownLatch(1);
        var lane = new Combiner<Integer, Integer>(10, set -> {
            if (set.contains(0)) {
                begun.countDown();
                awaitQuietly(door);
            }
            if (set.contains(13)) {
                throw new IllegalArgumentException("13 is not welcome in " + set);
            }
            return doubled(set);
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = threads.submit(() -> lane.call(0));
            begun.await();
            Future<Integer> good = threads.submit(() -> lane.call(12));
            Future<Integer> bad = threads.submit(() -> lane.call(13));
            door.countDown();

            assertThat(first.get()).isZero();
            assertThat(good.get()).isEqualTo(24);
            assertThatThrownBy(bad::get).hasRootCauseMessage("13 is not welcome in [13]");
        }
        assertThat(lane.call(1)).isEqualTo(2);
    }

    @Test
    void theLaneIsFreeAgainAfterAnError() {
        var lane = new Combiner<Integer, Integer>(10, set -> {
            if (set.contains(13)) {
                throw new AssertionError("dead");
            }
            return doubled(set);
        });

        assertThatThrownBy(() -> lane.call(13)).isInstanceOf(AssertionError.class);
        assertThat(lane.call(1)).isEqualTo(2);
    }

    @Test
    void aSetWithoutAResultForEachItemIsRefused() {
        var lane = new Combiner<Integer, Integer>(10, set -> List.of());

        assertThatThrownBy(() -> lane.call(1)).hasMessage("0 results for 1 items");
    }

    private List<Integer> doubled(List<Integer> set) {
        sets.add(List.copyOf(set));
        return set.stream().map(item -> 2 * item).toList();
    }

    private static void awaitQuietly(CountDownLatch door) {
        try {
            door.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
