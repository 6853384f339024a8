package io.tampu.sandbox.stage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** TCP ports on loopback. */
public final class Ports {

    private Ports() {}

    /** A port that nobody has at this moment. */
    public static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException problem) {
            throw new StageProblem("This machine has no free port on 127.0.0.1: " + problem.getMessage(), problem);
        }
    }

    /** Asked before anything starts, so that the person hears it in a sentence. */
    public static void refuseTaken(int port, String option) {
        try {
            new ServerSocket(port, 1, InetAddress.getByName("0.0.0.0")).close();
        } catch (IOException taken) {
            throw new StageProblem(
                    "Port " + port + " is taken by another program: stop it, or choose another port with " + option
                            + ".",
                    taken);
        }
    }
}
