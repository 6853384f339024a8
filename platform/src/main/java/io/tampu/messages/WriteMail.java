package io.tampu.messages;

import io.tampu.language.Language;
import io.tampu.language.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says a letter in its reader's words: greeting, what there is to say, the code or the link, and who writes. */
final class WriteMail {

    private static final Texts TEXTS = Texts.of(WriteMail.class);

    private WriteMail() {}

    /** What is said, in order; what comes after the code is the same for those who see none. */
    private record Words(
            String subject,
            List<String> said,
            Optional<String> code,
            Optional<News.Link> link,
            List<String> afterwards) {}

    /** @param seller in whose name it is written: with them its reader has the account */
    static Mail of(Letter letter, String seller) {
        return mail(
                letter.id(),
                letter.to(),
                words(letter, Language.of(letter.language()), seller),
                letter.language(),
                seller);
    }

    /** A letter whose words another room has found. */
    static Mail of(Letter letter, News news, String seller) {
        return mail(
                letter.id(),
                news.to(),
                new Words(news.subject(), news.said(), Optional.empty(), news.link(), news.afterwards()),
                news.language(),
                seller);
    }

    private static Mail mail(UUID id, String to, Words words, String code, String seller) {
        Language language = Language.of(code);
        return new Mail(id, to, code, words.subject(), text(words, language, seller), html(words, language, seller));
    }

    private static Words words(Letter letter, Language language, String seller) {
        String about = letter.kind().name().toLowerCase(Locale.ROOT);
        return switch (letter.kind()) {
            case SIGN_IN_CODE, CLAIM_CODE, PROVE_CODE, NEW_ADDRESS_CODE -> {
                String code = Code.inGroups(letter.fact("code"));
                String end = letter.facts().getOrDefault("iccid_end", "");
                String valid = TEXTS.say(language, "valid", Integer.valueOf(letter.fact("minutes")));
                yield new Words(
                        TEXTS.say(language, about + ".subject", seller, code, end),
                        List.of(TEXTS.say(language, about + ".said", seller, end)),
                        Optional.of(code),
                        Optional.empty(),
                        List.of(valid, TEXTS.say(language, about + ".not_you")));
            }
            case ADDRESS_CHANGED ->
                new Words(
                        TEXTS.say(language, about + ".subject", seller),
                        List.of(TEXTS.say(language, about + ".said", seller, letter.fact("new_address"))),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(TEXTS.say(language, about + ".not_you")));
            case RENEWED, TAKES_LONGER, MONEY_GOING_BACK, MONEY_BACK, GIVEN_BACK ->
                throw new IllegalArgumentException("the words of " + letter + " are another room's");
        };
    }

    private static String text(Words words, Language language, String seller) {
        return Stream.of(
                        Stream.of(hello(language)),
                        words.said().stream(),
                        words.code().stream().map(code -> "    " + code),
                        words.link().stream().map(link -> link.words() + "\n" + link.address()),
                        words.afterwards().stream(),
                        Stream.of(seller))
                .flatMap(part -> part)
                .collect(Collectors.joining("\n\n", "", "\n"));
    }

    /** No colours and no pictures: each mail program has its own light and dark, and shows this as it is. */
    private static String html(Words words, Language language, String seller) {
        String body = Stream.of(
                        Stream.of(paragraph(hello(language))),
                        words.said().stream().map(WriteMail::paragraph),
                        words.code().stream().map(code -> "<h1>" + escaped(code) + "</h1>\n"),
                        words.link().stream().map(WriteMail::link),
                        words.afterwards().stream().map(WriteMail::paragraph),
                        Stream.of(paragraph(seller)))
                .flatMap(part -> part)
                .collect(Collectors.joining());
        return """
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
                <meta name="color-scheme" content="light dark"><title>%s</title>
                <style>
                :root { color-scheme: light dark }
                body { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 0 auto; padding: 1rem }
                h1 { font-size: 2.25rem; letter-spacing: .06em; white-space: nowrap }
                </style></head><body>
                %s</body></html>
                """.formatted(language.tag(), escaped(words.subject()), body);
    }

    private static String hello(Language language) {
        return TEXTS.say(language, "hello");
    }

    private static String link(News.Link link) {
        return "<p><a href=\"" + escaped(link.address()) + "\">" + escaped(link.words()) + "</a></p>\n";
    }

    private static String paragraph(String text) {
        return "<p>" + escaped(text) + "</p>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
