package io.tampu.bench.kills;

import tools.jackson.databind.json.JsonMapper;

/**
 * One request for a renewal, as it is sent each time.
 *
 * @param key the Idempotency-Key
 * @param reference the partner's own name for it
 */
record Wish(Shop partner, String key, String reference, String iccid, String offer, int waitSeconds) {

    String body() {
        var body = JsonMapper.shared().createObjectNode();
        body.put("iccid", iccid).put("offer", offer).put("reference", reference);
        body.putObject("pay").put("method", "balance");
        return body.toString();
    }

    Wish withKey(String other) {
        return new Wish(partner, other, reference, iccid, offer, waitSeconds);
    }

    Wish withReference(String other) {
        return new Wish(partner, key, other, iccid, offer, waitSeconds);
    }
}
