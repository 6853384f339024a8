package io.tampu.payments;

import io.tampu.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The post of a fickle provider: what it tells comes twice, late, in another order or not at all, and some of it is not true. */
public final class FicklePost {

    private final Random chance;
    private final List<Heard.Genuine> waiting = new ArrayList<>();
    private final List<Heard.Genuine> lost = new ArrayList<>();
    private int number;

    FicklePost(Random chance) {
        this.chance = chance;
    }

    synchronized void tell(String what, Heard.About about, Optional<Money> amount) {
        waiting.add(new Heard.Genuine("evt_" + ++number, what, about, amount));
    }

    public synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** One of those that wait, in no order. Some come a second time, and of some only the provider knows. */
    public synchronized Optional<Heard.Genuine> next() {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        int which = chance.nextInt(waiting.size());
        int fate = chance.nextInt(6);
        Heard.Genuine one = fate == 0 ? waiting.get(which) : waiting.remove(which);
        if (fate == 1) {
            lost.add(one);
            return Optional.empty();
        }
        return Optional.of(one);
    }

    /** It could not be delivered: whoever should have heard it died. */
    public synchronized void undelivered(Heard.Genuine one) {
        lost.add(one);
    }

    /** All that was lost, and what waits still. */
    synchronized List<Heard.Genuine> lost() {
        var all = new ArrayList<>(lost);
        lost.clear();
        return all;
    }

    /** A genuine notification of what never was: only whoever believes it is harmed. */
    public Heard.Genuine lie(String charge, Money amount) {
        return new Heard.Genuine(
                "evt_lie_" + chance.nextInt(1_000_000),
                "payment_intent.succeeded",
                new Heard.About.OfCharge(charge),
                Optional.of(amount));
    }
}
