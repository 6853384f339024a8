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

    /** @param page of a device that may have been there before: the first visit takes nothing from its cache */
    public static Weight of(Page page, String url) {
        var wire = page.context().newCDPSession(page);
        var counted = new ConcurrentHashMap<String, Long>();
        wire.on("Network.requestWillBeSent", event -> redirected(event, counted));
        wire.on("Network.loadingFinished", event -> finished(event, counted));
        wire.send("Network.enable");
        try {
            long first = visit(page, url, counted, wire, false);
            return new Weight(first, visit(page, url, counted, wire, true));
        } finally {
            wire.detach();
        }
    }

    private static long visit(Page page, String url, Map<String, Long> counted, CDPSession wire, boolean isCached) {
        cache(wire, isCached);
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

    /** Whether anything is taken from the browser's cache; what comes is kept there in any case. */
    static void cache(CDPSession wire, boolean isUsed) {
        var asked = new JsonObject();
        asked.addProperty("cacheDisabled", !isUsed);
        wire.send("Network.setCacheDisabled", asked);
    }

    static CDPSession session(Page page) {
        return page.context().newCDPSession(page);
    }
}
