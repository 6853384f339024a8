package io.tampu.sandbox.stage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a part has written since it was last started. */
final class LogFile {

    /** A log that has grown past this is set aside at the next start; one old log is kept. */
    private static final long SET_ASIDE_BYTES = 20L << 20;

    private static final int READ_AT_MOST_BYTES = 64 << 10;
    private static final int QUOTE_AT_MOST = 300;
    private static final Pattern COMPLAINT = Pattern.compile("FATAL|PANIC|ERROR|Exception|[Cc]annot|refuse");

    private final Path path;
    private final long start;

    private LogFile(Path path, long start) {
        this.path = path;
        this.start = start;
    }

    /** Called just before the part starts: what is in the file already is of no interest. */
    static LogFile from(Path path) throws IOException {
        Files.createDirectories(path.resolveSibling("."));
        if (Files.exists(path) && Files.size(path) > SET_ASIDE_BYTES) {
            Files.move(path, path.resolveSibling(path.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
        }
        return new LogFile(path, Files.exists(path) ? Files.size(path) : 0);
    }

    Path path() {
        return path;
    }

    /** The first bytes written since the start: enough for a ready line. */
    String beginning() {
        return read(start);
    }

    /** The first line that complains, else the last line: the best short reason that there is. */
    String reason() {
        var lines = read(Math.max(start, size() - READ_AT_MOST_BYTES))
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.stream()
                .filter(line -> COMPLAINT.matcher(line).find())
                .findFirst()
                .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()))
                .map(line -> line.strip()
                        .substring(0, Math.min(QUOTE_AT_MOST, line.strip().length())))
                .orElse("it wrote nothing");
    }

    private long size() {
        try {
            return Files.size(path);
        } catch (IOException missing) {
            return 0;
        }
    }

    private String read(long from) {
        try (var file = Files.newByteChannel(path)) {
            var bytes = ByteBuffer.allocate(READ_AT_MOST_BYTES);
            file.position(from);
            while (bytes.hasRemaining() && file.read(bytes) >= 0) {}
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (NoSuchFileException notYet) {
            return "";
        } catch (IOException problem) {
            return "unreadable: " + problem.getMessage();
        }
    }
}
