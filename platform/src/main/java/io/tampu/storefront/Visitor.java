package io.tampu.storefront;

import io.tampu.language.Language;
import io.tampu.language.Speech;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Who looks at a page.
 *
 * @param signedIn empty for somebody whom we do not know
 * @param path of the page, with its query, for links back to it
 * @param from the network address that the request came from, for limits
 */
record Visitor(Optional<SignedIn> signedIn, Language language, String path, String from, boolean isLive) {

    static final ZoneId LIMA = ZoneId.of("America/Lima");

    /** How figures are written for them. */
    Speech speech() {
        return new Speech(language, signedIn.map(SignedIn::zone).orElse(LIMA));
    }
}
