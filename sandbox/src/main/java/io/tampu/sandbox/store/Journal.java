package io.tampu.sandbox.store;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An append-only file of what happened, one line each. A change is noted and applied through the same reader that replays
 * it at start, so there is one way only for the world to become what it is. Changes that wait together are written by one
 * {@code write()}; the file is not forced to the platter, which a killed process survives and a power cut may not. There is
 * no compaction: nearly every line is a sale, which the ledger must show for ever.
 */
public final class Journal implements AutoCloseable {

    private static final String FORMAT = "tampu-world";
    private static final int VERSION = 1;
    private static final int CHUNK_BYTES = 1 << 20;

    private final Path file;
    private final Map<String, Consumer<Line>> readers = new HashMap<>();
    /** Guards all that the world remembers. */
    private final ReentrantLock world = new ReentrantLock();
    /** Held by the one who writes for all who wait. */
    private final ReentrantLock pen = new ReentrantLock();

    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private final FileChannel guard;
    private final FileOutputStream out;
    private long noted;
    private volatile long written;
    private volatile boolean broken;
    private boolean fresh;

    /** Opens the folder's journal. Throws a sentence when another world already uses the folder. */
    public Journal(Path folder) {
        try {
            Files.createDirectories(folder);
            this.file = folder.resolve("world.journal");
            this.guard = guard(folder);
            cutTornTail();
            this.out = new FileOutputStream(file.toFile(), true);
        } catch (IOException failed) {
            throw new UncheckedIOException("the world cannot keep its journal in " + folder + ": " + failed, failed);
        }
    }

    private static FileChannel guard(Path folder) throws IOException {
        var channel =
                FileChannel.open(folder.resolve("world.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException taken) {
            // Told below, as for another process.
        }
        channel.close();
        throw new IllegalStateException("another world is using " + folder);
    }

    /** Says who applies lines of this kind. All readers are named before {@link #replay}. */
    public void on(String kind, Consumer<Line> reader) {
        readers.put(kind, reader);
    }

    /** Applies all that is on disk. A journal that is new gets its header. */
    public void replay() {
        world.lock();
        try {
            readers.put(FORMAT, Journal::checkVersion);
            readLines();
            fresh = Files.size(file) == 0;
            if (fresh) {
                note(FORMAT, VERSION);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("the world's journal cannot be read: " + failed, failed);
        } finally {
            world.unlock();
        }
        bringToDisk(noted);
    }

    /** Whether the journal was empty when it was opened. */
    public boolean isFresh() {
        return fresh;
    }

    /** Runs a change alone in the world; returns when what it noted is on disk. */
    public <T> T change(Supplier<T> work) {
        if (world.isHeldByCurrentThread()) {
            // Part of a larger change, which waits for the disk when it lets go of the world.
            return work.get();
        }
        T result;
        long end;
        world.lock();
        try {
            refuseWhenBroken();
            result = work.get();
            end = noted;
        } finally {
            world.unlock();
        }
        bringToDisk(end);
        return result;
    }

    /** Looks at the world; returns when all that could be seen is on disk, so that nobody is told what may be forgotten. */
    public <T> T look(Supplier<T> work) {
        return change(work);
    }

    /** Notes that something happened and applies it. Only inside {@link #change}. */
    public void note(String kind, Object... values) {
        if (!world.isHeldByCurrentThread()) {
            throw new IllegalStateException("noted outside a change: " + kind);
        }
        var line = Line.of(kind, values);
        var bytes = line.encode();
        waiting.write(bytes, 0, bytes.length);
        noted += bytes.length;
        apply(line);
    }

    private void apply(Line line) {
        var reader = readers.get(line.kind());
        if (reader == null) {
            throw new IllegalStateException("the journal has a line of an unknown kind: " + line.kind());
        }
        reader.accept(line);
    }

    private void bringToDisk(long end) {
        if (written >= end) {
            return;
        }
        pen.lock();
        try {
            refuseWhenBroken();
            if (written < end) {
                writeAllThatWaits();
            }
        } finally {
            pen.unlock();
        }
    }

    private void writeAllThatWaits() {
        byte[] batch;
        long upTo;
        world.lock();
        try {
            batch = waiting.toByteArray();
            waiting.reset();
            upTo = noted;
        } finally {
            world.unlock();
        }
        try {
            out.write(batch);
        } catch (IOException failed) {
            broken = true;
            throw new UncheckedIOException("the world's journal cannot be written: " + failed.getMessage(), failed);
        }
        written = upTo;
    }

    private void refuseWhenBroken() {
        if (broken) {
            throw new IllegalStateException(
                    "the world's journal could not be written; mend the disk and start it again");
        }
    }

    private static void checkVersion(Line line) {
        if (line.whole(0) > VERSION) {
            throw new IllegalStateException(
                    "the world's journal was written by a newer version; use that, or another folder");
        }
    }

    /** A process killed while writing leaves at most one unfinished last line: nobody was told of it. */
    private void cutTornTail() throws IOException {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var one = java.nio.ByteBuffer.allocate(1);
            long end = channel.size();
            while (end > 0) {
                one.clear();
                channel.read(one, end - 1);
                if (one.get(0) == '\n') {
                    break;
                }
                end--;
            }
            channel.truncate(end);
        }
    }

    private void readLines() throws IOException {
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[CHUNK_BYTES];
            int filled = 0;
            int got;
            while ((got = in.read(buffer, filled, buffer.length - filled)) > 0) {
                filled += got;
                int start = 0;
                for (int i = filled - got; i < filled; i++) {
                    if (buffer[i] == '\n') {
                        apply(Line.decode(new String(buffer, start, i - start, StandardCharsets.UTF_8)));
                        start = i + 1;
                    }
                }
                System.arraycopy(buffer, start, buffer, 0, filled - start);
                filled -= start;
                if (filled == buffer.length) {
                    buffer = Arrays.copyOf(buffer, filled * 2);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        bringToDisk(change(() -> noted));
        out.close();
        guard.close();
    }
}
