package io.tampu.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.engine.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run at the most talkative level of the log, as processes, and not one secret in all that they print. */
class SecretsStory {

    private static final Map<String, String> SECRETS = Map.of(
            "the partner's key", "sandbox_partner_key_of_this_test",
            "the offer secret", "offer-secret-of-this-test-0123456789",
            "the seller's password", "seller-password-of-this-test",
            "the database password", "password-of-this-test",
            "Airalo's client secret", "sandbox_airalo_secret",
            "a wrong key", "wrong-key-of-this-test");

    @TempDir
    private Path folder;

    @Test
    void noSecretIsEverPrinted() throws IOException, InterruptedException {
        int worldPort = Programs.freePort();
        Path catalog = Files.writeString(folder.resolve("catalog.json"), resource("/sample/peru-catalog.json"));
        Path esims = Files.writeString(folder.resolve("esims.csv"), "iccid,supplier\n" + anEsim() + ",airalo\n");
        try (var database = TestDatabase.fresh();
                var programs = new Programs(folder)) {
            Process world = programs.startWorld(worldPort);
            Process platform = programs.start(
                    "platform", environment(database, worldPort, catalog, esims), "io.tampu.Tampu", "serve");
            int port = programs.portOf("platform");
            var partner = new PartnerProgram(port, secret("the partner's key"));

            String offer = partner.offer(anEsim());
            var renewed = partner.renew("secrets-1", PartnerProgram.body(anEsim(), offer), "Prefer", "wait=20");
            var refused = new PartnerProgram(port, secret("a wrong key")).get("/api/v1/balance");
            Programs.stop(platform);
            Programs.stop(world);

            assertThat(renewed.text("/state")).isEqualTo("RENEWED");
            assertThat(refused.status()).isEqualTo(401);
            String printed = programs.printed("platform");
            assertThat(printed).contains("DEBUG");
            SECRETS.forEach((what, secret) ->
                    assertThat(printed.contains(secret)).as(what).isFalse());
            assertThat(printed.contains(offer))
                    .as("an offer, which is as good as money on a balance")
                    .isFalse();
            assertThat(printed).doesNotContain("\"access_token\"").doesNotContainPattern("Bearer [A-Za-z0-9._-]{10,}");
        }
    }

    private static Map<String, String> environment(TestDatabase database, int worldPort, Path catalog, Path esims) {
        var all = new HashMap<String, String>();
        all.put("TAMPU_LOG_LEVEL", "DEBUG");
        all.put("TAMPU_OUTSIDE", "sandbox");
        all.put("TAMPU_PORT", "0");
        all.put("TAMPU_DB_URL", database.url());
        all.put("TAMPU_DB_USER", "postgres");
        all.put("TAMPU_DB_PASSWORD", secret("the database password"));
        all.put("TAMPU_OFFER_SECRET", secret("the offer secret"));
        all.put("TAMPU_SELLER_PASSWORD", secret("the seller's password"));
        all.put("TAMPU_AIRALO_URL", "http://127.0.0.1:" + worldPort + "/airalo");
        all.put("TAMPU_AIRALO_CLIENT_ID", "sandbox_airalo_client");
        all.put("TAMPU_AIRALO_CLIENT_SECRET", secret("Airalo's client secret"));
        all.put("TAMPU_PUBLIC_URL", "https://renew.example.com");
        all.put("TAMPU_SEED_CATALOG", catalog.toString());
        all.put("TAMPU_SEED_ESIMS", esims.toString());
        all.put("TAMPU_SEED_PARTNER", "secretive:" + secret("the partner's key") + ":100.00");
        return all;
    }

    /** One of the eSIMs of a new world. */
    private static String anEsim() {
        return "8910300000000000017";
    }

    private static String secret(String what) {
        return Objects.requireNonNull(SECRETS.get(what));
    }

    private static String resource(String name) throws IOException {
        try (var in = SecretsStory.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
