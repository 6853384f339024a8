package io.tampu;

import io.tampu.checkout.Attempt;
import io.tampu.checkout.Hint;
import io.tampu.checkout.Story;
import io.tampu.engine.TestDatabase;
import io.tampu.esims.Esim;
import io.tampu.payments.DisputeAnswer.Stand;
import io.tampu.payments.Heard;
import io.tampu.renewals.Pay;
import io.tampu.renewals.PayAnswer;
import io.tampu.renewals.RenewAnswer;
import io.tampu.renewals.RenewalState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One shop, one eSIM, one renewal that is to be paid by card, on books of their own. */
abstract class PaidStory {

    static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static int number;

    /** Each story has books of its own: a sweep would move the others' on. */
    private TestDatabase database;

    protected WatchedSource source;

    protected Shop shop;
    protected Esim esim;
    protected RenewAnswer answer = new RenewAnswer.OfferLapsed();

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        source = new WatchedSource(database.dataSource());
        shop = new Shop(source, "payments-" + ++number, "100.00");
        esim = shop.esim("89103000000000%05d".formatted(number));
    }

    @AfterEach
    void closeShop() {
        shop.close();
        database.close();
    }

    final void begin() {
        answer = shop.renewByLink(esim, shop.offer(esim), "tap");
    }

    final void paid() {
        begin();
        shop.provider.pay(attempt().id().toString());
        notified();
    }

    final void notified() {
        hint();
        shop.pass(Duration.ofSeconds(1));
        shop.pass(Duration.ofSeconds(45));
    }

    final void hint() {
        hint(new Heard.About.OfCharge(attempt().id().toString()));
    }

    final void hint(Heard.About about) {
        var heard = new Heard.Genuine("evt", "payment_intent.succeeded", about, Optional.empty());
        shop.house()
                .checkout()
                .hear(List.of(new Hint("stripe", heard)))
                .afterwards()
                .run();
    }

    final void dispute(Stand stand) {
        String dispute = shop.provider.dispute(attempt().id().toString(), stand);
        var about = new Heard.About.OfDispute(dispute, dispute.substring(3));
        shop.house()
                .checkout()
                .hear(List.of(new Hint("stripe", new Heard.Genuine("evt", "charge.dispute", about, Optional.empty()))))
                .afterwards()
                .run();
        shop.pass(Duration.ofSeconds(2));
    }

    final String disputeState() {
        return story().disputes().getFirst().state().name();
    }

    final PayAnswer pay(Pay pay) {
        return shop.pay(answer, pay);
    }

    final RenewalState state() {
        return shop.renewal(answer).state();
    }

    final Story story() {
        return shop.house().renewals().money(shop.renewal(answer));
    }

    final Attempt attempt() {
        return story().attempts().getFirst();
    }

    final long held(List<Attempt> attempts) {
        return attempts.stream()
                .mapToLong(one -> shop.provider.heldMinor(one.id().toString()))
                .sum();
    }
}
