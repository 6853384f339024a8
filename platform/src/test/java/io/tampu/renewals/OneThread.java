package io.tampu.renewals;

import io.tampu.engine.Secret;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Renewals that are moved on by the thread that asks, so that a run is the same each time. */
public final class OneThread {

    private OneThread() {}

    public static Renewals renewals(
            Renewals.Parts parts, OfferRules rules, Patience patience, Secret offerKey, AnswerWriter answers) {
        return new Renewals(parts, rules, patience, offerKey, answers, new AtOnce());
    }

    public static ExecutorService threads() {
        return new AtOnce();
    }

    private static final class AtOnce extends AbstractExecutorService {
        private volatile boolean stopped;

        @Override
        public void execute(Runnable command) {
            command.run();
        }

        @Override
        public void shutdown() {
            stopped = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            stopped = true;
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return stopped;
        }

        @Override
        public boolean isTerminated() {
            return stopped;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return stopped;
        }
    }
}
