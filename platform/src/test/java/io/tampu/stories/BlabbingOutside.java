package io.tampu.stories;

import io.tampu.engine.Json;
import io.tampu.engine.TestDatabase;
import io.tampu.sandbox.stripe.Stripe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A platform as a process at the most talkative level of its log, with an outside that repeats whatever it is told. */
final class BlabbingOutside implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String DEMO_TOKEN = "demo-token-of-this-story";
    private static final String SELLER_PASSWORD = "seller-password-of-this-story";
    private static final String WEBHOOK_SECRETS = Stripe.WEBHOOK_SECRET + ",whsec_of_before_this_story";

    private final Path folder;
    private final Told told;
    private final Programs programs;
    private final TestDatabase database = TestDatabase.fresh();
    private final BlabbingMail mail = new BlabbingMail();
    private final BlabbingStripe stripe;
    private final String world;
    private final Process platform;
    private final int port;

    /**
     * @param owners addresses with which eSIMs were bought, one each
     * @param demo the address of the demo's traveller
     */
    BlabbingOutside(Path folder, Told told, List<String> owners, String demo) throws IOException, InterruptedException {
        this.folder = folder;
        this.told = told;
        programs = new Programs(folder);
        int worldPort = Programs.freePort();
        world = "http://127.0.0.1:" + worldPort;
        stripe = new BlabbingStripe(world + Stripe.PREFIX, Stripe.SECRET_KEY);
        programs.startWorld(worldPort);
        Map<String, String> environment = environment(demo);
        programs.run(
                "import",
                environment,
                "io.tampu.Tampu",
                "import-esims",
                esims(owners).toString());
        platform = programs.start("platform", environment, "io.tampu.Tampu", "serve");
        port = programs.portOf("platform");
        tellWorld("/world/stripe/webhook", Map.of("url", url() + "/notifications/stripe"));
    }

    private Map<String, String> environment(String demo) throws IOException {
        String mailUser = told.secret("the mail user", "mail-user-of-this-story");
        String mailPassword = told.secret("the mail password", "mail-password-of-this-story");
        told.secret("the mail login", base64("\0" + mailUser + "\0" + mailPassword));
        told.secret("the webhook secret", Stripe.WEBHOOK_SECRET);
        told.secret("the former webhook secret", "whsec_of_before_this_story");
        told.secret("the seller's login", sellersLogin());
        Path catalog = Files.writeString(folder.resolve("catalog.json"), resource("/sample/peru-catalog.json"));
        var all = new HashMap<String, String>();
        all.put("TAMPU_LOG_LEVEL", "DEBUG");
        all.put("TAMPU_OUTSIDE", "sandbox");
        all.put("TAMPU_PORT", "0");
        all.put("TAMPU_DB_URL", database.url());
        all.put("TAMPU_DB_USER", "postgres");
        all.put("TAMPU_DB_PASSWORD", told.secret("the database password", "database-password-of-this-story"));
        all.put("TAMPU_OFFER_SECRET", told.secret("the offer secret", "offer-secret-of-this-story-0123456789"));
        all.put("TAMPU_SELLER_PASSWORD", told.secret("the seller's password", SELLER_PASSWORD));
        all.put("TAMPU_SEED_CATALOG", catalog.toString());
        all.put("TAMPU_SEED_CUSTOMER", demo + ":" + told.secret("the demo's token", DEMO_TOKEN) + ":5.00");
        all.put("TAMPU_AIRALO_URL", world + "/airalo");
        all.put("TAMPU_AIRALO_CLIENT_ID", "sandbox_airalo_client");
        all.put("TAMPU_AIRALO_CLIENT_SECRET", told.secret("Airalo's client secret", "sandbox_airalo_secret"));
        all.put("TAMPU_STRIPE_URL", stripe.url());
        all.put("TAMPU_STRIPE_PAGES", world);
        all.put("TAMPU_STRIPE_SECRET_KEY", told.secret("Stripe's key", "sk_test_of_this_story"));
        all.put("TAMPU_STRIPE_WEBHOOK_SECRETS", WEBHOOK_SECRETS);
        all.put("TAMPU_SMTP_URL", "smtp://" + mailUser + ":" + mailPassword + "@127.0.0.1:" + mail.port());
        all.put("TAMPU_SMTP_TLS", "off");
        all.put("TAMPU_MAIL_FROM", "Tampu <renew@tampu.example>");
        return all;
    }

    private Path esims(List<String> owners) throws IOException, InterruptedException {
        var lines = get(world + "/world/esims.csv?from=0&count=" + owners.size())
                .body()
                .lines()
                .toList();
        int iccid = List.of(lines.getFirst().split(",")).indexOf("iccid");
        var csv = new StringBuilder("iccid,supplier,customer_email\n");
        for (int i = 0; i < owners.size(); i++) {
            csv.append(lines.get(i + 1).split(",")[iccid])
                    .append(",airalo,")
                    .append(owners.get(i))
                    .append('\n');
        }
        return Files.writeString(folder.resolve("esims.csv"), csv);
    }

    /** The eSIM of the last owner. */
    String lastEsim() throws IOException {
        return Files.readAllLines(folder.resolve("esims.csv")).getLast().split(",")[0];
    }

    BlabbingMail mail() {
        return mail;
    }

    BlabbingStripe stripe() {
        return stripe;
    }

    /** Where the outside is, payers' pages among it. */
    String world() {
        return world;
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    static String demoToken() {
        return DEMO_TOKEN;
    }

    static String webhookSecrets() {
        return WEBHOOK_SECRETS;
    }

    /** As HTTP Basic writes it. */
    static String sellersLogin() {
        return base64("seller:" + SELLER_PASSWORD);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    void tellWorld(String path, Map<String, Object> what) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(world + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(what)));
        var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
    }

    /** Chooses something on the provider's page. */
    void choose(String page, String choices) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(page))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(choices));
        CLIENT.send(request.build(), HttpResponse.BodyHandlers.discarding());
    }

    static HttpResponse<String> get(String url, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    void awaitLine(String line) throws IOException, InterruptedException {
        programs.awaitLine("platform", line);
    }

    /** All that the platform printed in its life, which ends. */
    String lastWords() throws IOException, InterruptedException {
        Programs.stop(platform);
        return programs.printed("import") + programs.printed("platform");
    }

    /** The first column of what a query finds, in lines. */
    String text(String sql) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            var text = new StringBuilder();
            while (found.next()) {
                text.append(found.getString(1)).append('\n');
            }
            return text.toString().strip();
        } catch (SQLException problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** How often somebody may ask for a letter is not what is looked at. */
    void forgetLimits() {
        text("with gone as (delete from accounts_limit returning 1) select count(*)::text from gone");
    }

    /** All rows of all tables. */
    String rows() {
        return text("select tablename from pg_tables where schemaname = 'public'")
                .lines()
                .map(table -> text("select t::text from " + table + " t"))
                .collect(Collectors.joining("\n"));
    }

    private static String resource(String name) throws IOException {
        try (var in = BlabbingOutside.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        programs.close();
        stripe.close();
        mail.close();
        database.close();
    }
}
