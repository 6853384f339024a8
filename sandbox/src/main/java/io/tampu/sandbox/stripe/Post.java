package io.tampu.sandbox.stripe;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sends a body over plain HTTP/1.1 on connections that are kept, and reads nothing of the answer but its status. The JDK's client
 * costs several times as much for each request, which a benchmark with the world on the same two cores would pay for.
 */
final class Post {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int LONGEST_LINE = 8_192;
    private static final int MOST_HEADERS = 100;
    /** More than any receiver has to say. */
    private static final long LARGEST_ANSWER = 1 << 20;

    private final Map<String, Queue<Connection>> idle = new ConcurrentHashMap<>();

    private record Connection(Socket socket, InputStream in) {
        static Connection to(String host, int port) throws IOException {
            var socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
                return new Connection(socket, new BufferedInputStream(socket.getInputStream(), 2048));
            } catch (IOException noWay) {
                socket.close();
                throw noWay;
            }
        }

        void close() {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                return;
            }
        }
    }

    /** What was answered, and whether the connection may be used again. */
    private record Answered(int status, boolean kept) {}

    /** The status. Throws when there is no answer. */
    int send(URI to, Map<String, String> headers, byte[] body) throws IOException {
        int port = to.getPort() < 0 ? 80 : to.getPort();
        var waiting = idle.computeIfAbsent(to.getHost() + ":" + port, key -> new ConcurrentLinkedQueue<>());
        var request = request(to, headers, body);
        var known = waiting.poll();
        if (known != null) {
            try {
                return exchange(known, request, waiting);
            } catch (IOException closedMeanwhile) {
                // The receiver may close what is idle at any time: once more on a new one.
                known.close();
            }
        }
        var fresh = Connection.to(to.getHost(), port);
        try {
            return exchange(fresh, request, waiting);
        } catch (IOException noAnswer) {
            fresh.close();
            throw noAnswer;
        }
    }

    private static byte[] request(URI to, Map<String, String> headers, byte[] body) {
        var path = to.getRawPath().isEmpty() ? "/" : to.getRawPath();
        var head = new StringBuilder(512)
                .append("POST ")
                .append(to.getRawQuery() == null ? path : path + "?" + to.getRawQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(to.getRawAuthority())
                .append("\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        var start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        var whole = new byte[start.length + body.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }

    private static int exchange(Connection connection, byte[] request, Queue<Connection> waiting) throws IOException {
        connection.socket().getOutputStream().write(request);
        var answered = read(connection.in());
        if (answered.kept()) {
            waiting.add(connection);
        } else {
            connection.close();
        }
        return answered.status();
    }

    private static Answered read(InputStream in) throws IOException {
        var first = line(in).split(" ", 3);
        if (first.length < 2 || !first[0].startsWith("HTTP/1.") || !first[1].matches("[1-5]\\d\\d")) {
            throw new IOException("no HTTP/1 was answered");
        }
        int status = Integer.parseInt(first[1]);
        @Nullable String length = null;
        boolean chunked = false;
        boolean kept = first[0].equals("HTTP/1.1");
        var line = line(in);
        for (int i = 0; !line.isEmpty() && i < MOST_HEADERS; i++, line = line(in)) {
            var lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = lower.substring("content-length:".length()).strip();
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            } else if (lower.startsWith("connection:") && lower.contains("close")) {
                kept = false;
            }
        }
        return new Answered(status, kept && isReadToItsEnd(in, status, length, chunked));
    }

    /** Reads over the body; one whose end cannot be known, or is too far, ends the connection. */
    private static boolean isReadToItsEnd(InputStream in, int status, @Nullable String length, boolean chunked)
            throws IOException {
        if (status == 204 || status == 304) {
            return true;
        }
        if (chunked) {
            for (long all = 0; all < LARGEST_ANSWER; ) {
                long size = Long.parseLong(line(in).split(";", 2)[0].strip(), 16);
                if (size == 0) {
                    return line(in).isEmpty();
                }
                in.skipNBytes(size);
                line(in);
                all += size;
            }
            return false;
        }
        if (length == null || !length.matches("\\d{1,7}") || Long.parseLong(length) > LARGEST_ANSWER) {
            return false;
        }
        in.skipNBytes(Long.parseLong(length));
        return true;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed");
            }
            if (line.length() > LONGEST_LINE) {
                throw new IOException("a line without end was answered");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    void close() {
        idle.values().forEach(each -> each.forEach(Connection::close));
    }
}
