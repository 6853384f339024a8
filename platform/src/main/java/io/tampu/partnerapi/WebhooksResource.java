package io.tampu.partnerapi;

import static io.tampu.partnerapi.PartnerKeyFilter.partner;

import io.tampu.engine.Ids;
import io.tampu.engine.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A partner's webhooks: where events are sent, with which secret they are signed, and sending them again. */
@RestController
public class WebhooksResource {

    private static final String PATH = "/api/v1/webhooks";
    private final Webhooks webhooks;

    public WebhooksResource(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    record All(List<WebhookView> webhooks) {}

    /** What came of a test. */
    record Tested(
            boolean delivered,
            @Nullable Integer status,
            @Nullable String problem) {}

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> register(HttpServletRequest request) throws IOException {
        UUID partner = partner(request).id();
        String url = WebhookBody.url(request);
        WebhookView.WithSecret made = webhooks.register(partner, url).orElseThrow(() -> whyNot(partner, url));
        return ResponseEntity.status(201)
                .header("Location", PATH + "/" + made.id())
                .contentType(MediaType.APPLICATION_JSON)
                .body(Json.write(made));
    }

    @GetMapping(PATH)
    ResponseEntity<String> list(HttpServletRequest request) {
        return json(new All(webhooks.of(partner(request).id())));
    }

    @GetMapping(PATH + "/{id}")
    ResponseEntity<String> one(@PathVariable String id, HttpServletRequest request) {
        return json(found(id, request, webhooks::find));
    }

    @DeleteMapping(PATH + "/{id}")
    ResponseEntity<Void> delete(@PathVariable String id, HttpServletRequest request) {
        found(id, request, (partner, webhook) -> Optional.of(webhook).filter(it -> webhooks.delete(partner, it)));
        return ResponseEntity.noContent().build();
    }

    @PostMapping(PATH + "/{id}/secret")
    ResponseEntity<String> roll(@PathVariable String id, HttpServletRequest request) {
        return json(found(id, request, webhooks::roll));
    }

    @PostMapping(path = PATH + "/{id}/replay", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> replay(@PathVariable String id, HttpServletRequest request) throws IOException {
        var after = WebhookBody.after(request);
        return json(found(id, request, (partner, webhook) -> webhooks.replay(partner, webhook, after)));
    }

    @PostMapping(PATH + "/{id}/test")
    ResponseEntity<String> test(@PathVariable String id, HttpServletRequest request) {
        SendEvents.Sent sent = found(id, request, webhooks::test);
        return json(new Tested(
                sent.taken(),
                sent.status().isPresent() ? sent.status().getAsInt() : null,
                sent.problem().orElse(null)));
    }

    /** What is asked for, of this partner's webhook with this id. */
    private static <T> T found(String id, HttpServletRequest request, BiFunction<UUID, UUID, Optional<T>> ask) {
        return idOf(id).flatMap(known -> ask.apply(partner(request).id(), known))
                .orElseThrow(() -> Refused.because(ProblemCode.WEBHOOK_NOT_FOUND, "You have no webhook with this id."));
    }

    private Refused whyNot(UUID partner, String url) {
        return webhooks.of(partner).stream()
                .filter(known -> known.url().equals(url))
                .findFirst()
                .map(known -> Refused.because(
                                ProblemCode.WEBHOOK_EXISTS,
                                "This address is registered already. Roll its secret if you do not have it.")
                        .with("webhook", PATH + "/" + known.id()))
                .orElseGet(() -> Refused.because(
                        ProblemCode.TOO_MANY_WEBHOOKS,
                        "There are five webhooks at most: delete one that is not used."));
    }

    private static Optional<UUID> idOf(String text) {
        try {
            return Optional.of(Ids.parse(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private static ResponseEntity<String> json(Object view) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(Json.write(view));
    }
}
