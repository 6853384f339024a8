package io.tampu.sandbox.demo;

import java.net.URI;

/** A shell command for the viewer. It asks for the offers itself, so that it works at any time and as often as wanted. */
final class Curl {

    private Curl() {}

    static String renewing(URI site, String key, String iccid) {
        return """
                SITE=%s KEY=%s ICCID=%s
                OFFER=$(curl -s -H "Authorization: Bearer $KEY" $SITE/api/v1/esims/$ICCID/offers | tr '{' '\\n' | sed -n 's/^"id":"\\([^"]*\\)","eligible":true.*/\\1/p' | head -1)
                curl -s $SITE/api/v1/renewals -H "Authorization: Bearer $KEY" -H "Idempotency-Key: $(date +%%s)" -H 'Content-Type: application/json' \\
                  -d "{\\"iccid\\":\\"$ICCID\\",\\"offer\\":\\"$OFFER\\",\\"pay\\":{\\"method\\":\\"balance\\"},\\"reference\\":\\"by-hand-$(date +%%s)\\"}"
                """.formatted(site, key, iccid);
    }

    /** The same, to be paid by card: prints the address of the page. After {@link #renewing}, whose SITE, KEY and ICCID it uses. */
    static String payingByCard() {
        return """
                OFFER=$(curl -s -H "Authorization: Bearer $KEY" $SITE/api/v1/esims/$ICCID/offers | tr '{' '\\n' | sed -n 's/^"id":"\\([^"]*\\)","eligible":true.*/\\1/p' | head -1)
                curl -s $SITE/api/v1/renewals -H "Authorization: Bearer $KEY" -H "Idempotency-Key: card-$(date +%s)" -H 'Content-Type: application/json' \\
                  -d "{\\"iccid\\":\\"$ICCID\\",\\"offer\\":\\"$OFFER\\",\\"pay\\":{\\"method\\":\\"link\\",\\"returnUrl\\":\\"$SITE/health\\"}}" | sed 's/.*"payUrl":"\\([^"]*\\)".*/Pay here: \\1/'
                """;
    }
}
