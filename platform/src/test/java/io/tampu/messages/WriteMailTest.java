package io.tampu.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WriteMailTest {

    private static final String SELLER = "Example Travel";
    private static final UUID ID = new UUID(1, 2);

    private static Letter letter(String language, Letter.Kind kind) {
        Map<String, String> facts =
                switch (kind) {
                    case SIGN_IN_CODE, PROVE_CODE, NEW_ADDRESS_CODE -> Map.of("code", "483920", "minutes", "10");
                    case CLAIM_CODE -> Map.of("code", "483920", "minutes", "10", "iccid_end", "4321");
                    case ADDRESS_CHANGED -> Map.of("new_address", "m•••@mail.example");
                    case RENEWED, TAKES_LONGER, MONEY_GOING_BACK, MONEY_BACK, GIVEN_BACK -> Map.of("renewal", "01");
                };
        return new Letter(ID, "ana@mail.example", language, kind, facts);
    }

    @Test
    void aCodeIsToBeReadInTheSubjectAndInBothParts() {
        Mail mail = WriteMail.of(letter("en", Letter.Kind.SIGN_IN_CODE), SELLER);

        assertThat(mail.subject()).isEqualTo("483 920 is your Example Travel code");
        assertThat(mail.text()).isEqualTo("""
                Hello,

                Somebody asked to sign in to Example Travel with this address. If that was you, type this code on the page where you asked for it:

                    483 920

                The code is valid for 10 minutes and can be used once.

                If it was not you, there is nothing to do: without this code nobody gets in. Do not pass it on. We will never ask you for it.

                Example Travel
                """);
        assertThat(mail.html()).contains("<h1>483 920</h1>", "lang=\"en\"", "10 minutes");
    }

    @ParameterizedTest
    @CsvSource({
        "es, 483 920 es tu código para la eSIM que termina en 4321, es-PE",
        "zh, 483 920 是尾号 4321 的 eSIM 的验证码, zh-Hans"
    })
    void itIsWrittenInTheReadersLanguage(String language, String subject, String tag) {
        Mail mail = WriteMail.of(letter(language, Letter.Kind.CLAIM_CODE), SELLER);

        assertThat(mail.subject()).isEqualTo(subject);
        assertThat(mail.html()).contains("lang=\"" + tag + "\"");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.MATCH_ANY,
            names = {".*_CODE", "ADDRESS_CHANGED"})
    void everyLetterCanBeWrittenInEveryLanguageAndLeavesNothingOpen(Letter.Kind kind) {
        for (String language : new String[] {"en", "es", "zh"}) {
            Mail mail = WriteMail.of(letter(language, kind), SELLER);

            assertThat(mail.subject()).isNotBlank().doesNotContain("{");
            assertThat(mail.text()).doesNotContain("{", "'").contains(SELLER);
            assertThat(mail.subject() + mail.text() + mail.html()).doesNotContain("Tampu");
            assertThat(mail.text().contains("10")).isEqualTo(kind.hasCode());
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.MATCH_ANY,
            names = {".*_CODE", "ADDRESS_CHANGED"})
    void chineseIsWrittenWithItsOwnMarks(Letter.Kind kind) {
        assertThat(WriteMail.of(letter("zh", kind), SELLER).text()).doesNotContain(",", ":", ";");
    }

    @Test
    void oneMinuteIsSaidAsOne() {
        var letter = new Letter(
                ID, "ana@mail.example", "es", Letter.Kind.PROVE_CODE, Map.of("code", "483920", "minutes", "1"));

        assertThat(WriteMail.of(letter, SELLER).text()).contains("vale por un minuto y");
    }

    @Test
    void whatSomebodyElseWroteIsNoHtml() {
        var letter = new Letter(
                ID, "ana@mail.example", "en", Letter.Kind.ADDRESS_CHANGED, Map.of("new_address", "<b>x@mail.example"));

        assertThat(WriteMail.of(letter, SELLER).html()).contains("&lt;b&gt;x@").doesNotContain("<b>");
    }

    @Test
    void theSellersNameIsTakenAsItIsWritten() {
        Mail mail = WriteMail.of(letter("en", Letter.Kind.SIGN_IN_CODE), "Ana’s {1} & 'Sons'");

        assertThat(mail.subject()).isEqualTo("483 920 is your Ana’s {1} & 'Sons' code");
        assertThat(mail.text()).endsWith("\n\nAna’s {1} & 'Sons'\n");
        assertThat(mail.html()).contains("<p>Ana’s {1} &amp; 'Sons'</p>");
    }

    @Test
    void newsIsSaidInParagraphsWithALinkThatCannotBeBrokenOutOf() {
        var news = new News(
                "new@mail.example",
                "es",
                "Renewed",
                List.of("One & two.", "Three."),
                Optional.of(new News.Link("See <it>", "https://shop.example/renewals/01?a=\"b\"&c")),
                List.of("Bye."));

        Mail mail = WriteMail.of(letter("en", Letter.Kind.RENEWED), news, SELLER);

        assertThat(mail.to()).isEqualTo("new@mail.example");
        assertThat(mail.subject()).isEqualTo("Renewed");
        assertThat(mail.text()).isEqualTo("""
                Hola:

                One & two.

                Three.

                See <it>
                https://shop.example/renewals/01?a="b"&c

                Bye.

                Example Travel
                """);
        assertThat(mail.html())
                .contains("<p>One &amp; two.</p>")
                .contains("<a href=\"https://shop.example/renewals/01?a=&quot;b&quot;&amp;c\">See &lt;it&gt;</a>");
    }

    @Test
    void aLetterThatCouldNotBeWrittenIsRefusedAtOnce() {
        var facts = Map.of("code", "483920", "minutes", "10");

        assertThatThrownBy(
                        () -> new Letter(ID, "a@b.example\r\nBcc: x@y.example", "en", Letter.Kind.SIGN_IN_CODE, facts))
                .hasMessage("not an e-mail address");
        assertThatThrownBy(() -> new Letter(ID, "a@b.example, x@y.example", "en", Letter.Kind.SIGN_IN_CODE, facts))
                .hasMessage("not an e-mail address");
        assertThatThrownBy(() -> new Letter(ID, "a@b.example", "qu", Letter.Kind.SIGN_IN_CODE, facts))
                .hasMessageContaining("not a language");
        assertThatThrownBy(() -> new Letter(ID, "a@b.example", "en", Letter.Kind.CLAIM_CODE, facts))
                .hasMessageContaining("CLAIM_CODE needs the facts");
        assertThat(letter("en", Letter.Kind.SIGN_IN_CODE).toString()).doesNotContain("483920");
    }
}
