package io.tampu.bench;

import io.tampu.sandbox.stage.EmbeddedDatabase;
import io.tampu.sandbox.stage.StageProblem;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Sees when renewals become RENEWED, by looking at the table every few milliseconds on one connection. What that costs the
 * server is known (the connection has a process of its own there) and can be taken off.
 */
final class Watch implements AutoCloseable {

    private static final long PAUSE_NANOS = 4_000_000;

    /** Looked for at once, in the order in which they are expected: of a burst the rest comes later. */
    private static final int MOST_AT_ONCE = 256;

    private final Connection connection;
    private final PreparedStatement look;
    private final long serverPid;
    private final Map<UUID, CompletableFuture<Long>> expected = new LinkedHashMap<>();
    private final Thread thread;
    private volatile long looks;
    private volatile boolean closing;

    Watch(EmbeddedDatabase server, String database) {
        try {
            connection = DriverManager.getConnection(server.url(database));
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT pg_backend_pid()")) {
                row.next();
                serverPid = row.getLong(1);
            }
            look = connection.prepareStatement(
                    "SELECT id FROM renewals_renewal WHERE id = ANY (?) AND state = 'RENEWED'");
        } catch (SQLException problem) {
            throw new StageProblem("The renewals cannot be watched: " + problem.getMessage(), problem);
        }
        thread = Thread.ofPlatform().daemon().name("watch").start(this::lookAgainAndAgain);
    }

    /** Completed with {@link System#nanoTime} of the look that saw it RENEWED. */
    CompletableFuture<Long> expect(UUID renewal) {
        synchronized (expected) {
            return expected.computeIfAbsent(renewal, id -> new CompletableFuture<>());
        }
    }

    /** CPU of the server's process that answers the looks, in milliseconds. */
    long cpu() {
        return CpuTimes.ofProcess(serverPid);
    }

    long looks() {
        return looks;
    }

    private void lookAgainAndAgain() {
        while (!closing) {
            var wanted = wanted();
            if (!wanted.isEmpty()) {
                lookFor(wanted);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private List<UUID> wanted() {
        synchronized (expected) {
            return expected.keySet().stream().limit(MOST_AT_ONCE).toList();
        }
    }

    private void lookFor(List<UUID> wanted) {
        try {
            look.setArray(1, connection.createArrayOf("uuid", wanted.toArray()));
            try (var rows = look.executeQuery()) {
                long now = System.nanoTime();
                looks++;
                while (rows.next()) {
                    var id = rows.getObject(1, UUID.class);
                    synchronized (expected) {
                        var seen = expected.remove(id);
                        if (seen != null) {
                            seen.complete(now);
                        }
                    }
                }
            }
        } catch (SQLException problem) {
            fail(problem);
        }
    }

    private void fail(SQLException problem) {
        synchronized (expected) {
            expected.values().forEach(one -> one.completeExceptionally(problem));
            expected.clear();
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
            connection.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (SQLException problem) {
            throw new StageProblem("The watch could not be ended: " + problem.getMessage(), problem);
        }
    }
}
