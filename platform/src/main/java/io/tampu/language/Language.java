package io.tampu.language;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A language that is spoken here. */
public enum Language {
    /** English, as travellers write it. */
    EN("en", "en", "English"),
    /** Spanish of Peru. */
    ES("es", "es-PE", "Español"),
    /** Simplified Chinese. */
    ZH("zh", "zh-Hans-CN", "中文");

    private final String code;
    private final Locale locale;
    private final String ownName;

    Language(String code, String tag, String ownName) {
        this.code = code;
        this.locale = Locale.forLanguageTag(tag);
        this.ownName = ownName;
    }

    /** {@code en}, {@code es} or {@code zh}: as it is kept with customers and renewals. */
    public String code() {
        return code;
    }

    public Locale locale() {
        return locale;
    }

    /** For {@code lang} in HTML: {@code en}, {@code es-PE}, {@code zh-Hans}. */
    public String tag() {
        return this == ZH ? "zh-Hans" : locale.toLanguageTag();
    }

    /** As its speakers call it. */
    public String ownName() {
        return ownName;
    }

    /** The language of a code. Empty for any other text. */
    public static Optional<Language> find(String code) {
        for (Language language : values()) {
            if (language.code.equals(code)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /** The language of a code. Throws {@link IllegalArgumentException} for any other text. */
    public static Language of(String code) {
        return find(code)
                .orElseThrow(() -> new IllegalArgumentException("not a language that is spoken here: " + code));
    }

    /** What a browser's {@code Accept-Language} wants most of what is spoken here; English where it wants none of it. */
    public static Language preferred(String acceptLanguage) {
        try {
            List<Locale.LanguageRange> wanted = Locale.LanguageRange.parse(acceptLanguage).stream()
                    .sorted(Comparator.comparingDouble(Locale.LanguageRange::getWeight)
                            .reversed())
                    .toList();
            for (Locale.LanguageRange range : wanted) {
                Optional<Language> spoken = find(range.getRange().split("-", 2)[0]);
                if (spoken.isPresent() && range.getWeight() > 0) {
                    return spoken.get();
                }
            }
            return EN;
        } catch (IllegalArgumentException notAList) {
            return EN;
        }
    }
}
