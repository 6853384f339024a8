package io.tampu.messages;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** TLS before a mail server that has none: from the first byte, or from STARTTLS on. Its certificate is for one name, made for it. */
final class TlsBefore implements AutoCloseable {

    private static final char[] PASSWORD = "of the test".toCharArray();

    private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
    private final SSLContext context = SSLContext.getInstance("TLS");
    private final List<String> beforeTls = new CopyOnWriteArrayList<>();
    private final boolean fromTheStart;
    private final int behind;

    /** @param name what the certificate is for, such as {@code ip:127.0.0.1} */
    TlsBefore(int behind, boolean fromTheStart, Path folder, String name) throws Exception {
        this.behind = behind;
        this.fromTheStart = fromTheStart;
        KeyStore store = certificate(folder.resolve("keys-" + name.hashCode() + ".p12"), name);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        Thread.ofVirtual().start(this::letIn);
    }

    private static KeyStore certificate(Path file, String name) throws IOException, GeneralSecurityException {
        if (!Files.exists(file)) {
            var made = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "mail",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=mail",
                            "-ext",
                            "san=" + name,
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            new String(PASSWORD))
                    .redirectErrorStream(true)
                    .start();
            made.getInputStream().readAllBytes();
        }
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        // Beside the key, so that it can be believed.
        store.setCertificateEntry("believed", store.getCertificate("mail"));
        return store;
    }

    int port() {
        return door.getLocalPort();
    }

    /** Believes this one's certificate. */
    SSLContext context() {
        return context;
    }

    /** All that was said before the line was safe. */
    List<String> beforeTls() {
        return beforeTls;
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

    private void serve(Socket plain) {
        try (plain;
                Socket server = new Socket("127.0.0.1", behind)) {
            if (!fromTheStart) {
                line(server.getInputStream());
                say(plain, "220 before TLS");
                beforeTls.add(line(plain.getInputStream()));
                say(plain, "250-before TLS\r\n250 STARTTLS");
                beforeTls.add(line(plain.getInputStream()));
                say(plain, "220 go on");
            }
            try (var safe = (SSLSocket) context.getSocketFactory().createSocket(plain, null, false)) {
                safe.setUseClientMode(false);
                safe.startHandshake();
                Thread back = Thread.ofVirtual().start(() -> pump(server, safe));
                pump(safe, server);
                back.join();
            }
        } catch (IOException | InterruptedException over) {
            // The client hung up, or does not believe us.
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException over) {
            // One side hung up.
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int each = in.read(); each >= 0 && each != '\n'; each = in.read()) {
            line.append((char) each);
        }
        return line.toString().strip();
    }

    private static void say(Socket socket, String line) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
