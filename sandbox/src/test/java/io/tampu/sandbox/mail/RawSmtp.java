package io.tampu.sandbox.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A sender by hand: says a line and hears the answer. */
final class RawSmtp implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final BufferedReader in;

    RawSmtp(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** One that has been greeted, and is trusted. */
    static RawSmtp trusted(int port) throws IOException {
        var smtp = new RawSmtp(port);
        smtp.answer();
        smtp.say("EHLO here");
        smtp.say("AUTH PLAIN " + base64("\0" + MailServer.USER + "\0" + MailServer.PASSWORD));
        return smtp;
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Says a line; the code of the answer, or "gone". */
    String say(String line) throws IOException {
        send(line + "\r\n");
        return answer();
    }

    /** The code of the next answer, all its lines read; "gone" when they hung up. */
    String answer() throws IOException {
        try {
            String line = in.readLine();
            while (line != null && line.length() > 3 && line.charAt(3) == '-') {
                line = in.readLine();
            }
            return line == null ? "gone" : line.substring(0, 3);
        } catch (java.net.SocketException cut) {
            return "gone";
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
