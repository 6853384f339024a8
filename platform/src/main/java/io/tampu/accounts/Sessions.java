package io.tampu.accounts;

import io.tampu.engine.Database;
import io.tampu.engine.Ids;
import io.tampu.engine.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Who is signed in where. A token is never kept, only its hash. */
final class Sessions {

    /** After the last visit: longer than a visa for Peru, so that the next renewal needs no new code. */
    static final Duration LASTS = Duration.ofDays(90);

    /** A visit is written down once in this time: a page view writes nothing. */
    private static final Duration RENEWED_EVERY = Duration.ofDays(1);

    /** More browsers than anybody has. */
    private static final int MOST_SHOWN = 50;

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final SessionStore store;
    private final Ids ids;
    private final Clock clock;

    Sessions(Database database, Ids ids, Clock clock) {
        this.store = new SessionStore(database);
        this.ids = ids;
        this.clock = clock;
    }

    /** A token as a cookie brought it, if it can be one. */
    static Optional<Secret> token(String text) {
        return TOKEN.matcher(text).matches() ? Optional.of(new Secret(text)) : Optional.empty();
    }

    Optional<Session> find(String text) {
        Instant now = clock.instant();
        var found = token(text).flatMap(token -> store.find(token, now.minus(LASTS)));
        found.filter(session -> !now.isBefore(session.usedAt().plus(RENEWED_EVERY)))
                .ifPresent(session -> store.use(session.id(), session.usedAt(), now));
        return found;
    }

    /** Empty: the customer's address has become another meanwhile. */
    Optional<NewSession> open(Customer customer, boolean isProved, String userAgent) {
        // As the database keeps it, so that what is read equals what was written.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Secret token = Secret.token();
        var session = new Session(
                ids.newBeside(customer.id()),
                customer,
                now,
                now,
                isProved ? Optional.of(now) : Optional.empty(),
                Device.of(userAgent));
        return store.insert(token, session) ? Optional.of(new NewSession(token, session)) : Optional.empty();
    }

    /** The session with its proof; empty: it has ended, or the customer's address is another by now. */
    Optional<Session> prove(Session session, String address) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return store.prove(session.id(), address, now)
                ? Optional.of(new Session(
                        session.id(),
                        session.customer(),
                        session.createdAt(),
                        session.usedAt(),
                        Optional.of(now),
                        session.device()))
                : Optional.empty();
    }

    boolean lock(Session session) {
        return store.lock(session.id());
    }

    List<Session> list(UUID customer) {
        return store.ofCustomer(customer, clock.instant().minus(LASTS), MOST_SHOWN);
    }

    void end(String text) {
        token(text).ifPresent(store::delete);
    }

    int endOthers(Session session) {
        return store.deleteOthers(session.customer().id(), session.id());
    }
}
