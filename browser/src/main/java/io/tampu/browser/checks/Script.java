package io.tampu.browser.checks;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question that is asked inside the page, in a file beside this class. No content policy of the page can forbid it. */
final class Script {

    private final String text;

    Script(String name) {
        this(Script.class, name);
    }

    private Script(Class<?> beside, String name) {
        try (var file = beside.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalArgumentException("no script " + name);
            }
            text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** Runs it for what it does. */
    void run(Page page) {
        page.evaluate(text);
    }

    /** The function's answer. */
    @Nullable
    Object ask(Page page) {
        return page.evaluate(text);
    }

    /** The function's answer to one argument. */
    @Nullable
    Object ask(Page page, Object argument) {
        return page.evaluate(text, argument);
    }

    /** The answer of a function that gives sentences. */
    List<String> complaints(Page page) {
        return sentences(ask(page));
    }

    List<String> complaints(Page page, Object argument) {
        return sentences(ask(page, argument));
    }

    private static List<String> sentences(@Nullable Object answer) {
        return answer instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
