package io.tampu.bench.kills;

import tools.jackson.databind.json.JsonMapper;

/**
 * One request for a renewal, as it is sent each time.
 *
 * @param key the Idempotency-Key
 * @param reference the partner's own name for it
 * @param byLink paid by card, on the provider's page; else from the balance
 */
record Wish(Shop partner, String key, String reference, String iccid, String offer, boolean byLink, int waitSeconds) {

    static final String LINK = "{\"method\":\"link\",\"returnUrl\":\"https://partner.invalid/\"}";

    String body() {
        var body = JsonMapper.shared().createObjectNode();
        body.put("iccid", iccid).put("offer", offer).put("reference", reference);
        body.set(
                "pay",
                byLink
                        ? JsonMapper.shared().readTree(LINK)
                        : JsonMapper.shared().createObjectNode().put("method", "balance"));
        return body.toString();
    }

    Wish withKey(String other) {
        return new Wish(partner, other, reference, iccid, offer, byLink, waitSeconds);
    }

    Wish withReference(String other) {
        return new Wish(partner, key, other, iccid, offer, byLink, waitSeconds);
    }
}
