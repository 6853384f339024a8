package io.tampu.partnerapi;

import io.tampu.engine.AddressGuard;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * The address of a receiver, as a partner names it: nothing that could turn us against our own network or somebody else's. The
 * guard looks again at each sending; this is where the partner hears of it.
 */
final class ReceiverUrl {

    private static final int MOST_CHARACTERS = 500;
    private static final int HTTPS = 443;
    /** Below stand the doors of other protocols (mail, remote login), at which nobody should knock through us. */
    private static final int FIRST_FREE_PORT = 1024;

    private ReceiverUrl() {}

    /** The address as it is kept. Throws {@link Refused} with the reason. */
    static String check(String text, AddressGuard guard) {
        URI url = parse(text);
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && guard.allowsLoopback())) {
            throw refused("The address of a receiver begins with https://.");
        }
        if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw refused("The address of a receiver has a host, and neither a user nor a fragment.");
        }
        int port = url.getPort();
        if (port != -1 && port != HTTPS && port < FIRST_FREE_PORT && !guard.allowsLoopback()) {
            throw refused("The port of a receiver is 443, or 1024 and above.");
        }
        try {
            guard.find(host(url));
        } catch (AddressGuard.Refused notPublic) {
            throw refused("The host of a receiver is reached at public addresses only; this one is not.");
        } catch (UnknownHostException unknown) {
            throw refused("The host of this address cannot be found.");
        }
        return url.toASCIIString();
    }

    private static URI parse(String text) {
        try {
            URI url = new URI(text);
            if (text.length() <= MOST_CHARACTERS && text.chars().allMatch(letter -> letter > ' ' && letter < 0x7f)) {
                return url;
            }
        } catch (URISyntaxException notAnAddress) {
            // Said below.
        }
        throw refused("This is no address of 1 to " + MOST_CHARACTERS + " plain characters.");
    }

    private static String host(URI url) {
        String host = String.valueOf(url.getHost());
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static Refused refused(String why) {
        return Refused.because(ProblemCode.URL_REFUSED, why).with("field", "url");
    }
}
