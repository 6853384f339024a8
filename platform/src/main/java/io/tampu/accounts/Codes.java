package io.tampu.accounts;

import io.tampu.engine.Ids;
import io.tampu.engine.Secret;
import io.tampu.messages.Letter;
import io.tampu.messages.Messages;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One-time codes: six digits that are sent to an address, and typed by whoever holds what they were asked for with. All of it
 * happens in the caller's transaction.
 */
final class Codes {

    /** A letter may take minutes through a strict mail server; nobody looks for it longer. */
    static final Duration VALID = Duration.ofMinutes(10);

    /** The cookie of whoever asked lasts so long: the page on which a lapsed code is typed still says where it went. */
    static final Duration KEPT = Duration.ofHours(1);

    /** Enough for two typing errors and an older letter; of a million codes it lets 5 be guessed. */
    static final int MOST_TRIES = 5;

    /** Whoever may type the code: a browser that asked, or a session. */
    record Holder(String text) {

        static Holder of(Secret browser) {
            return new Holder(java.util.HexFormat.of().formatHex(browser.sha256()));
        }

        static Holder of(Session session) {
            return new Holder(Ids.text(session.id()));
        }
    }

    /**
     * A code that is asked for.
     *
     * @param subject what it will be good for. Empty: for nothing; none is sent, and all else is as if it were
     * @param facts of the letter, besides the code
     */
    record Wish(
            Holder holder,
            CodePurpose purpose,
            String address,
            String language,
            Optional<String> subject,
            Map<String, String> facts) {}

    /** What a typed code is. */
    sealed interface Typed {
        record Right(String address, String subject) implements Typed {}

        record Wrong(int triesLeft) implements Typed {}

        record Lapsed() implements Typed {}
    }

    private final CodeStore store;
    private final Messages messages;
    private final Ids ids;
    private final Clock clock;
    private final Secret key;

    Codes(CodeStore store, Messages messages, Ids ids, Clock clock, Secret key) {
        this.store = store;
        this.messages = messages;
        this.ids = ids;
        this.clock = clock;
        this.key = key;
    }

    /** Makes a code, in the place of an older one of the same holder and purpose, and writes the letter. */
    void send(Wish wish) {
        var id = ids.newWithOwnHome();
        // Where nothing is sent, something is kept that nobody can type.
        Secret code = wish.subject().isPresent() ? Secret.digits(TypedCode.DIGITS) : Secret.token();
        store.put(new CodeStore.Code(
                wish.holder().text(),
                wish.purpose(),
                id,
                hash(wish.holder(), wish.purpose(), code),
                wish.address(),
                wish.subject(),
                clock.instant(),
                0));
        if (wish.subject().isPresent()) {
            var facts = new HashMap<>(wish.facts());
            facts.put("code", code.reveal());
            facts.put("minutes", String.valueOf(VALID.toMinutes()));
            messages.write(new Letter(
                    id, wish.address(), wish.language(), wish.purpose().letter(), facts));
        }
    }

    /** Judges a typed code and counts the try; what can be no code at all is not counted. A right one is used up. */
    Typed check(Holder holder, CodePurpose purpose, String typed) {
        Instant askedAfter = clock.instant().minus(VALID);
        Optional<Secret> code = TypedCode.read(typed);
        Optional<CodeStore.Code> found = code.isPresent()
                ? store.tryOnce(holder.text(), purpose, askedAfter, MOST_TRIES)
                : store.find(holder.text(), purpose, askedAfter, MOST_TRIES);
        if (found.isEmpty()) {
            return new Typed.Lapsed();
        }
        CodeStore.Code open = found.get();
        Optional<String> subject = open.subject();
        if (subject.isPresent()
                && code.filter(one -> isRight(open, holder, one)).isPresent()) {
            store.delete(open);
            return new Typed.Right(open.address(), subject.get());
        }
        int left = MOST_TRIES - open.tries();
        return left > 0 ? new Typed.Wrong(left) : new Typed.Lapsed();
    }

    /** Where the last code of a holder went, also once it is lapsed; for an hour. */
    Optional<String> address(Holder holder, CodePurpose purpose) {
        return store.find(holder.text(), purpose, clock.instant().minus(KEPT), MOST_TRIES + 1)
                .map(CodeStore.Code::address);
    }

    /** Whatever this holder could still type. */
    void forget(Holder holder) {
        store.deleteAll(holder.text());
    }

    private boolean isRight(CodeStore.Code open, Holder holder, Secret typed) {
        return MessageDigest.isEqual(open.hash(), hash(holder, open.purpose(), typed));
    }

    /** Of a million codes each is tried in no time: without the key of the platform the hash tells nothing of the code. */
    private byte[] hash(Holder holder, CodePurpose purpose, Secret code) {
        return key.hmac(purpose + " " + holder.text() + " " + code.reveal());
    }
}
