package io.tampu.backoffice;

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

/** What staff's pages say: each text is asked for, and each that is asked for is there, in all languages alike. */
class StaffTextsTest {

    private static final Texts TEXTS = Texts.of(StaffPage.class);
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][A-Za-z0-9.-]*)\"");
    private static final Pattern SAID = Pattern.compile("say\\(\\s*\"([^\"]+)\"");
    private static final Pattern FIGURE = Pattern.compile("Figure\\.(fine|zero|young|youngToWatch)\\(\\s*\"([^\"]+)\"");

    @Test
    void eachTextIsAskedForAndEachThatIsAskedForIsThere() {
        String sources = sources("backoffice");
        Set<String> words =
                LITERAL.matcher(sources).results().map(found -> found.group(1)).collect(Collectors.toSet());

        assertThat(SAID.matcher(sources).results().map(found -> found.group(1)))
                .filteredOn(key -> !key.endsWith("."))
                .allSatisfy(key -> assertThat(TEXTS.keys()).contains(key));
        assertThat(TEXTS.keys())
                .allSatisfy(key -> assertThat(words).containsAnyOf(key, key.substring(0, key.lastIndexOf('.') + 1)));
    }

    @Test
    void eachFigureHasANameAndWhatToDoIfItCanBeTrouble() {
        Set<String> wanted = new TreeSet<>();
        FIGURE.matcher(sources("backoffice")).results().forEach(found -> {
            wanted.add("figure." + found.group(2));
            if (!found.group(1).equals("fine")) {
                wanted.add("do." + found.group(2));
            }
        });

        assertThat(wanted).hasSizeGreaterThan(20);
        assertThat(TEXTS.keys()).containsAll(wanted);
        assertThat(TEXTS.keys())
                .filteredOn(key -> key.startsWith("do."))
                .allSatisfy(key -> assertThat(wanted).contains(key));
    }

    @Test
    void eachLanguageFillsInTheSameFactsAndIsItself() {
        assertThat(TEXTS.keys()).allSatisfy(key -> {
            String english = TEXTS.raw(Language.EN, key);
            for (Language other : List.of(Language.ES, Language.ZH)) {
                assertThat(places(TEXTS.raw(other, key)))
                        .as(key + " in " + other)
                        .isEqualTo(places(english));
                assertThat(TEXTS.raw(other, key)).doesNotContain("'");
                if (!key.equals("at")) {
                    assertThat(TEXTS.raw(other, key)).as(key).isNotEqualTo(english);
                }
            }
        });
    }
}
