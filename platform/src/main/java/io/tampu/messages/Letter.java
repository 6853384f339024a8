package io.tampu.messages;

import io.tampu.language.Language;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What somebody is to be told. Prints without its facts: a code is among them.
 *
 * @param id made by whoever writes it; the same id is the same letter
 * @param to one e-mail address
 * @param language in which it is written: {@code zh}, {@code es} or {@code en}
 * @param facts what its {@link Kind} needs, each there and not blank
 */
public record Letter(UUID id, String to, String language, Kind kind, Map<String, String> facts) {

    /** What a letter is about, and the facts that it needs. */
    public enum Kind {
        /** Somebody wants to sign in with this address. */
        SIGN_IN_CODE("code", "minutes"),
        /** Somebody says that the eSIM bought with this address is theirs; {@code iccid_end}: its last four digits. */
        CLAIM_CODE("code", "minutes", "iccid_end"),
        /** Somebody who is signed in wants something for which they have to show again who they are. */
        PROVE_CODE("code", "minutes"),
        /** Somebody who is signed in wants this to be their address from now on. */
        NEW_ADDRESS_CODE("code", "minutes"),
        /** To the former address: it is {@code new_address} now, given here masked. */
        ADDRESS_CHANGED("new_address"),
        /** A {@code renewal} was delivered. */
        RENEWED("renewal"),
        /** Its money is here, and the network has not answered yet. */
        TAKES_LONGER("renewal"),
        /** It could not be delivered, and its money is still on its way back. */
        MONEY_GOING_BACK("renewal"),
        /** It could not be delivered, and its money is back. */
        MONEY_BACK("renewal"),
        /** It was delivered, and money of it goes back all the same. */
        GIVEN_BACK("renewal");

        private final Set<String> needed;

        Kind(String... needed) {
            this.needed = Set.of(needed);
        }

        /** A code comes and goes: its letter is void after so many {@code minutes}. */
        boolean hasCode() {
            return needed.contains("code");
        }

        /** What it says is known elsewhere, and only when it goes out: another room is asked for its words. */
        boolean isNews() {
            return needed.contains("renewal");
        }
    }

    /** Anything else could end the header that it stands in, or name several people. */
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@\\p{Cntrl},;<>\"]{1,64}@[^\\s@\\p{Cntrl},;<>\"]{3,190}");

    private static final Pattern MINUTES = Pattern.compile("[1-9][0-9]{0,3}");
    private static final int LONGEST_FACT = 200;

    public Letter {
        facts = Map.copyOf(facts);
        if (!ADDRESS.matcher(to).matches()) {
            throw new IllegalArgumentException("not an e-mail address");
        }
        var unused = Language.of(language);
        if (!facts.keySet().equals(kind.needed)) {
            throw new IllegalArgumentException(kind + " needs the facts " + kind.needed + ", not " + facts.keySet());
        }
        for (String fact : facts.values()) {
            if (fact.isBlank() || fact.length() > LONGEST_FACT || fact.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a fact of " + kind + " is blank, too long or not printable");
            }
        }
        if (kind.hasCode()
                && !MINUTES.matcher(facts.getOrDefault("minutes", "")).matches()) {
            throw new IllegalArgumentException("minutes is not a number of minutes: " + facts.get("minutes"));
        }
    }

    /** A fact that its kind needs. Throws {@link IllegalArgumentException} for any other. */
    public String fact(String name) {
        String fact = facts.get(name);
        if (fact == null) {
            throw new IllegalArgumentException(kind + " has no fact " + name);
        }
        return fact;
    }

    @Override
    public String toString() {
        return kind + " " + id;
    }
}
