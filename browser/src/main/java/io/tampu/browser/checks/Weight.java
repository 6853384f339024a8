package io.tampu.browser.checks;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a page weighs on the wire, as Chromium counts it: status, headers and compressed body of everything that was fetched,
 * redirects included. What comes from the browser's cache weighs nothing.
 *
 * @param firstBytes with an empty cache
 * @param laterBytes the next time
 */
public record Weight(long firstBytes, long laterBytes) {

    /** @param page of a device that has not visited the site; cookies do not matter */
    public static Weight of(Page page, String url) {
        var wire = page.context().newCDPSession(page);
        var counted = new ConcurrentHashMap<String, Long>();
        wire.on("Network.requestWillBeSent", event -> redirected(event, counted));
        wire.on("Network.loadingFinished", event -> finished(event, counted));
        wire.send("Network.enable");
        try {
            return new Weight(visit(page, url, counted), visit(page, url, counted));
        } finally {
            wire.detach();
        }
    }

    private static long visit(Page page, String url, Map<String, Long> counted) {
        counted.clear();
        page.navigate(
                url); // Until everything that the page names is there; a page that goes on asking never comes to rest.
        page.evaluate("() => 0");
        long bytes = counted.values().stream().mapToLong(Long::longValue).sum();
        page.navigate("about:blank");
        return bytes;
    }

    private static void finished(JsonObject event, Map<String, Long> counted) {
        counted.merge(
                event.get("requestId").getAsString(),
                event.get("encodedDataLength").getAsLong(),
                Long::sum);
    }

    private static void redirected(JsonObject event, Map<String, Long> counted) {
        var redirect = event.getAsJsonObject("redirectResponse");
        if (redirect != null) {
            counted.merge(
                    event.get("requestId").getAsString(),
                    redirect.get("encodedDataLength").getAsLong(),
                    Long::sum);
        }
    }

    /** In thousands of bytes, as networks count. */
    public static double kilobytes(long bytes) {
        return Math.round(bytes / 100.0) / 10.0;
    }

    static CDPSession session(Page page) {
        return page.context().newCDPSession(page);
    }
}
