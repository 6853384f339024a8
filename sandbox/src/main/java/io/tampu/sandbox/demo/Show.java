package io.tampu.sandbox.demo;

import io.tampu.sandbox.stage.Home;
import io.tampu.sandbox.stage.Part;
import io.tampu.sandbox.stage.Ports;
import io.tampu.sandbox.stage.Stage;
import io.tampu.sandbox.stage.StageProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The demo from top to bottom: start, fill, renew, tell where to look, watch. */
final class Show {

    static final String PARTNER_KEY = "sandbox_partner_key";
    /** Opens the seller's health page. */
    static final String SELLER_PASSWORD = "sandbox_seller_password";

    private static final String PARTNER = "demo:" + PARTNER_KEY + ":1000000.00";
    static final String TRAVELLER = "traveller@example.com";
    private static final String TRAVELLER_TOKEN = "sandbox_sign_in_link";
    private static final String TRAVELLERS_BALANCE = "25.00";
    /** The first two are for those who play with the partner API. */
    private static final int TRAVELLERS_FIRST = 2;

    private static final int TRAVELLERS_ESIMS = 3;
    /** As the world's operators say it in topup_grace_window_days. */
    private static final String GRACE_DAYS = "180";

    private static final String SAMPLE_CATALOG = "platform/src/main/resources/sample/peru-catalog.json";

    private final Stage stage;
    private final Home home;
    private final Demo.Options options;
    private final Screen screen = new Screen();

    Show(Stage stage, Home home, Demo.Options options) {
        this.stage = stage;
        this.home = home;
        this.options = options;
    }

    /** Says whether the eSIM was renewed. Returns with everything up. */
    boolean play() {
        DemoFile.forget(stage.folder());
        Ports.refuseTaken(options.worldPort(), "--world-port");
        Ports.refuseTaken(options.port(), "--port");
        screen.title("Starting, with data in " + stage.folder());
        var database = CompletableFuture.runAsync(this::startDatabase);
        var world = startWorld();
        var esims = EsimCsv.fetch(world.url(), options.esims(), stage.folder().resolve("esims.csv"));
        esims.sellTo(TRAVELLER, TRAVELLERS_FIRST, TRAVELLERS_ESIMS);
        await(database);
        var platform = startPlatform(esims);
        StripeWebhook.register(world, platform);

        screen.title("Renewing one eSIM through the partner API");
        var renewed = new FirstRenewal(new PartnerApi(platform.url(), PARTNER_KEY), screen).of(esims.first());
        DemoFile.write(stage, world, platform, esims);
        if (!options.once()) {
            tellWhereToLook(world, platform, esims.second());
        }
        return renewed;
    }

    private void startDatabase() {
        var clock = screen.clock();
        var database = stage.startDatabase();
        clock.done("PostgreSQL", "127.0.0.1:" + database.port() + ", fsync and synchronous_commit on");
    }

    private Part startWorld() {
        var clock = screen.clock();
        var world = stage.startWorld(options.worldPort(), "--esims", String.valueOf(options.esims()));
        clock.done("Sandbox world", world.url() + "  the wholesaler and the phones, all pretended");
        return world;
    }

    private Part startPlatform(EsimCsv esims) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("TAMPU_DELIVERY_DEADLINE_SECONDS", String.valueOf(options.deliveryDeadlineSeconds()));
        settings.put("TAMPU_TAX_RULE", "PE-IGV-18");
        settings.put("TAMPU_SELLER_NAME", "Tampu (sample)");
        settings.put("TAMPU_SELLER_TAX_ID", "20000000001");
        settings.put("TAMPU_SELLER_ADDRESS", "Jr. de la Muestra 100, Lima (sample)");
        settings.put("TAMPU_SELLER_EMAIL", "help@tampu.example");
        settings.put("TAMPU_SELLER_PASSWORD", SELLER_PASSWORD);
        settings.put("TAMPU_AIRALO_GRACE_DAYS", GRACE_DAYS);
        settings.put("TAMPU_SEED_CATALOG", home.folder().resolve(SAMPLE_CATALOG).toString());
        settings.put("TAMPU_SEED_ESIMS", esims.file().toString());
        settings.put("TAMPU_SEED_PARTNER", PARTNER);
        settings.put("TAMPU_SEED_CUSTOMER", TRAVELLER + ":" + TRAVELLER_TOKEN + ":" + TRAVELLERS_BALANCE);
        var clock = screen.clock();
        var platform = stage.startPlatform(options.port(), settings);
        clock.done("Platform", platform.url() + "  sample catalogue, eSIMs and a partner with a balance");
        return platform;
    }

    private static void await(CompletableFuture<?> start) {
        try {
            start.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof StageProblem problem ? problem : failed;
        }
    }

    private void tellWhereToLook(Part world, Part platform, EsimCsv.Line another) {
        screen.title("Ready. Ctrl-C stops all of it");
        screen.line("The website      " + platform.url() + "    its API: " + platform.url() + "/openapi.json");
        screen.line("Seller's page    " + platform.url() + "/seller    user seller, password " + SELLER_PASSWORD);
        screen.line("The world        " + world.url() + "    its ledger: " + world.url() + "/world/ledger");
        screen.line("Its payments     " + world.url() + "/world/stripe/payments");
        screen.line("Its mailbox      " + world.url() + "/world/mail");
        screen.line("What runs where  " + stage.folder().resolve(DemoFile.NAME));
        screen.line("Logs             " + stage.folder().resolve("logs"));
        screen.line("");
        screen.line("Be the traveller: this link signs you in, with eSIMs to renew and a balance of "
                + TRAVELLERS_BALANCE + ":");
        screen.line("");
        screen.plain(customerSignIn(platform));
        screen.line("");
        screen.line("Renew another yourself (paste all of it):");
        screen.line("");
        screen.plain(Curl.renewing(platform.url(), PARTNER_KEY, another.iccid()));
        screen.line("Then let its traveller pay by card (a test card, on the page that it prints):");
        screen.line("");
        screen.plain(Curl.payingByCard());
    }

    /** The link that signs the demo's traveller in. */
    static String customerSignIn(Part platform) {
        return platform.url() + "/sign-in/link/" + TRAVELLER_TOKEN;
    }

    /** Waits until a part is gone, which none should be, and tells which. */
    StageProblem awaitDeath() {
        var deaths = new LinkedHashMap<CompletableFuture<?>, String>();
        stage.parts()
                .forEach(part -> deaths.put(part.whenGone(), "The " + part.name() + " died: its log is " + part.log()));
        var database = stage.database();
        deaths.put(database.whenGone(), "PostgreSQL died: its log is " + database.log());
        CompletableFuture.anyOf(deaths.keySet().toArray(new CompletableFuture<?>[0]))
                .join();
        return deaths.entrySet().stream()
                .filter(death -> death.getKey().isDone())
                .map(Map.Entry::getValue)
                .findFirst()
                .map(sentence ->
                        new StageProblem(sentence + ". The rest is stopped; ./tampu demo starts all of it again."))
                .orElseThrow();
    }
}
