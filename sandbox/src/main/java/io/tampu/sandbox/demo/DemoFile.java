package io.tampu.sandbox.demo;

import io.tampu.sandbox.stage.Part;
import io.tampu.sandbox.stage.Stage;
import io.tampu.sandbox.stage.StageProblem;
import io.tampu.sandbox.stripe.Stripe;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code demo.json}: what runs where, for programs that check the demo from outside. It is there when everything is ready,
 * whole, and not before. Its shape is kept stable.
 */
final class DemoFile {

    static final String NAME = "demo.json";

    /** Enough to play with; a million would make a file that nobody opens. */
    private static final int ESIMS_AT_MOST = 10_000;

    private DemoFile() {}

    static void forget(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(NAME));
        } catch (IOException problem) {
            throw new StageProblem(
                    "The old " + folder.resolve(NAME) + " cannot be deleted: " + problem.getMessage(), problem);
        }
    }

    static void write(Stage stage, Part world, Part platform, EsimCsv esims) {
        var file = stage.folder().resolve(NAME);
        var unfinished = stage.folder().resolve(NAME + ".new");
        try {
            Files.writeString(
                    unfinished, describe(stage, world, platform, esims).toPrettyString() + "\n");
            try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException problem) {
            throw new StageProblem(
                    "Cannot write " + file + " (" + problem.getMessage() + "): see that the disk has room.", problem);
        }
    }

    private static ObjectNode describe(Stage stage, Part world, Part platform, EsimCsv esims) {
        var json = JsonMapper.shared().createObjectNode();
        json.put("site", platform.url().toString());
        json.put("customerSignIn", Show.customerSignIn(platform));
        json.put("seller", platform.url() + "/seller");
        json.put("sellerPassword", Show.SELLER_PASSWORD);
        json.put("world", world.url().toString());
        json.put("mailbox", world.url() + "/world/mailbox");
        json.put("smtpPort", stage.mailPort());
        json.put("partnerKey", Show.PARTNER_KEY);
        var list = json.putArray("esims");
        try (var lines = esims.lines()) {
            lines.skip(1) // The first was renewed before the viewer's eyes.
                    .limit(ESIMS_AT_MOST)
                    .forEach(esim -> list.addObject()
                            .put("iccid", esim.iccid())
                            .put("supplier", esim.supplier())
                            .put("customer", esim.customer().isEmpty() ? null : esim.customer()));
        }
        json.putObject("notifications")
                .put("airalo", platform.url() + "/notifications/airalo")
                .put("stripe", StripeWebhook.of(platform));
        var keys = json.putObject("worldKeys");
        keys.putObject("airalo")
                .put("clientId", Stage.AIRALO_CLIENT_ID)
                .put("clientSecret", Stage.AIRALO_CLIENT_SECRET);
        keys.putObject("stripe").put("secretKey", Stripe.SECRET_KEY).put("webhookSecret", Stripe.WEBHOOK_SECRET);
        json.put("platformPid", platform.pid());
        json.put("worldPid", world.pid());
        json.put("databasePid", stage.database().pid());
        return json;
    }
}
