package io.tampu.renewals;

import io.tampu.engine.Secret;
import java.time.Instant;

/** The same offer, valid until another time: a simulation need not ask for offers again and again. */
public final class Reseal {

    private final OfferSeal seal;

    public Reseal(Secret offerKey) {
        this.seal = new OfferSeal(offerKey);
    }

    public String until(String offer, Instant validUntil) {
        Offer known = seal.open(offer).orElseThrow();
        return seal.seal(new Offer(
                known.buyer(),
                known.esim(),
                known.iccid(),
                known.plan(),
                known.total(),
                known.tax(),
                known.taxRule(),
                known.before(),
                known.madeAt(),
                validUntil,
                known.refundDays()));
    }
}
