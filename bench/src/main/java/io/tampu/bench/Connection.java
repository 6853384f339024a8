package io.tampu.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One keep-alive HTTP/1.1 connection for one thread. It does as little as possible, because its CPU is taken from what is
 * measured: a request is bytes, an answer is its status and a body to look into.
 */
final class Connection implements AutoCloseable {

    /** No answer that is measured is larger; the offers are some ten thousand bytes. */
    private static final int MOST_BYTES = 256 * 1024;

    private static final int PATIENCE_MILLIS = 30_000;
    private static final byte[] END_OF_HEAD = bytes("\r\n\r\n");
    private static final byte[] LENGTH = bytes("\r\nContent-Length: ");

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[MOST_BYTES];
    private int bodyStart;
    private int end;

    Connection(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Sends a whole request and reads the whole answer; returns its status. */
    int exchange(byte[] request) throws IOException {
        out.write(request);
        end = 0;
        bodyStart = -1;
        while (bodyStart < 0) {
            read();
            int head = indexOf(END_OF_HEAD, 0, end);
            bodyStart = head < 0 ? -1 : head + END_OF_HEAD.length;
        }
        int length = contentLength();
        while (end < bodyStart + length) {
            read();
        }
        return (buffer[9] - '0') * 100 + (buffer[10] - '0') * 10 + (buffer[11] - '0');
    }

    private void read() throws IOException {
        if (end == buffer.length) {
            throw new IOException("an answer is larger than " + MOST_BYTES + " bytes");
        }
        int count = in.read(buffer, end, buffer.length - end);
        if (count < 0) {
            throw new EOFException("the connection was closed in the middle");
        }
        end += count;
    }

    private int contentLength() throws IOException {
        int at = indexOf(LENGTH, 0, bodyStart);
        if (at < 0) {
            throw new IOException("an answer without Content-Length: " + text(0, bodyStart));
        }
        int length = 0;
        for (int i = at + LENGTH.length; buffer[i] >= '0' && buffer[i] <= '9'; i++) {
            length = length * 10 + (buffer[i] - '0');
        }
        return length;
    }

    /** Whether the body of the last answer contains this. */
    boolean bodyContains(byte[] wanted) {
        return indexOf(wanted, bodyStart, end) >= 0;
    }

    String body() {
        return text(bodyStart, end);
    }

    private String text(int from, int to) {
        return new String(Arrays.copyOfRange(buffer, from, to), StandardCharsets.UTF_8);
    }

    private int indexOf(byte[] wanted, int from, int to) {
        int last = to - wanted.length;
        for (int at = from; at <= last; at++) {
            if (buffer[at] == wanted[0] && Arrays.equals(buffer, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
