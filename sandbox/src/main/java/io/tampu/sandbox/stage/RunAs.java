package io.tampu.sandbox.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. A user namespace of its own is enough to convince it, and leaves the files root's;
 * containers often forbid that, and there the files are given to the user {@code nobody}.
 */
enum RunAs {
    OURSELVES(List.of()),
    IN_A_USER_NAMESPACE(List.of("unshare", "-U")),
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

    private static final int ROOTS_ID = 0;
    private static final int NOBODYS_ID = 65534;
    private static final RunAs CHOSEN = choose();

    private final List<String> prefix;

    RunAs(List<String> prefix) {
        this.prefix = prefix;
    }

    static RunAs chosen() {
        return CHOSEN;
    }

    private static RunAs choose() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return OURSELVES;
        }
        return works(IN_A_USER_NAMESPACE) ? IN_A_USER_NAMESPACE : NOBODY;
    }

    private static boolean works(RunAs way) {
        try {
            var process = new ProcessBuilder(way.command(List.of("true")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    List<String> command(List<String> plain) {
        var command = new ArrayList<>(prefix);
        command.addAll(plain);
        return command;
    }

    /** Gives the file, and what is in it, to the user that PostgreSQL runs as. An earlier start may have run as another. */
    void handOver(Path file) throws IOException {
        var owner = this == NOBODY ? NOBODYS_ID : ROOTS_ID;
        if (this == OURSELVES || Files.getAttribute(file, "unix:uid").equals(owner)) {
            return;
        }
        try (var all = Files.walk(file)) {
            for (var each : (Iterable<Path>) all::iterator) {
                Files.setAttribute(each, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }
}
