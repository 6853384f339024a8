package io.tampu.browser.checks;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.WaitUntilState;

/** 400 kbit/s and 400 ms from a question to its answer: a phone in the Andes, as Chromium throttles it. */
public final class SlowNetwork {

    private static final int LATENCY_MILLIS = 400;
    private static final int BYTES_PER_SECOND = 400_000 / 8;

    private static final int PATIENCE_MILLIS = 10_000;

    private static final Script PAINTED = new Script("painted.js");

    private SlowNetwork() {}

    /**
     * Seconds from asking for the page until it can be used: its document is read, something is painted, and what it is for can be
     * pressed.
     *
     * @param page of a device whose cache is not looked into; it is slow no more when this is known
     * @param primary a CSS selector of what the page is for
     */
    public static double secondsUntilUsable(Page page, String url, String primary) {
        var wire = throttle(page);
        try {
            Weight.cache(wire, false);
            return secondsUntilUsableNow(page, url, primary);
        } finally {
            wire.detach();
        }
    }

    private static double secondsUntilUsableNow(Page page, String url, String primary) {
        long begun = System.nanoTime();
        page.navigate(url, new Page.NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
        PAINTED.run(page);
        try {
            page.waitForFunction(
                    "primary => { const it = document.querySelector(primary); return it && it.checkVisibility() && !it.disabled; }",
                    primary,
                    new Page.WaitForFunctionOptions().setTimeout(PATIENCE_MILLIS));
        } catch (TimeoutError never) {
            return PATIENCE_MILLIS / 1e3; // Far more than any page may take.
        }
        return Math.round((System.nanoTime() - begun) / 1e7) / 100.0;
    }

    /** From now on, for this tab, until the session is detached. */
    static CDPSession throttle(Page page) {
        var wire = Weight.session(page);
        wire.send("Network.enable");
        var conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", LATENCY_MILLIS);
        conditions.addProperty("downloadThroughput", BYTES_PER_SECOND);
        conditions.addProperty("uploadThroughput", BYTES_PER_SECOND);
        wire.send("Network.emulateNetworkConditions", conditions);
        return wire;
    }
}
