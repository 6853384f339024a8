package io.tampu;

import io.tampu.accounts.Partner;
import io.tampu.checkout.Refund;
import io.tampu.engine.Secret;
import io.tampu.esims.Esim;
import io.tampu.renewals.Offered;
import io.tampu.renewals.Pay;
import io.tampu.renewals.RenewRequest;
import io.tampu.renewals.RequestKey;
import io.tampu.renewals.Reseal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The buyers of a simulation: one partner with plenty and one with little, their eSIMs, and what they wish for. */
final class SimulatedWishes {

    private static final int ESIMS = 6;

    /** A wish that was sent, to be sent again. */
    record Wish(RenewRequest request, int esim) {}

    private final Random chance;
    private final Clock clock;
    private final boolean withCards;
    private final Reseal reseal = new Reseal(SimulatedPlatform.OFFER_KEY);
    private final List<Partner> partners = new ArrayList<>();
    private final List<Esim> esims = new ArrayList<>();
    private final List<List<String>> offers = new ArrayList<>();
    private final List<Wish> wishes = new ArrayList<>();
    private int keys;

    SimulatedWishes(Random chance, Clock clock, boolean withCards) {
        this.chance = chance;
        this.clock = clock;
        this.withCards = withCards;
    }

    /** The partner with plenty. */
    Partner ample() {
        return partners.getFirst();
    }

    /** The partner with little. */
    Partner poor() {
        return partners.getLast();
    }

    void furnish(House house) {
        house.catalog().importFile(Shop.resource("/sample/peru-catalog.json"));
        for (String name : List.of("ample", "short")) {
            Partner partner = house.partners().add(name, "USD", new Secret("key-of-the-" + name));
            house.ledger().openBalance(partner.id(), "USD");
            partners.add(partner);
        }
        for (int i = 0; i < ESIMS; i++) {
            Partner partner = partners.get(i < 4 ? 0 : 1);
            String iccid = "89103000000000000" + (10 + i);
            house.esims()
                    .importCsv(
                            new ByteArrayInputStream(
                                    ("iccid,supplier\n" + iccid + ",airalo\n").getBytes(StandardCharsets.UTF_8)),
                            partner.id());
            Esim esim = house.esims().find(partner.id(), iccid).orElseThrow();
            esims.add(esim);
            offers.add(house.renewals().offers(partner.id(), esim).lines().stream()
                    .map(Offered.Line::id)
                    .flatMap(Optional::stream)
                    .toList());
        }
    }

    Wish next() {
        int esim = chance.nextInt(ESIMS);
        List<String> choice = offers.get(esim);
        String offer = choice.get(chance.nextInt(choice.size()));
        boolean byLink = withCards && chance.nextBoolean();
        if (byLink) {
            // Unpaid ones are to end while the simulation goes on.
            offer = reseal.until(offer, clock.instant().plus(Duration.ofSeconds(60 + chance.nextInt(600))));
        }
        boolean isOldKey = keys > 0 && chance.nextInt(15) == 0;
        String key = "key-" + (isOldKey ? chance.nextInt(keys) : keys++);
        Optional<String> reference =
                chance.nextInt(4) == 0 ? Optional.of("reference-" + chance.nextInt(12)) : Optional.empty();
        byte[] hash = (offer + reference + byLink).getBytes(StandardCharsets.UTF_8);
        var request = new RenewRequest(
                partners.get(esim < 4 ? 0 : 1).id(),
                esims.get(esim).iccid(),
                offer,
                byLink ? link() : new Pay.FromBalance(),
                Optional.of(new RequestKey(key, hash)),
                reference);
        var wish = new Wish(request, esim);
        wishes.add(wish);
        return wish;
    }

    private Pay link() {
        return new Pay.ByLink(
                Shop.LINK.backTo(),
                Shop.LINK.language(),
                chance.nextInt(4) == 0 ? Refund.To.BALANCE : Refund.To.ORIGINAL);
    }

    /** One that was sent before. */
    Optional<Wish> old() {
        return wishes.isEmpty() ? Optional.empty() : Optional.of(wishes.get(chance.nextInt(wishes.size())));
    }

    Optional<Wish> last() {
        return wishes.isEmpty() ? Optional.empty() : Optional.of(wishes.getLast());
    }
}
