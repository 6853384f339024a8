package io.tampu.sandbox.mail;

import io.tampu.sandbox.clock.WorldClock;
import io.tampu.sandbox.faults.Faults;
import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Listens on a port of this machine; each connection has a virtual thread of its own. */
public final class MailServer implements AutoCloseable {

    public static final String USER = "sandbox_mail_user";
    public static final String PASSWORD = "sandbox_mail_password";

    private static final int IDLE_MILLIS = 60_000;
    private static final int BACKLOG = 256;
    /** A real server lets few in; whoever comes beyond is told to come again. */
    private static final int MOST_AT_ONCE = 200;

    private final Mailbox mailbox;
    private final Mishaps mishaps;
    private final MailDesk desk;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("smtp-", 0).factory());
    private final ServerSocket door;

    /**
     * Takes the port; nobody is let in before {@link #start}.
     *
     * @param port 0 for any that is free
     */
    public MailServer(Journal journal, WorldClock clock, Faults faults, int port) throws IOException {
        this.mailbox = new Mailbox(journal, clock);
        this.mishaps = new Mishaps(faults);
        this.door = new ServerSocket(port, BACKLOG, InetAddress.getByName("127.0.0.1"));
        this.desk = new MailDesk(mailbox, door.getLocalPort());
    }

    public void addRoutes(Router router) {
        desk.addRoutes(router);
    }

    public int port() {
        return door.getLocalPort();
    }

    public void start() {
        Thread.ofPlatform().daemon().name("smtp-door").start(this::letIn);
    }

    private void letIn() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException | java.util.concurrent.RejectedExecutionException closed) {
                if (!door.isClosed()) {
                    closed.printStackTrace();
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(IDLE_MILLIS);
            var wire = new Wire(socket);
            if (open.size() > MOST_AT_ONCE) {
                wire.say("421 4.3.2 too many at once");
                return;
            }
            new Dialogue(wire, mailbox, mishaps).speak();
        } catch (IOException gone) {
            // They hung up, or a fault made us: there is nobody to tell.
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
