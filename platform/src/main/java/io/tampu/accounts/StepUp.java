package io.tampu.accounts;

import io.tampu.engine.Database;
import io.tampu.engine.Ids;
import io.tampu.messages.Letter;
import io.tampu.messages.Messages;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;

/** What needs a code although somebody is signed in: proving again who sits there, another address, an eSIM bought with another one. */
final class StepUp {

    private final Database database;
    private final Customers customers;
    private final Messages messages;
    private final Limits limits;
    private final Codes codes;
    private final Sessions sessions;
    private final Ids ids;
    private final Clock clock;

    StepUp(SignIns.Parts parts, Limits limits, Codes codes, Sessions sessions) {
        this.database = parts.database();
        this.customers = parts.customers();
        this.messages = parts.messages();
        this.ids = parts.ids();
        this.clock = parts.clock();
        this.limits = limits;
        this.codes = codes;
        this.sessions = sessions;
    }

    CodeAsked askToProve(Session session, String from) {
        String address = session.customer().email();
        return ask(session, CodePurpose.PROVE, address, from, () -> Optional.of(address), Map.of());
    }

    CodeAnswer<Session> prove(Session session, String typed) {
        return database.inTransaction(() -> answer(
                codes.check(Codes.Holder.of(session), CodePurpose.PROVE, typed),
                right -> sessions.prove(session, right.address())));
    }

    CodeAsked askNewAddress(Session session, String email, String from) {
        if (!session.isProved(clock.instant())) {
            return new CodeAsked.ProveFirst();
        }
        UUID customer = session.customer().id();
        return EmailAddress.read(email)
                .map(address -> ask(
                        session,
                        CodePurpose.NEW_ADDRESS,
                        address,
                        from,
                        () -> customers
                                        .byEmail(address)
                                        .filter(other -> !other.id().equals(customer))
                                        .isPresent()
                                ? Optional.empty()
                                : Optional.of(address),
                        Map.of()))
                .orElseGet(CodeAsked.NotAnAddress::new);
    }

    CodeAnswer<Customer> changeAddress(Session session, String typed) {
        try {
            return database.inTransaction(() -> answer(
                    codes.check(Codes.Holder.of(session), CodePurpose.NEW_ADDRESS, typed),
                    right -> changeTo(right.address(), session)));
        } catch (DuplicateKeyException somebodyElseHasItMeanwhile) {
            return new CodeAnswer.Lapsed<>();
        }
    }

    private Optional<Customer> changeTo(String address, Session session) {
        // The customer first: of two changes at once the second finds that the first has ended its session.
        Customer before = customers.lock(session.customer().id());
        if (!sessions.lock(session)) {
            return Optional.empty();
        }
        Customer after = customers.setEmail(before.id(), address);
        sessions.endOthers(session);
        messages.write(new Letter(
                ids.newBeside(before.id()),
                before.email(),
                before.language(),
                Letter.Kind.ADDRESS_CHANGED,
                Map.of("new_address", EmailAddress.masked(address))));
        return Optional.of(after);
    }

    CodeAsked askToClaim(Session session, String email, Optional<SignIns.Claimed> found, String from) {
        return EmailAddress.read(email)
                .map(address -> {
                    // Two rooms read what was typed: the letter must not go where only one of them sees the buyer.
                    var buyers = found.filter(claimed -> claimed.boughtWith().equals(address));
                    return ask(
                            session,
                            CodePurpose.CLAIM,
                            address,
                            from,
                            () -> buyers.map(claimed -> claimed.id().toString()),
                            buyers.map(claimed -> Map.of("iccid_end", claimed.iccidEnd()))
                                    .orElse(Map.of()));
                })
                .orElseGet(CodeAsked.NotAnAddress::new);
    }

    CodeAnswer<UUID> claim(Session session, String typed) {
        return database.inTransaction(() -> answer(
                codes.check(Codes.Holder.of(session), CodePurpose.CLAIM, typed),
                right -> Optional.of(UUID.fromString(right.subject()))));
    }

    /** @param subject looked for only once the limits allow it */
    private CodeAsked ask(
            Session session,
            CodePurpose purpose,
            String address,
            String from,
            Supplier<Optional<String>> subject,
            Map<String, String> facts) {
        Instant now = clock.instant();
        Customer customer = session.customer();
        var counted = new ArrayList<>(Limits.ofNetwork(from));
        counted.add(new Limits.Counted(Limit.CUSTOMER, customer.id().toString()));
        counted.add(Limits.ofAddressFrom(address, from));
        // Strangers who use up the customer's address must not keep the customer from proving it.
        if (purpose != CodePurpose.PROVE) {
            counted.add(Limits.ofAddress(address));
        }
        counted.add(Limits.ofAll());
        return database.inTransaction(() -> {
            Optional<Instant> again = limits.count(counted, now);
            if (again.isPresent()) {
                return new CodeAsked.TooOften(again.get());
            }
            codes.send(new Codes.Wish(
                    Codes.Holder.of(session), purpose, address, customer.language(), subject.get(), facts));
            return new CodeAsked.Sent();
        });
    }

    private interface Act<T> {
        /** Empty: it cannot be done any more. */
        Optional<T> by(Codes.Typed.Right right);
    }

    private static <T> CodeAnswer<T> answer(Codes.Typed typed, Act<T> act) {
        return switch (typed) {
            case Codes.Typed.Right right ->
                act.by(right).<CodeAnswer<T>>map(CodeAnswer.Right::new).orElseGet(CodeAnswer.Lapsed::new);
            case Codes.Typed.Wrong wrong -> new CodeAnswer.WrongCode<>(wrong.triesLeft());
            case Codes.Typed.Lapsed _ -> new CodeAnswer.Lapsed<>();
        };
    }
}
