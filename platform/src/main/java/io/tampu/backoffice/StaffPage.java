package io.tampu.backoffice;

import io.tampu.language.Language;
import io.tampu.language.Speech;
import io.tampu.language.Texts;
import jakarta.servlet.http.HttpServletRequest;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** The words of a page for staff, in the reader's language, and where it leads. Hours are Lima's, as in the seller's books. */
final class StaffPage {

    private static final Texts TEXTS = Texts.of(StaffPage.class);
    private static final ZoneId LIMA = ZoneId.of("America/Lima");
    private static final int HOURS_BEFORE_DAYS = 48;
    private static final int HOUR_MINUTES = 60;

    private final Language language;
    private final HealthPage.Look look;
    private final Speech speech;

    StaffPage(Language language, HealthPage.Look look) {
        this.language = language;
        this.look = look;
        this.speech = new Speech(language, LIMA);
    }

    /** What the address says, else what the browser wants. */
    static Language language(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter("lang"))
                .flatMap(Language::find)
                .orElseGet(() -> Language.preferred(Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE))
                        .orElse("")));
    }

    String say(String key, Object... facts) {
        return TEXTS.say(language, key, facts);
    }

    /** One of several texts, by a word that is known only now: {@code sayOf("level.", "FINE")}. */
    String sayOf(String group, String word, Object... facts) {
        return say(group + word, facts);
    }

    /** {@code 1,204}, or {@code 10,000+} where nobody counted further. */
    String count(Figure figure) {
        return number(figure.count()) + (figure.isMore() ? "+" : "");
    }

    String number(long count) {
        return NumberFormat.getInstance(language.locale()).format(count);
    }

    /** How long ago: "under a minute", "14 minutes". */
    String age(Instant then, Instant now) {
        Duration age = then.isBefore(now) ? Duration.between(then, now) : Duration.ZERO;
        if (age.toMinutes() < HOUR_MINUTES) {
            return say("age.minutes", age.toMinutes());
        }
        return age.toHours() < HOURS_BEFORE_DAYS ? say("age.hours", age.toHours()) : say("age.days", age.toDays());
    }

    /** A moment in Lima. */
    String at(Instant moment) {
        return say("at", speech.shortDay(moment), speech.exactTime(moment));
    }

    Language language() {
        return language;
    }

    List<Language> languages() {
        return List.of(Language.values());
    }

    /** This page, anew, in a language. */
    String inLanguage(Language wanted) {
        return "/seller?lang=" + wanted.code();
    }

    HealthPage.Look look() {
        return look;
    }
}
