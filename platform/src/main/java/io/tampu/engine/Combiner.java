package io.tampu.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Combines calls that are already waiting into one. A call that finds the lane free goes at once, alone and on its own
 * thread; calls that arrive meanwhile wait for it and then go together. Nothing waits for company.
 *
 * <p>A set that fails is tried again one by one, so that one bad item spoils only itself (unless the database is gone, which
 * spoils all): the work must therefore be safe to repeat after a failure, also after a commit whose word was lost.
 */
public final class Combiner<A, R> {

    /** Off only in the bench, which measures what combining costs when there is nothing to combine. */
    private static final boolean COMBINING = !"off".equals(System.getProperty("tampu.combining"));

    private record Waiting<A, R>(A item, CompletableFuture<R> result) {}

    private final int most;
    private final Function<List<A>, List<R>> work;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiting<A, R>> queue = new ArrayDeque<>();
    private boolean busy;

    /**
     * @param most items in one set at most
     * @param work takes a set, gives one result for each item in the same order
     */
    public Combiner(int most, Function<List<A>, List<R>> work) {
        this.most = most;
        this.work = work;
    }

    /** Waits until the item's set is done. Throws what the work threw for this item. */
    public R call(A item) {
        if (!COMBINING) {
            return work.apply(List.of(item)).getFirst();
        }
        var mine = new Waiting<A, R>(item, new CompletableFuture<>());
        boolean lead;
        lock.lock();
        try {
            queue.addLast(mine);
            lead = !busy;
            busy = true;
        } finally {
            lock.unlock();
        }
        if (lead) {
            runOneSetAndPassOn();
        }
        return resultOf(mine);
    }

    /** The leader runs the set in which its own item is, then hands the lane to a thread of its own if others wait. */
    private void runOneSetAndPassOn() {
        try {
            run(nextSet());
        } finally {
            if (othersWait()) {
                Thread.ofVirtual().name("combiner").start(this::runOneSetAndPassOn);
            }
        }
    }

    private List<Waiting<A, R>> nextSet() {
        lock.lock();
        try {
            var set = new ArrayList<Waiting<A, R>>();
            while (set.size() < most && !queue.isEmpty()) {
                set.add(queue.removeFirst());
            }
            return set;
        } finally {
            lock.unlock();
        }
    }

    private boolean othersWait() {
        lock.lock();
        try {
            busy = !queue.isEmpty();
            return busy;
        } finally {
            lock.unlock();
        }
    }

    private void run(List<Waiting<A, R>> set) {
        try {
            complete(set, work.apply(set.stream().map(Waiting::item).toList()));
        } catch (RuntimeException | Error failed) {
            if (set.size() == 1 || isNobodysFault(failed)) {
                set.forEach(one -> one.result().completeExceptionally(failed));
            } else {
                set.forEach(one -> run(List.of(one)));
            }
        }
    }

    /** Without a database each item would fail in the same way, after the same wait, one behind the other. */
    private static boolean isNobodysFault(Throwable failed) {
        return failed instanceof CannotCreateTransactionException
                || failed instanceof DataAccessResourceFailureException;
    }

    private static <A, R> void complete(List<Waiting<A, R>> set, List<R> results) {
        if (results.size() != set.size()) {
            throw new IllegalStateException(results.size() + " results for " + set.size() + " items");
        }
        for (int i = 0; i < set.size(); i++) {
            set.get(i).result().complete(results.get(i));
        }
    }

    private static <A, R> R resultOf(Waiting<A, R> mine) {
        try {
            return mine.result().join();
        } catch (java.util.concurrent.CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failed.getCause() instanceof Error cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
