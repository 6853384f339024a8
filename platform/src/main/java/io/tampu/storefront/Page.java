package io.tampu.storefront;

import io.tampu.language.Language;
import io.tampu.language.Speech;
import io.tampu.language.Texts;
import io.tampu.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What each page has: its reader, their language, and how it is written there. Templates take all their words from here. */
final class Page {

    private static final Texts TEXTS = Texts.of(Page.class);

    private final Visitor visitor;
    private final Shop shop;
    private final Supplier<String> formToken;
    private final Speech speech;

    /**
     * What is the same on all pages.
     *
     * @param name the seller's, at the top of each page
     * @param email where travellers ask the seller for help; may be empty
     */
    record Shop(String name, String email, Assets assets) {}

    /** @param formToken which a form brings back to show that it is ours; asked for only where there is a form */
    Page(Visitor visitor, Shop shop, Supplier<String> formToken) {
        this.visitor = visitor;
        this.shop = shop;
        this.formToken = formToken;
        this.speech = visitor.speech();
    }

    /** A text in the reader's language. */
    String say(String key, Object... facts) {
        return TEXTS.say(visitor.language(), key, facts);
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

    boolean isElsewhere() {
        return !speech.zone().equals(Visitor.LIMA);
    }

    /** The reader's zone in words. */
    String zone() {
        return Zones.name(speech.zone(), visitor.language());
    }

    Language language() {
        return visitor.language();
    }

    List<Language> languages() {
        return List.of(Language.values());
    }

    /** This page in another language. */
    String inLanguage(Language other) {
        String path = visitor.path().replaceAll("([?&])lang=[^&]*&?", "$1").replaceAll("[?&]$", "");
        return path + (path.contains("?") ? "&" : "?") + "lang=" + other.code();
    }

    boolean isSignedIn() {
        return visitor.signedIn().isPresent();
    }

    boolean isAt(String path) {
        return visitor.path().split("\\?", 2)[0].equals(path);
    }

    /** Where this page is, so that its forms come back to it. */
    String path() {
        return visitor.path();
    }

    String token() {
        return formToken.get();
    }

    String seller() {
        return shop.name();
    }

    /** Where to ask the seller for help; may be empty. */
    String sellerEmail() {
        return shop.email();
    }

    String asset(String name) {
        return shop.assets().address(name);
    }
}
