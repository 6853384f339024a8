package io.tampu.browser.look;

import com.microsoft.playwright.Page;
import io.tampu.browser.Pass;
import java.util.function.Consumer;

/**
 * A page to look at.
 *
 * @param name for the table and for the picture's file
 * @param url without a language
 * @param pass of whoever may see it
 * @param primary a CSS selector of what the page is for, visible and not disabled when the page can be used; where there is nothing to
 *     do, of what it says
 * @param status with which it is answered
 * @param then what is done on it until the page is there that is meant; weight and slowness are those of the page before
 */
public record Sight(String name, String url, Pass pass, String primary, int status, Consumer<Page> then) {

    public Sight(String name, String url, Pass pass, String primary, int status) {
        this(name, url, pass, primary, status, page -> {});
    }

    String in(Tongue tongue) {
        return url + (url.contains("?") ? "&" : "?") + "lang=" + tongue.code();
    }
}
