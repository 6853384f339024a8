package io.tampu.partnerapi;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A webhook as its partner sees it. */
record WebhookView(
        String id,
        String url,
        State state,
        Instant createdAt,
        @Nullable Instant formerSecretUntil,
        @Nullable Instant failingSince,
        @Nullable String lastProblem,
        long waiting,
        long givenUp) {

    enum State {
        ACTIVE,
        /** At the last try nothing was taken. */
        FAILING
    }

    /** A new one, or one with a new secret: the only answers in which a secret stands. */
    record WithSecret(
            String id,
            String url,
            String secret,
            Instant createdAt,
            State state,
            @Nullable Instant formerSecretUntil) {}

    static WebhookView of(Webhook webhook, Instant now) {
        boolean well = !webhook.isFailing() && webhook.waiting() == 0;
        Optional<String> problem = well ? Optional.empty() : webhook.lastProblem();
        return new WebhookView(
                webhook.text(),
                webhook.url(),
                state(webhook),
                webhook.createdAt(),
                WebhookSecrets.formerUntil(webhook, now).orElse(null),
                webhook.failingSince().orElse(null),
                problem.orElse(null),
                webhook.waiting(),
                webhook.givenUp());
    }

    static WithSecret withSecret(Webhook webhook, WebhookSecrets secrets, Instant now) {
        return new WithSecret(
                webhook.text(),
                webhook.url(),
                secrets.newest(webhook).reveal(),
                webhook.createdAt(),
                state(webhook),
                WebhookSecrets.formerUntil(webhook, now).orElse(null));
    }

    private static State state(Webhook webhook) {
        return webhook.isFailing() ? State.FAILING : State.ACTIVE;
    }
}
