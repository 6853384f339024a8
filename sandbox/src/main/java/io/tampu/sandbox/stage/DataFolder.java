package io.tampu.sandbox.stage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/**
 * A folder that holds all that a stage keeps: {@code postgres/}, {@code world/}, {@code logs/}, and {@code version}. One
 * stage at a time: the lock on {@code lock} ends with the process that holds it, however that ends.
 */
final class DataFolder implements AutoCloseable {

    /** Counted up when an older program could no longer read the folder. */
    private static final int VERSION = 1;

    /** A new cluster takes 40 MB and its log grows to some hundred: less than this would soon fail in the middle. */
    private static final long SPACE_NEEDED_MB = 300;

    private static final long MB = 1 << 20;

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static DataFolder take(Path wanted) {
        var folder = wanted.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            var data = new DataFolder(folder.toRealPath(), lock(folder));
            data.refuseNewerVersion();
            data.refuseFullDisk();
            Files.createDirectories(data.logs());
            return data;
        } catch (IOException problem) {
            throw cannotWrite(folder, problem);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException heldByThisProgram) {
            // The same answer as for another program's lock.
        }
        channel.close();
        throw new StageProblem(
                "Another Tampu is running on " + folder + ": stop it first, or choose another folder with --data.");
    }

    /** Whether a stage has it at this moment. Asking changes nothing. */
    static boolean isTaken(Path folder) {
        if (!Files.exists(folder.resolve("lock"))) {
            return false;
        }
        try (var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException heldByThisProgram) {
            return true;
        } catch (IOException problem) {
            throw cannotWrite(folder, problem);
        }
    }

    private void refuseNewerVersion() throws IOException {
        var file = folder.resolve("version");
        if (!Files.exists(file)) {
            Files.writeString(file, VERSION + "\n");
            return;
        }
        var found = Files.readString(file).strip();
        if (!found.equals(String.valueOf(VERSION))) {
            throw new StageProblem("The data in " + folder + " is of version " + found
                    + " and this Tampu reads version "
                    + VERSION + ": use the Tampu that wrote it, start anew with --fresh, or choose another folder with"
                    + " --data.");
        }
    }

    private void refuseFullDisk() throws IOException {
        var freeMb = Files.getFileStore(folder).getUsableSpace() / MB;
        if (freeMb < SPACE_NEEDED_MB) {
            throw new StageProblem("Only " + freeMb + " MB are free on the disk of " + folder + " and "
                    + SPACE_NEEDED_MB + " are needed: free some, or choose another folder with --data.");
        }
    }

    /** Deletes all that a stage keeps. Refuses a folder that no stage has written: it may be anybody's. */
    static void erase(Path wanted) {
        var folder = wanted.toAbsolutePath().normalize();
        try {
            if (!Files.exists(folder) || isEmpty(folder)) {
                return;
            }
            if (!Files.exists(folder.resolve("version"))) {
                throw new StageProblem(
                        folder + " does not look like a folder of Tampu's, so --fresh deletes nothing in it:"
                                + " choose another with --data.");
            }
            try (var lock = lock(folder)) {
                for (var path : deepestFirst(folder)) {
                    if (!path.equals(folder) && !path.equals(folder.resolve("lock"))) {
                        Files.delete(path);
                    }
                }
                lock.force(true);
            }
        } catch (IOException problem) {
            throw cannotWrite(folder, problem);
        }
    }

    /** The lock is what erasing leaves. */
    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.allMatch(entry -> entry.equals(folder.resolve("lock")));
        }
    }

    private static List<Path> deepestFirst(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        }
    }

    private static StageProblem cannotWrite(Path folder, IOException problem) {
        var reason =
                switch (problem) {
                    case AccessDeniedException denied -> "permission denied";
                    case FileAlreadyExistsException file -> "it is not a folder";
                    case NoSuchFileException missing -> "no folder can be made there";
                    case FileSystemException other when other.getReason() != null -> other.getReason();
                    default -> problem.toString();
                };
        return new StageProblem(
                "Cannot write to " + folder + " (" + reason + "): mend that, or choose another folder with --data.",
                problem);
    }

    Path path() {
        return folder;
    }

    Path postgres() {
        return folder.resolve("postgres");
    }

    Path logs() {
        return folder.resolve("logs");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException problem) {
            throw cannotWrite(folder, problem);
        }
    }
}
