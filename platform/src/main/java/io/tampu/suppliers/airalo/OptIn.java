package io.tampu.suppliers.airalo;

import io.tampu.suppliers.airalo.Wire.Heard;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.io.JsonStringEncoder;

/** Asks Airalo to send its notifications to us. */
final class OptIn {

    private static final Logger log = LoggerFactory.getLogger(OptIn.class);

    private static final List<String> KINDS = List.of("webhook_low_data", "webhook_credit_limit");

    private final AiraloSettings settings;
    private final Wire wire;

    OptIn(AiraloSettings settings, Wire wire) {
        this.settings = settings;
        this.wire = wire;
    }

    void at(URI address) {
        for (String kind : KINDS) {
            String json = "{\"type\":\"" + kind + "\",\"webhook_url\":\""
                    + new String(JsonStringEncoder.getInstance().quoteAsCharArray(address.toString()))
                    + "\",\"levels\":[50,70,80,90],\"language\":\"en\"}";
            Heard heard = wire.post(
                    Endpoint.NOTIFICATIONS,
                    "",
                    settings.address("notifications/opt-in"),
                    json.getBytes(StandardCharsets.UTF_8),
                    settings.readTimeout());
            switch (heard) {
                case Heard.Said said when said.status() == 200 -> log.info("Airalo will send {} to {}", kind, address);
                case Heard.Said said ->
                    log.warn("Airalo refused {} with {}: {}", kind, said.status(), wire.words(said.body()));
                case Heard.Undone undone -> log.warn("Airalo did not take {}: {}", kind, undone.what());
                case Heard.Silent silent -> log.warn("Airalo said nothing to {}: {}", kind, silent.what());
            }
        }
    }
}
