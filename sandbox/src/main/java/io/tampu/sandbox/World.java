package io.tampu.sandbox;

import io.tampu.sandbox.airalo.AiraloMode;
import java.net.BindException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The sandbox world as a program: stands in for everybody outside, over HTTP. */
@Command(
        name = "world",
        mixinStandardHelpOptions = true,
        description =
                "The outside world of a sandbox: a wholesaler, phones, a ledger of what it gave and took, faults by switch.")
public final class World implements Callable<Integer> {

    @Option(names = "--port", defaultValue = "8090", description = "where it answers on 127.0.0.1 (${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--mail-port",
            defaultValue = "0",
            description =
                    "where it takes letters on 127.0.0.1; 0: any that is free, told at /world/mailbox (${DEFAULT-VALUE})")
    private int mailPort;

    @Option(names = "--data", required = true, description = "the folder in which it remembers")
    private Path data = Path.of(".");

    @Option(
            names = "--airalo-mode",
            defaultValue = "production",
            description = "production: the documented limits; sandbox: 5 a second, no notifications (${DEFAULT-VALUE})")
    private String airaloMode = "production";

    @Option(
            names = "--esims",
            defaultValue = "24",
            description = "renewable eSIMs provisioned at the first start (${DEFAULT-VALUE})")
    private int esims;

    /** Starts it; exits 2 for options that make no sense, 1 when it cannot run. */
    public static void main(String[] arguments) {
        Logs.toStandardError();
        int exit = new CommandLine(new World())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
        System.exit(exit);
    }

    @Override
    public Integer call() throws InterruptedException {
        var mode = modeOrNothing();
        if (mode == null || esims < 0) {
            System.err.println("--airalo-mode is production or sandbox; --esims is 0 or more");
            return 2;
        }
        var stopped = new CountDownLatch(1);
        try {
            var world = new RunningWorld(data, port, mailPort, mode, esims, InstantSource.system());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    world.close();
                } catch (java.io.IOException failed) {
                    System.err.println("the world did not stop cleanly: " + failed.getMessage());
                }
                stopped.countDown();
            }));
            System.out.println("world ready http://127.0.0.1:" + world.port());
        } catch (Exception failed) {
            System.err.println(sentence(failed));
            return 1;
        }
        stopped.await();
        return 0;
    }

    private @org.jspecify.annotations.Nullable AiraloMode modeOrNothing() {
        try {
            return AiraloMode.valueOf(airaloMode.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private String sentence(Exception failed) {
        for (Throwable each = failed; each != null; each = each.getCause()) {
            if (each instanceof BindException) {
                return "port " + port + (mailPort == 0 ? "" : " or " + mailPort)
                        + " is taken; choose another with --port" + (mailPort == 0 ? "" : " or --mail-port");
            }
        }
        return "the world did not start: " + failed.getMessage();
    }
}
