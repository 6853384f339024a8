package io.tampu.sandbox.stripe;

import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.store.Line;
import io.tampu.sandbox.stripe.Ask.Reply;
import io.tampu.sandbox.stripe.Thing.Endpoint;
import io.tampu.sandbox.web.Json;
import io.tampu.sandbox.web.Router;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code /v1/webhook_endpoints}: where events are brought, and the secrets they are signed with. */
final class Hooks {

    private static final int MOST = 16;

    private final Journal journal;
    private final Vault vault;
    private final Shapes shapes;

    Hooks(Journal journal, Vault vault, Shapes shapes) {
        this.journal = journal;
        this.vault = vault;
        this.shapes = shapes;
        journal.on("stripe-endpoint", this::applyMade);
        journal.on("stripe-endpoint-changed", this::applyChanged);
        journal.on(
                "stripe-endpoint-gone",
                line -> vault.replace(
                        vault.endpoints, vault.get(Endpoint.class, line.text(0)).gone()));
        journal.on(
                "stripe-endpoint-rolled",
                line -> vault.replace(
                        vault.endpoints, vault.get(Endpoint.class, line.text(0)).rolled(line.text(1), line.number(2))));
    }

    void addRoutes(Router router, Gate gate, String at) {
        var hooks = at + "webhook_endpoints";
        router.on("POST", hooks, gate.writing(this::create));
        router.on("GET", hooks, gate.reading(this::list));
        router.on("GET", hooks + "/*", gate.reading(ask -> new Reply.One(endpoint(ask))));
        router.on("POST", hooks + "/*", gate.writing(this::update));
        router.on("DELETE", hooks + "/*", gate.writing(this::delete));
    }

    private Endpoint endpoint(Ask ask) {
        return vault.find(Endpoint.class, ask.part(0))
                .filter(each -> !each.deleted())
                .orElseThrow(() -> Problem.noSuch("webhook endpoint", ask.part(0), "webhook_endpoint", true));
    }

    private Reply create(Ask ask) {
        var params = ask.params();
        var url = params.needText("url");
        if (!SessionEndpoints.isUrl(url)) {
            throw Problem.invalid(
                    "url_invalid", "Invalid URL: An explicit scheme (such as https) must be provided.", "url");
        }
        var types = params.texts("enabled_events");
        if (types.isEmpty()) {
            throw Problem.missing("enabled_events");
        }
        if (alive().size() >= MOST) {
            throw Problem.invalid(null, "You have reached the maximum of 16 test webhook endpoints.", null);
        }
        var made = make(
                ask.moment().at(),
                url,
                types,
                Ids.of("whsec_", vault.endpoints.next()),
                params.text("description").orElse(""),
                params.metadata("metadata"));
        return new Reply.Plain(shapes.account().endpoint(made, true));
    }

    /** Only inside a change. */
    Endpoint make(
            long at, String url, List<String> types, String secret, String description, Map<String, String> metadata) {
        journal.note("stripe-endpoint", at, url, String.join(",", types), secret, description, json(metadata));
        return vault.endpoints.at(vault.endpoints.size() - 1);
    }

    private static String json(Map<String, String> metadata) {
        return new String(Json.write(metadata), StandardCharsets.UTF_8);
    }

    private void applyMade(Line line) {
        vault.add(
                vault.endpoints,
                n -> new Endpoint(
                        n,
                        Ids.of("we_1", vault.endpoints.next()),
                        line.number(0),
                        line.text(1),
                        List.of(line.text(2).split(",", -1)),
                        line.text(3),
                        "",
                        0,
                        true,
                        false,
                        line.text(4),
                        Checkout.metadata(line.text(5))));
    }

    private Reply update(Ask ask) {
        var endpoint = endpoint(ask);
        var params = ask.params();
        var types = params.texts("enabled_events");
        boolean enabled = params.has("disabled") ? !params.yes("disabled") : endpoint.enabled();
        var metadata = params.metadata("metadata");
        change(
                endpoint,
                params.text("url").orElse(endpoint.url()),
                types.isEmpty() ? endpoint.types() : types,
                enabled,
                params.text("description").orElse(endpoint.description()),
                metadata.isEmpty() ? endpoint.metadata() : metadata);
        return new Reply.One(endpoint(ask));
    }

    private void change(
            Endpoint endpoint,
            String url,
            List<String> types,
            boolean enabled,
            String description,
            Map<String, String> metadata) {
        journal.note(
                "stripe-endpoint-changed",
                endpoint.id(),
                url,
                String.join(",", types),
                enabled,
                description,
                json(metadata));
    }

    private void applyChanged(Line line) {
        vault.replace(
                vault.endpoints,
                vault.get(Endpoint.class, line.text(0))
                        .now(
                                line.text(1),
                                List.of(line.text(2).split(",", -1)),
                                Boolean.parseBoolean(line.text(3)),
                                line.text(4),
                                Checkout.metadata(line.text(5))));
    }

    private Reply delete(Ask ask) {
        var endpoint = endpoint(ask);
        journal.note("stripe-endpoint-gone", endpoint.id());
        return new Reply.Plain(shapes.account().endpoint(vault.get(Endpoint.class, endpoint.id()), false));
    }

    private Reply list(Ask ask) {
        return Paging.page("/v1/webhook_endpoints", alive(), ask.params(), each -> true);
    }

    private List<Endpoint> alive() {
        return vault.endpoints.all().stream().filter(each -> !each.deleted()).toList();
    }

    /** The one endpoint that the desk sets: all events, the constant secret. Only inside a change. */
    Endpoint set(long at, String url, List<String> types) {
        for (var each : alive()) {
            if (each.secret().equals(Stripe.WEBHOOK_SECRET) || each.oldSecret().equals(Stripe.WEBHOOK_SECRET)) {
                change(each, url, types, true, each.description(), each.metadata());
                return vault.get(Endpoint.class, each.id());
            }
        }
        return make(at, url, types, Stripe.WEBHOOK_SECRET, "set at the world's desk", Map.of());
    }

    /** From now on signed with a new secret, and until then with the old one too. Only inside a change. */
    Endpoint roll(Endpoint endpoint, String secret, long until) {
        journal.note("stripe-endpoint-rolled", endpoint.id(), secret, until);
        return vault.get(Endpoint.class, endpoint.id());
    }
}
