package io.tampu.storefront;

import static io.tampu.language.AskedFor.places;
import static io.tampu.language.AskedFor.sources;
import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.language.Language;
import io.tampu.language.Texts;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the website says: complete in each language, and nothing that is never said. */
class WebsiteTextsTest {

    private static final Texts TEXTS = Texts.of(Reader.class);
    /** A text is asked for by its key, or by the group that it is in. */
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][A-Za-z0-9-]*(?:\\.[A-Za-z0-9_-]+)*\\.?)\"");

    private static final Pattern SAY = Pattern.compile("say\\(\\s*\"([^\"]+)\"");
    private static final Pattern GROUP = Pattern.compile("sayOf\\(\\s*\"([^\"]+)\"");

    @Test
    void eachTextThatAPageAsksForIsThere() {
        assertThat(missing(sources("storefront"), TEXTS.keys())).isEmpty();
        assertThat(missing("page.say(\"no.such.text\") page.sayOf(\"nobody.\", x)", TEXTS.keys()))
                .containsExactly("no.such.text", "nobody.");
    }

    @Test
    void eachTextIsAskedForSomewhere() {
        assertThat(unused(sources("storefront"), TEXTS.keys())).isEmpty();
        assertThat(unused("page.say(\"a.b\") \"group.\"", Set.of("a.b", "group.one", "old.text")))
                .containsExactly("old.text");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void eachLanguageFillsInTheSameFacts(Language language) {
        assertThat(TEXTS.keys()).allSatisfy(key -> {
            var english = places(TEXTS.raw(Language.EN, key));
            assertThat(english).as(key + " in " + language).containsAll(places(TEXTS.raw(language, key)));
            if (!key.startsWith("age.")) {
                assertThat(places(TEXTS.raw(language, key)))
                        .as(key + " in " + language)
                        .isEqualTo(english);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void noTextHasAnApostropheThatWouldSwallowWhatFollows(Language language) {
        assertThat(TEXTS.keys())
                .allSatisfy(key ->
                        assertThat(TEXTS.raw(language, key)).doesNotContain("'").isNotBlank());
    }

    @Test
    void chineseIsChineseAndSpanishIsNotEnglish() {
        Set<String> same = Set.of(
                "esim.unnamed",
                "receipt.esim",
                "receipt.tax",
                "list.comma",
                "preview.total",
                "when.short",
                "when.hour",
                "step.paid.more",
                "plan.in",
                "letter.sentence");
        assertThat(TEXTS.keys().stream().filter(key -> !key.startsWith("frame.language") && !same.contains(key)))
                .allSatisfy(key -> {
                    assertThat(TEXTS.raw(Language.ZH, key))
                            .as(key)
                            .isNotEqualTo(TEXTS.raw(Language.EN, key))
                            .isNotEqualTo(TEXTS.raw(Language.ES, key));
                    assertThat(TEXTS.raw(Language.ES, key)).as(key).isNotEqualTo(TEXTS.raw(Language.EN, key));
                });
    }

    private static Set<String> missing(String sources, Set<String> keys) {
        var missing = new TreeSet<String>();
        SAY.matcher(sources).results().map(found -> found.group(1)).forEach(key -> {
            if (!keys.contains(key) && !key.endsWith(".")) {
                missing.add(key);
            }
        });
        GROUP.matcher(sources).results().map(found -> found.group(1)).forEach(group -> {
            if (keys.stream().noneMatch(key -> key.startsWith(group))) {
                missing.add(group);
            }
        });
        return missing;
    }

    private static Set<String> unused(String sources, Set<String> keys) {
        Set<String> words =
                LITERAL.matcher(sources).results().map(found -> found.group(1)).collect(Collectors.toSet());
        List<String> groups = words.stream().filter(word -> word.endsWith(".")).toList();
        return keys.stream()
                .filter(key -> !words.contains(key) && groups.stream().noneMatch(key::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
