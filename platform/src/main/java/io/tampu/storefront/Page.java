package io.tampu.storefront;

import io.tampu.language.Language;
import java.util.List;
import java.util.function.Supplier;

/** What each page has: its reader, where it is, and what is the same on all. Templates take all their words from here. */
final class Page extends Reader {

    private final Visitor visitor;
    private final Shop shop;
    private final Supplier<String> formToken;

    /**
     * What is the same on all pages.
     *
     * @param name the seller's, at the top of each page
     * @param email where travellers ask the seller for help; may be empty
     */
    record Shop(String name, String email, Assets assets) {}

    /** @param formToken which a form brings back to show that it is ours; asked for only where there is a form */
    Page(Visitor visitor, Shop shop, Supplier<String> formToken) {
        super(visitor.speech());
        this.visitor = visitor;
        this.shop = shop;
        this.formToken = formToken;
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
