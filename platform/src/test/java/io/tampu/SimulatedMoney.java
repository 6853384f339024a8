package io.tampu;

import io.tampu.accounts.Partner;
import io.tampu.checkout.Hint;
import io.tampu.engine.CrashingSource.Crash;
import io.tampu.money.Money;
import io.tampu.payments.BillUnreadable;
import io.tampu.payments.FickleProvider;
import io.tampu.payments.Heard;
import io.tampu.renewals.Pay;
import io.tampu.renewals.PayAnswer;
import io.tampu.renewals.RenewalId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.transaction.CannotCreateTransactionException;

/** What a simulation does with money from outside: other means, top-ups of balances, and what the provider tells. */
final class SimulatedMoney {

    /** A renewal that is to be paid by link. */
    private record Link(UUID buyer, RenewalId renewal) {}

    private final Random chance;
    private final FickleProvider provider;
    private final Consumer<String> seen;
    private final List<Link> links = new ArrayList<>();
    private final List<UUID> topUps = new ArrayList<>();

    SimulatedMoney(Random chance, Clock clock, long seed, Consumer<String> seen) {
        this.chance = chance;
        this.provider = new FickleProvider(clock, seed);
        this.seen = seen;
    }

    FickleProvider provider() {
        return provider;
    }

    synchronized void awaits(UUID buyer, RenewalId renewal) {
        var link = new Link(buyer, renewal);
        if (!links.contains(link)) {
            links.add(link);
        }
    }

    boolean hasLinks() {
        return !links.isEmpty();
    }

    /** The payer of a renewal wants another page, or to pay from the balance. */
    String payOtherwise(House house) {
        Link link = newLink();
        Pay pay = chance.nextBoolean() ? new Pay.FromBalance() : Shop.LINK;
        return pay(house, link, pay);
    }

    /** The newest are those that are still to be paid. */
    private Link newLink() {
        return links.get(links.size() - 1 - chance.nextInt(Math.min(links.size(), 4)));
    }

    /** The same on several threads: a page and the balance at once, mostly of one renewal. */
    Consumer<House> payInARush() {
        Link link = chance.nextInt(3) == 0 ? newLink() : links.getLast();
        Pay pay = chance.nextInt(3) == 0 ? Shop.LINK : new Pay.FromBalance();
        return house -> pay(house, link, pay);
    }

    private String pay(House house, Link link, Pay pay) {
        PayAnswer answer =
                house.renewals().pay(link.buyer(), link.renewal(), pay).orElseThrow();
        seen.accept("pay " + answer.getClass().getSimpleName() + (pay instanceof Pay.FromBalance ? "" : " by link"));
        return link.renewal() + " to be paid " + pay.getClass().getSimpleName() + " -> " + answer;
    }

    /** Tops a balance up by card, or asks for the same top-up again. */
    String topUp(House house, Partner payer) {
        boolean isAgain = !topUps.isEmpty() && chance.nextInt(3) == 0;
        if (!isAgain) {
            topUps.add(house.ids().newBeside(payer.id()));
        }
        var attempt = house.checkout()
                .topUp(
                        topUps.getLast(),
                        payer.id(),
                        Money.usd("7.00"),
                        Shop.LINK.backTo(),
                        "Balance top-up",
                        "en",
                        Duration.ofMinutes(5));
        seen.accept("top-up");
        return "a top-up of 7.00 -> attempt " + attempt.id() + " " + attempt.state();
    }

    /** One notification, if any waits: some come twice, some are lost. */
    String hear(House house) {
        Optional<Heard.Genuine> heard = provider.post().next();
        return heard.isEmpty() ? "nothing is heard" : hear(house, heard.get());
    }

    private String hear(House house, Heard.Genuine heard) {
        try {
            house.database()
                    .inTransaction(() -> house.checkout().hear(List.of(new Hint(provider.name(), heard))))
                    .afterwards()
                    .run();
            seen.accept("heard");
            return "heard of " + heard.about();
        } catch (Crash | CannotCreateTransactionException died) {
            provider.post().undelivered(heard);
            throw died;
        }
    }

    /** What could not be delivered is asked for. */
    String hearUndelivered(House house) {
        List<Heard.Genuine> missed;
        try {
            missed = provider.undelivered(Instant.EPOCH);
        } catch (BillUnreadable silent) {
            return "the provider does not say what it could not deliver";
        }
        for (int i = 0; i < missed.size(); i++) {
            try {
                hear(house, missed.get(i));
            } catch (Crash | CannotCreateTransactionException died) {
                missed.subList(i + 1, missed.size()).forEach(provider.post()::undelivered);
                throw died;
            }
            seen.accept("heard of what was lost");
        }
        return missed.size() + " that were lost";
    }

    /** Somebody who can sign says that money came. */
    String lie(House house) {
        List<String> charges = provider.book().charges();
        if (charges.isEmpty()) {
            return "nothing to lie about";
        }
        String charge = charges.get(charges.size() - 1 - chance.nextInt(Math.min(charges.size(), 5)));
        seen.accept("lie");
        return "a lie: "
                + hear(
                        house,
                        provider.post()
                                .lie(charge, provider.book().asked(charge).orElseThrow()));
    }
}
