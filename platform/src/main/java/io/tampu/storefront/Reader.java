package io.tampu.storefront;

import io.tampu.language.Language;
import io.tampu.language.Speech;
import io.tampu.language.Texts;
import io.tampu.money.Money;
import java.time.Instant;

/** Somebody who reads what the website says, on a page or in a letter: their language, and how figures are written for them. */
class Reader {

    private static final Texts TEXTS = Texts.of(Reader.class);

    private final Speech speech;

    Reader(Speech speech) {
        this.speech = speech;
    }

    /** A text in the reader's language. */
    String say(String key, Object... facts) {
        return TEXTS.say(language(), key, facts);
    }

    /** One of several texts, by a word that is known only now: {@code sayOf("state.", "RENEWED")}. */
    String sayOf(String group, String word, Object... facts) {
        return say(group + word, facts);
    }

    /** The same, or the text of another word where there is none for this one. */
    String sayOfOr(String group, String word, String otherwise) {
        return say(TEXTS.keys().contains(group + word) ? group + word : group + otherwise);
    }

    Speech speech() {
        return speech;
    }

    Language language() {
        return speech.language();
    }

    /** The same moment in Lima, where the eSIM is. */
    Speech lima() {
        return speech.in(Visitor.LIMA);
    }

    String money(Money money) {
        return speech.money(money.amountMinor(), money.currency());
    }

    /** Since when a figure is true: "just now", "14 minutes ago". */
    String age(Instant then, Instant now) {
        long minutes = Math.max(0, now.getEpochSecond() - then.getEpochSecond()) / 60;
        if (minutes < 60) {
            return say("age.minutes", minutes);
        }
        return minutes < 60 * 48 ? say("age.hours", minutes / 60) : say("age.days", minutes / (60 * 24));
    }

    /** A moment, in the reader's zone and, where that is another, in Lima's. */
    String moment(Instant at) {
        return speech.differsFrom(Visitor.LIMA, at)
                ? say("when.both", speech.day(at), speech.time(at), zone(), lima().day(at), lima().time(at))
                : say("when.lima", speech.day(at), speech.time(at));
    }

    /** A day and hour in Lima, for tables. */
    String inLima(Instant at) {
        return say("when.short", lima().shortDay(at), lima().time(at));
    }

    /** A day and hour where the reader is, for tables. */
    String here(Instant at) {
        return say("when.short", speech.shortDay(at), speech.time(at));
    }

    /** An hour of today, with the place where it is so late: a letter may be read elsewhere. */
    String hour(Instant at) {
        return say("when.hour", speech.time(at), zone());
    }

    boolean isElsewhere() {
        return !speech.zone().equals(Visitor.LIMA);
    }

    /** The reader's zone in words. */
    String zone() {
        return Zones.name(speech.zone(), language());
    }
}
