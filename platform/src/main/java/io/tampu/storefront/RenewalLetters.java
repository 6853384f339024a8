package io.tampu.storefront;

import io.tampu.accounts.Customer;
import io.tampu.accounts.Customers;
import io.tampu.engine.Ids;
import io.tampu.language.Language;
import io.tampu.language.Speech;
import io.tampu.messages.Letter;
import io.tampu.messages.Messages;
import io.tampu.messages.News;
import io.tampu.messages.TellNews;
import io.tampu.renewals.Follower;
import io.tampu.renewals.Renewal;
import io.tampu.renewals.RenewalId;
import io.tampu.renewals.RenewalState;
import io.tampu.renewals.Renewals;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells travellers by letter what became of their renewal, whoever has closed the page: written down in the transaction that makes
 * it so, worded by what the renewal's page says at the moment when the letter goes out, and sent to where they are written to then. A partner's travellers are the partner's to
 * tell.
 */
public final class RenewalLetters implements Follower, TellNews {

    private static final Logger LOG = LoggerFactory.getLogger(RenewalLetters.class);

    /** Most silences are over by then, and nobody is told of them. */
    private static final Duration SILENCE_WORTH_A_LETTER = Duration.ofMinutes(3);
    /** A refund is done within seconds as a rule; who would be told twice in a minute is told once. */
    private static final Duration REFUND_WORTH_A_LETTER = Duration.ofMinutes(10);

    private static final Map<RenewalState, Letter.Kind> LETTERS = Map.of(
            RenewalState.RENEWED, Letter.Kind.RENEWED,
            RenewalState.IN_DOUBT, Letter.Kind.TAKES_LONGER,
            RenewalState.REFUNDING, Letter.Kind.MONEY_GOING_BACK,
            RenewalState.REFUNDED, Letter.Kind.MONEY_BACK);

    /** What it needs of the house. */
    public record Parts(Renewals renewals, Customers customers, Messages messages, Ids ids, Clock clock) {}

    private final Parts parts;
    private final String sellerEmail;
    private final Optional<URI> publicUrl;

    /**
     * @param sellerEmail where travellers ask for help; may be empty
     * @param publicUrl of the website; empty: letters have no link
     */
    public RenewalLetters(Parts parts, String sellerEmail, Optional<URI> publicUrl) {
        this.parts = parts;
        this.sellerEmail = sellerEmail;
        this.publicUrl = publicUrl;
    }

    @Override
    public void moved(List<Renewal> moved) {
        write(moved, renewal -> Optional.ofNullable(LETTERS.get(renewal.state())));
    }

    @Override
    public void givenBack(Renewal renewal) {
        write(List.of(renewal), given -> Optional.of(Letter.Kind.GIVEN_BACK));
    }

    private void write(List<Renewal> renewals, Function<Renewal, Optional<Letter.Kind>> about) {
        Set<UUID> buyers = renewals.stream()
                .filter(renewal -> about.apply(renewal).isPresent())
                .map(renewal -> renewal.terms().buyer())
                .collect(Collectors.toSet());
        Map<UUID, Customer> customers = parts.customers().byIds(buyers);
        for (Renewal renewal : renewals) {
            Optional.ofNullable(customers.get(renewal.terms().buyer()))
                    .ifPresent(customer -> about.apply(renewal).ifPresent(kind -> write(kind, renewal, customer)));
        }
    }

    private void write(Letter.Kind kind, Renewal renewal, Customer customer) {
        try {
            var letter = new Letter(
                    parts.ids().newBeside(renewal.id().value()),
                    customer.email(),
                    customer.language(),
                    kind,
                    Map.of("renewal", renewal.id().toString()));
            parts.messages().write(letter, wait(kind));
        } catch (IllegalArgumentException unwritable) {
            // An address that our letters cannot bear must not undo a delivery.
            LOG.error("ALARM letter-not-written: {} of renewal {}: {}", kind, renewal.id(), unwritable.getMessage());
        }
    }

    private static Duration wait(Letter.Kind kind) {
        return switch (kind) {
            case TAKES_LONGER -> SILENCE_WORTH_A_LETTER;
            case MONEY_GOING_BACK -> REFUND_WORTH_A_LETTER;
            default -> Duration.ZERO;
        };
    }

    @Override
    public Optional<News> news(Letter letter) {
        Renewal renewal = parts.renewals()
                .forStaff(new RenewalId(Ids.parse(letter.fact("renewal"))))
                .orElseThrow();
        if (!isStillTrue(letter.kind(), renewal)) {
            return Optional.empty();
        }
        return parts.customers()
                .byId(renewal.terms().buyer())
                .flatMap(customer -> news(letter.kind(), customer, renewal));
    }

    private static boolean isStillTrue(Letter.Kind kind, Renewal renewal) {
        return kind == Letter.Kind.GIVEN_BACK
                || Optional.ofNullable(LETTERS.get(renewal.state())).equals(Optional.of(kind));
    }

    private Optional<News> news(Letter.Kind kind, Customer customer, Renewal renewal) {
        var reader = new Reader(new Speech(Language.of(customer.language()), customer.zone()));
        var timeline = new Timeline(
                reader,
                renewal,
                parts.renewals().money(renewal),
                Optional.empty(),
                false,
                Optional.empty(),
                Within.of(parts.renewals()),
                false,
                parts.clock().instant());
        if (kind == Letter.Kind.RENEWED && timeline.isGivenBack()) {
            return Optional.empty();
        }
        String plan = kind == Letter.Kind.RENEWED ? timeline.given() : timeline.plan();
        boolean hasReceipt = kind == Letter.Kind.RENEWED || kind == Letter.Kind.GIVEN_BACK;
        return Optional.of(new News(
                customer.email(),
                customer.language(),
                reader.sayOf("letter.subject.", kind.name(), timeline.tail(), plan, timeline.total()),
                said(kind, reader, timeline, plan),
                publicUrl.map(url -> new News.Link(
                        reader.say(hasReceipt ? "letter.link.receipt" : "letter.link.story"),
                        url.resolve(Addresses.renewal(renewal.id())).toString())),
                sellerEmail.isEmpty() ? List.of() : List.of(reader.say("letter.help", sellerEmail))));
    }

    private static List<String> said(Letter.Kind kind, Reader reader, Timeline timeline, String plan) {
        var said = new ArrayList<String>();
        if (kind == Letter.Kind.RENEWED) {
            said.add(timeline.end()
                    .map(end -> reader.say("letter.online", timeline.headline(), end))
                    .orElseGet(() -> reader.say("letter.sentence", timeline.headline())));
        }
        said.add(reader.sayOf("letter.said.", kind.name(), timeline.tail(), plan, timeline.total(), timeline.means()));
        switch (kind) {
            case TAKES_LONGER -> {
                said.add(reader.say("step.network.silent.more"));
                timeline.deadline().ifPresent(deadline -> said.add(reader.say("letter.safe", deadline)));
            }
            case MONEY_GOING_BACK, MONEY_BACK -> {
                said.add(timeline.whyNot());
                said.addAll(timeline.returned());
            }
            case GIVEN_BACK -> said.addAll(timeline.returns());
            default -> {}
        }
        return said;
    }
}
