package io.tampu.stories;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A mail server that keeps what it takes, and repeats what it was told whenever it refuses something. */
final class BlabbingMail implements AutoCloseable {

    enum Mood {
        TAKING,
        REFUSING_LOGIN,
        REFUSING_LETTERS,
        /** Hangs up once it has a letter. */
        SILENT
    }

    private record Letter(String to, String subject) {}

    private static final Pattern CODE = Pattern.compile("([0-9]{3}) ([0-9]{3})");

    private final ServerSocket door;
    private final List<Letter> letters = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.TAKING;

    BlabbingMail() {
        try {
            door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        Thread.ofVirtual().name("blabbing-mail").start(this::letIn);
    }

    int port() {
        return door.getLocalPort();
    }

    void mood(Mood next) {
        mood = next;
    }

    /** How many letters with a code for this address were brought here, taken or not. */
    long count(String address) {
        return withCode(address).count();
    }

    /** The code of the last letter to an address. */
    Optional<String> codeFor(String address) {
        return withCode(address).reduce((before, last) -> last).map(code -> code.group(1) + code.group(2));
    }

    private Stream<MatchResult> withCode(String address) {
        return letters.stream()
                .filter(one -> one.to().equals(address))
                .flatMap(one -> CODE.matcher(one.subject()).results());
    }

    private void letIn() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                var out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
            speak(in, out);
        } catch (IOException gone) {
            // They hung up: there is nobody to tell.
        }
    }

    private void speak(BufferedReader in, PrintStream out) throws IOException {
        String to = "";
        say(out, "220 blabbing");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            switch (line.toUpperCase(Locale.ROOT).split("[ :]", 2)[0]) {
                case "EHLO" -> say(out, "250-blabbing\r\n250 AUTH PLAIN");
                case "AUTH" -> say(out, login(line));
                case "RCPT" -> {
                    to = line.replaceAll(".*<(.*)>.*", "$1");
                    say(out, "250 go on");
                }
                case "DATA" -> {
                    say(out, "354 go on");
                    letters.add(new Letter(to, subject(letter(in))));
                    if (mood == Mood.SILENT) {
                        return;
                    }
                    say(out, mood == Mood.REFUSING_LETTERS ? "554 5.7.1 no: " + letters.getLast() : "250 mine");
                }
                case "QUIT" -> {
                    say(out, "221 bye");
                    return;
                }
                default -> say(out, "250 go on");
            }
        }
    }

    private String login(String line) {
        String told = line.substring(line.lastIndexOf(' ') + 1);
        String plain = new String(Base64.getDecoder().decode(told), StandardCharsets.UTF_8);
        return mood == Mood.REFUSING_LOGIN ? "535 5.7.8 no: " + line + plain.replace('\0', ' ') : "235 come in";
    }

    private static void say(PrintStream out, String line) {
        out.print(line + "\r\n");
        out.flush();
    }

    private static String letter(BufferedReader in) throws IOException {
        var whole = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            whole.append(line).append("\r\n");
        }
        return whole.toString();
    }

    private static String subject(String letter) {
        try {
            var read = new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(letter.getBytes(StandardCharsets.UTF_8)));
            return String.valueOf(read.getSubject());
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
