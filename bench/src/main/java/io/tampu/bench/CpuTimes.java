package io.tampu.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time that processes have used since they began, in milliseconds, as the kernel counts it in {@code /proc}: user and
 * system time of all threads, in ticks of ten milliseconds.
 */
final class CpuTimes {

    private static final int MILLIS_A_TICK = 10;

    // Where they stand in /proc/PID/stat, counted from the state, which follows the name.
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int USER_OF_ENDED_CHILDREN = 13;
    private static final int SYSTEM_OF_ENDED_CHILDREN = 14;

    private static final int STEAL = 8;
    private static final int IDLE = 4;
    private static final int WAITING_FOR_DISK = 5;

    private CpuTimes() {}

    static long ofProcess(long pid) {
        var stat = stat(pid);
        return (number(stat, USER) + number(stat, SYSTEM)) * MILLIS_A_TICK;
    }

    /**
     * A process with all its children: those that run, and those that have ended, which the kernel adds to their parent when
     * it takes note of their end. So nothing is lost when a child ends between two readings, and nothing is counted twice.
     */
    static long ofFamily(long pid) {
        long ticks = 0;
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                var stat = statOrNothing(process);
                if (stat.length > 0 && number(stat, PARENT) == pid) {
                    ticks += number(stat, USER) + number(stat, SYSTEM);
                }
            }
        } catch (IOException problem) {
            throw new UncheckedIOException("the processes in /proc cannot be listed", problem);
        }
        var parent = stat(pid);
        ticks += number(parent, USER) + number(parent, SYSTEM);
        ticks += number(parent, USER_OF_ENDED_CHILDREN) + number(parent, SYSTEM_OF_ENDED_CHILDREN);
        return ticks * MILLIS_A_TICK;
    }

    /** All cores, everything that was not idle: what the machine did for others is the rest of it. */
    static long ofMachine() {
        try {
            var fields = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +");
            long ticks = 0;
            for (int i = 1; i <= STEAL; i++) {
                if (i != IDLE && i != WAITING_FOR_DISK) {
                    ticks += Long.parseLong(fields[i]);
                }
            }
            return ticks * MILLIS_A_TICK;
        } catch (IOException problem) {
            throw new UncheckedIOException("/proc/stat cannot be read", problem);
        }
    }

    /** {@code VmRSS} (resident now) or {@code VmHWM} (the most so far) of a process, in megabytes. */
    static long memoryMegabytes(long pid, String which) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                    .filter(line -> line.startsWith(which + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException problem) {
            throw new UncheckedIOException("the memory of process " + pid + " cannot be read", problem);
        }
    }

    private static String[] stat(long pid) {
        var stat = statOrNothing(Path.of("/proc", String.valueOf(pid)));
        if (stat.length == 0) {
            throw new IllegalStateException("process " + pid + " is gone");
        }
        return stat;
    }

    /** Empty when the process has ended meanwhile. A name may contain spaces and brackets: the last bracket ends it. */
    private static String[] statOrNothing(Path process) {
        try {
            var text = Files.readString(process.resolve("stat"));
            return text.substring(text.lastIndexOf(')') + 2).strip().split(" ");
        } catch (IOException gone) {
            return new String[0];
        }
    }

    private static long number(String[] stat, int field) {
        return Long.parseLong(stat[field]);
    }
}
