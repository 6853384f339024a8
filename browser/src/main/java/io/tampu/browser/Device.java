package io.tampu.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A person's browser: an empty profile and as many tabs as wanted. It listens to what Chromium has to say of the pages; what it heard
 * is in {@link #complaints}.
 */
public final class Device implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost");

    private final BrowserContext context;
    private final View view;
    private final List<String> complaints = new ArrayList<>();
    private final Page page;

    Device(Browser browser, View view) {
        this.view = view;
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(view.width(), view.height())
                .setLocale(view.language())
                .setTimezoneId(view.zone())
                .setColorScheme(view.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setForcedColors(view.forcedColors() ? ForcedColors.ACTIVE : ForcedColors.NONE)
                .setReducedMotion(view.stillness() ? ReducedMotion.REDUCE : ReducedMotion.NO_PREFERENCE)
                .setJavaScriptEnabled(view.script()));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.onConsoleMessage(this::hear);
        context.onWebError(error -> complaints.add("script failed: " + error.error()));
        context.onRequest(this::hear);
        if (!view.pictures()) {
            context.route("**/*", route -> {
                if (route.request().resourceType().equals("image")) {
                    route.abort();
                } else {
                    route.resume();
                }
            });
        }
        page = context.newPage();
    }

    private void hear(ConsoleMessage message) {
        // A picture refused on purpose and an icon that no page names are no faults of the page.
        boolean isRefused = !view.pictures() && message.text().contains("net::ERR_FAILED");
        boolean isUnnamedIcon = message.location().contains("/favicon.ico");
        // Whoever goes there looks at the status; a page of trouble is a page.
        boolean isPageOfTrouble = message.text().startsWith("Failed to load resource: the server responded with")
                && message.page() != null
                && message.location().startsWith(message.page().url());
        if (message.type().equals("error") && !isRefused && !isUnnamedIcon && !isPageOfTrouble) {
            complaints.add("console: " + message.text() + " (" + message.location() + ")");
        }
    }

    private void hear(Request request) {
        var url = URI.create(request.url().replace(' ', '+'));
        if (url.getHost() != null && !THIS_MACHINE.contains(url.getHost())) {
            complaints.add("asked another machine: " + request.url());
        }
    }

    public View view() {
        return view;
    }

    /** Under the page at hand, the theme, the forced colours and the stillness become those of the view; nothing else does. */
    public void wish(View wanted) {
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setColorScheme(wanted.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setForcedColors(wanted.forcedColors() ? ForcedColors.ACTIVE : ForcedColors.NONE)
                .setReducedMotion(wanted.stillness() ? ReducedMotion.REDUCE : ReducedMotion.NO_PREFERENCE));
    }

    /** The tab that was there from the beginning. */
    public Page page() {
        return page;
    }

    public Page anotherTab() {
        return context.newPage();
    }

    /** For what no tab can do: being offline, cutting connections. */
    public BrowserContext context() {
        return context;
    }

    public List<Cookie> cookies() {
        return context.cookies();
    }

    /** From now on it is signed in wherever the other is. */
    public Device withCookiesOf(Device other) {
        context.addCookies(other.cookies());
        return this;
    }

    /** As if the session had run out, or the person had cleared the browser's memory. */
    public void forgetCookies() {
        context.clearCookies();
    }

    /** What Chromium found wrong so far: errors in the console, what the content policy refused, requests to other machines. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** The same, and it is let go. */
    public List<String> takeComplaints() {
        var taken = complaints();
        complaints.clear();
        return taken;
    }

    /** From now on it is let in as whoever has this pass, and as nobody else. */
    public Device with(Pass pass) {
        context.clearCookies();
        context.addCookies(pass.cookies());
        context.setExtraHTTPHeaders(pass.headers());
        return this;
    }

    /** The page as whoever has this pass sees it; with its status. */
    public int show(Pass pass, String url) {
        with(pass);
        return page.navigate(url).status();
    }

    /** Where something was to go wrong: what was said of it is let go. */
    public void forgiveComplaints() {
        complaints.clear();
    }

    @Override
    public void close() {
        context.close();
    }
}
