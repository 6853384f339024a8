package io.tampu.stories;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes to a port what no HTTP client would, byte by byte, and reads what comes back. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 30_000;

    /** Header names in lower case. */
    record Answer(int status, Map<String, String> headers, String body) {

        Optional<String> contentType() {
            return Optional.ofNullable(headers.get("content-type"));
        }
    }

    private final int port;

    RawHttp(int port) {
        this.port = port;
    }

    /** A whole request; the connection is closed by the other side afterwards. */
    Answer ask(String head, byte[] body) {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(head.getBytes(StandardCharsets.ISO_8859_1));
                out.write(body);
                out.flush();
            } catch (SocketException hungUp) {
                // It may hang up before it has read all; what it said stands.
            }
            return parse(readAll(socket.getInputStream()));
        } catch (IOException problem) {
            throw new UncheckedIOException(head.lines().findFirst().orElse(""), problem);
        }
    }

    private static byte[] readAll(InputStream in) throws IOException {
        var all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (SocketException hungUp) {
            // As above.
        }
        return all.toByteArray();
    }

    private static Answer parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IllegalStateException("no answer: " + text);
        }
        String[] lines = text.substring(0, end).split("\r\n");
        var headers = new LinkedHashMap<String, String>();
        for (String line : Arrays.copyOfRange(lines, 1, lines.length)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        String body = text.substring(end + 4);
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            body = unchunked(body);
        }
        return new Answer(
                Integer.parseInt(lines[0].split(" ")[1]),
                headers,
                new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    private static String unchunked(String body) {
        var whole = new StringBuilder();
        int at = 0;
        while (at < body.length()) {
            int line = body.indexOf("\r\n", at);
            int length = Integer.parseInt(body.substring(at, line), 16);
            if (length == 0) {
                break;
            }
            whole.append(body, line + 2, line + 2 + length);
            at = line + 2 + length + 2;
        }
        return whole.toString();
    }
}
