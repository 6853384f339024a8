package io.tampu.browser.look;

import com.microsoft.playwright.options.Cookie;
import java.util.List;

/**
 * A page to look at.
 *
 * @param name for the table and for the picture's file
 * @param url without a language
 * @param cookies of whoever may see it; none for strangers
 * @param primary a CSS selector of what the page is for, visible and not disabled when the page can be used
 * @param status with which it is answered
 */
public record Sight(String name, String url, List<Cookie> cookies, String primary, int status) {

    String in(Tongue tongue) {
        return url + (url.contains("?") ? "&" : "?") + "lang=" + tongue.code();
    }
}
