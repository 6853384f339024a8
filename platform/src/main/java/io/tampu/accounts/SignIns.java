package io.tampu.accounts;

import io.tampu.engine.Database;
import io.tampu.engine.Ids;
import io.tampu.engine.Secret;
import io.tampu.language.Language;
import io.tampu.messages.Messages;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The third door of accounts: how a traveller shows who they are. One-time codes by letter, and the sessions that follow. A
 * token or a code is told once, to whom it is for; kept are only their hashes (docs/adr/0011).
 */
public final class SignIns implements AutoCloseable {

    /**
     * @param key the platform's own secret; what is made of it here is of no use elsewhere
     */
    public record Parts(Database database, Customers customers, Messages messages, Ids ids, Clock clock, Secret key) {}

    /** Keeps what is made of the platform's secret here apart from all else. Changing it voids the codes of ten minutes. */
    private static final String PURPOSE = "tampu sign-in codes 1";

    private final Database database;
    private final Customers customers;
    private final Limits limits;
    private final Codes codes;
    private final Sessions sessions;
    private final StepUp stepUp;
    private final ForgetOld forgetOld;
    private final Clock clock;

    public SignIns(Parts parts) {
        Secret key = parts.key().derived(PURPOSE);
        database = parts.database();
        customers = parts.customers();
        clock = parts.clock();
        limits = new Limits(database, key);
        codes = new Codes(new CodeStore(database), parts.messages(), parts.ids(), clock, key);
        sessions = new Sessions(database, parts.ids(), clock);
        stepUp = new StepUp(parts, limits, codes, sessions);
        forgetOld = new ForgetOld(database, clock);
    }

    /**
     * Sends a code with which whoever reads letters to this address can sign in, in the browser that asks. Whether there is such
     * a customer makes no difference and is not looked at.
     *
     * @param language of the letter
     * @param from the network address of who asks
     * @param earlier the token of the browser's last question, if it has one: its code is void from now on
     */
    public Asked askToSignIn(String email, Language language, String from, Optional<String> earlier) {
        Optional<String> address = EmailAddress.read(email);
        return address.isEmpty()
                ? new Asked.NotAnAddress()
                : database.inTransaction(() -> askToSignIn(address.get(), language, from, earlier, clock.instant()));
    }

    /** The same, in a browser that has not asked before. */
    public Asked askToSignIn(String email, Language language, String from) {
        return askToSignIn(email, language, from, Optional.empty());
    }

    private Asked askToSignIn(String address, Language language, String from, Optional<String> earlier, Instant now) {
        var counted = new ArrayList<>(Limits.ofNetwork(from));
        counted.addAll(List.of(Limits.ofAddressFrom(address, from), Limits.ofAddress(address), Limits.ofAll()));
        var again = limits.count(counted, now);
        if (again.isPresent()) {
            return new Asked.TooOften(again.get());
        }
        earlier.flatMap(Sessions::token).ifPresent(token -> codes.forget(Codes.Holder.of(token)));
        Secret token = Secret.token();
        codes.send(new Codes.Wish(
                Codes.Holder.of(token), CodePurpose.SIGN_IN, address, language.code(), Optional.of(address), Map.of()));
        return new Asked.Sent(token);
    }

    /** To which address the last code of this token was sent, for the page on which it is typed. Empty: none, or long ago. */
    public Optional<String> askedFor(String token) {
        return Sessions.token(token).flatMap(browser -> codes.address(Codes.Holder.of(browser), CodePurpose.SIGN_IN));
    }

    /**
     * Signs the traveller in if the code is the one that was sent for this token; makes the customer where there is none yet.
     * Opening their balance is up to the caller.
     *
     * @param token as {@link Asked.Sent} gave it
     * @param typed the code, as it was typed
     * @param currency of a new customer
     * @param language of a new customer
     * @param userAgent what the browser says that it is
     */
    public SignInAnswer signIn(String token, String typed, String currency, Language language, String userAgent) {
        return Sessions.token(token)
                .map(browser -> database.inTransaction(() -> switch (codes.check(
                        Codes.Holder.of(browser), CodePurpose.SIGN_IN, typed)) {
                    case Codes.Typed.Right right ->
                        sessions.open(customers.add(right.address(), currency, language.code()), true, userAgent)
                                .<SignInAnswer>map(SignInAnswer.In::new)
                                .orElseGet(SignInAnswer.Lapsed::new);
                    case Codes.Typed.Wrong wrong -> new SignInAnswer.WrongCode(wrong.triesLeft());
                    case Codes.Typed.Lapsed _ -> new SignInAnswer.Lapsed();
                }))
                .orElseGet(SignInAnswer.Lapsed::new);
    }

    /** A session without a code, for whoever has shown in another way who they are. It proves nothing: {@link Session#isProved}. */
    public NewSession openFor(Customer customer, String userAgent) {
        return sessions.open(customer, false, userAgent)
                .orElseThrow(() -> new IllegalArgumentException("not a customer: " + customer.id()));
    }

    /** Who bears this token, with their customer. One statement by key, and once a day a write. Empty: nobody, or no longer. */
    public Optional<Session> session(String token) {
        return sessions.find(token);
    }

    /** Signs out. Safe to repeat. */
    public void end(String token) {
        sessions.end(token);
    }

    /** Signs the customer out everywhere else. How many sessions that were. */
    public int endOthers(Session session) {
        return sessions.endOthers(session);
    }

    /** Where the customer is signed in, the last used first. */
    public List<Session> list(UUID customer) {
        return sessions.list(customer);
    }

    /** Sends a code to the customer's address, to show that who sits there now reads it. */
    public CodeAsked askToProve(Session session, String from) {
        return stepUp.askToProve(session, from);
    }

    /** Right: the session, proved for ten minutes. */
    public CodeAnswer<Session> prove(Session session, String typed) {
        return stepUp.prove(session, typed);
    }

    /**
     * Sends a code to an address that the customer wants to have from now on. Needs a proof ({@link CodeAsked.ProveFirst}). The
     * address of another customer gets no code, and no code will be right; the answer is the same.
     */
    public CodeAsked askNewAddress(Session session, String email, String from) {
        return stepUp.askNewAddress(session, email, from);
    }

    /** Right: the customer with the new address. All other sessions have ended, and the old address is told. */
    public CodeAnswer<Customer> changeAddress(Session session, String typed) {
        return stepUp.changeAddress(session, typed);
    }

    /**
     * What somebody says is theirs.
     *
     * @param id of the eSIM
     * @param iccidEnd its last four digits, for the letter
     * @param boughtWith the address that may say so; a code goes to no other
     */
    public record Claimed(UUID id, String iccidEnd, String boughtWith) {}

    /**
     * Sends a code to the address with which something was bought, if there is such a thing; the answer is the same if not.
     *
     * @param email the address, as it was typed
     * @param found what was bought with this address and is nobody's yet; empty: nothing is sent
     */
    public CodeAsked askToClaim(Session session, String email, Optional<Claimed> found, String from) {
        return stepUp.askToClaim(session, email, found, from);
    }

    /** Right: the id of what is the customer's; the caller writes that down. */
    public CodeAnswer<UUID> claim(Session session, String typed) {
        return stepUp.claim(session, typed);
    }

    /** Begins to remove what has lapsed. */
    public void start() {
        forgetOld.start();
    }

    /** Removes what has lapsed, once. */
    void forgetOld() {
        forgetOld.run();
    }

    @Override
    public void close() {
        forgetOld.close();
    }
}
