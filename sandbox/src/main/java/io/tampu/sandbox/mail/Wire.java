package io.tampu.sandbox.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines and letters on a connection. */
final class Wire {

    /** RFC 5321 wants 512, RFC 4954 more for a login; whoever sends longer ones means harm. */
    static final int LONGEST_LINE = 12_288;

    private final InputStream in;
    private final OutputStream out;

    Wire(Socket socket) throws IOException {
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    void say(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** The next line without its end; empty when it was too long, and is thrown away. */
    Optional<String> line() throws IOException {
        var line = new ByteArrayOutputStream();
        int length = 0;
        for (int each = next(); each != '\n'; each = next()) {
            length++;
            if (length <= LONGEST_LINE) {
                line.write(each);
            }
        }
        return length > LONGEST_LINE
                ? Optional.empty()
                : Optional.of(line.toString(StandardCharsets.US_ASCII).stripTrailing());
    }

    /**
     * A letter up to the line of one dot, the doubled dots made single; empty when it is longer than so many bytes. Only CRLF ends a
     * line here: a sender that ended a letter by a bare LF could hide another letter in it.
     */
    Optional<String> letter(int mostBytes) throws IOException {
        var body = new ByteArrayOutputStream();
        long length = 0;
        boolean atStart = true;
        int last = -1;
        while (true) {
            int each = next();
            if (atStart && each == '.') {
                int after = next();
                if (after == '\r') {
                    int end = next();
                    if (end == '\n') {
                        return length > mostBytes
                                ? Optional.empty()
                                : Optional.of(body.toString(StandardCharsets.ISO_8859_1));
                    }
                    length = keep(body, after, length, mostBytes);
                    each = end;
                } else {
                    each = after;
                }
                last = -1;
            }
            length = keep(body, each, length, mostBytes);
            atStart = last == '\r' && each == '\n';
            last = each;
        }
    }

    private static long keep(ByteArrayOutputStream body, int each, long length, int mostBytes) {
        if (length < mostBytes) {
            body.write(each);
        }
        return length + 1;
    }

    private int next() throws IOException {
        int each = in.read();
        if (each < 0) {
            throw new EOFException();
        }
        return each;
    }
}
