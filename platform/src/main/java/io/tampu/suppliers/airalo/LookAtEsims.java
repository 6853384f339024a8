package io.tampu.suppliers.airalo;

import io.tampu.suppliers.EsimWord;
import io.tampu.suppliers.airalo.Wire.Heard;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Asks what there is to know of an eSIM, and puts it into words. */
final class LookAtEsims {

    private final AiraloSettings settings;
    private final Wire wire;
    private final AccessPoints accessPoints;
    private final String addressOfAll;

    LookAtEsims(AiraloSettings settings, Wire wire) {
        this.settings = settings;
        this.wire = wire;
        this.accessPoints = new AccessPoints(settings, wire);
        this.addressOfAll = settings.address("sims/");
    }

    /** Three questions at once (packages, top-ups, access point), and one more where minutes or messages are left. */
    EsimWord look(String iccid) {
        var asking = inBackground(() -> ask(Endpoint.TOP_UPS_OF_ESIM, iccid, "/topups"));
        var accessPoint = inBackground(() -> accessPoints.of(iccid));
        Heard packages = ask(Endpoint.PACKAGES_OF_ESIM, iccid, "/packages");
        return inWords(
                asking.join(), topUps -> inWords(packages, owned -> known(iccid, owned, topUps, accessPoint.join())));
    }

    private EsimWord known(String iccid, Fields packages, Fields topUps, Optional<String> accessPoint)
            throws Unreadable {
        var owned = Esims.packages(packages);
        var options = Esims.topUps(topUps, settings.currency());
        Optional<Fields> usage = owned.withVoiceOrSms() ? usage(iccid) : Optional.empty();
        return new EsimWord.Known(
                owned.packages(), options, left(usage, "remaining_voice"), left(usage, "remaining_text"), accessPoint);
    }

    /** Minutes and messages are nice to know: where the limit or the answer does not allow it, they stay unsaid. */
    private Optional<Fields> usage(String iccid) {
        return ask(Endpoint.USAGE_OF_ESIM, iccid, "/usage") instanceof Heard.Said said && said.status() == 200
                ? said.body().maybeObject("data")
                : Optional.empty();
    }

    private static Optional<Integer> left(Optional<Fields> usage, String field) {
        try {
            return usage.isPresent() && usage.get().has(field)
                    ? Optional.of(usage.get().whole(field))
                    : Optional.empty();
        } catch (Unreadable unsaid) {
            return Optional.empty();
        }
    }

    EsimWord lookAtPackages(String iccid) {
        return inWords(
                ask(Endpoint.PACKAGES_OF_ESIM, iccid, "/packages"),
                body -> new EsimWord.Known(
                        Esims.packages(body).packages(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private interface Reading {
        EsimWord read(Fields body) throws Unreadable;
    }

    private static EsimWord inWords(Heard heard, Reading reading) {
        try {
            return switch (heard) {
                case Heard.Said said when said.status() == 200 -> reading.read(said.body());
                case Heard.Said said
                when AiraloError.in(said.body()).equals(Optional.of(AiraloError.RECYCLED)) -> new EsimWord.Recycled();
                case Heard.Said said when said.status() == 404 && isAboutTheEsim(said.body()) -> new EsimWord.Unknown();
                case Heard.Said said -> new EsimWord.Silent("status " + said.status());
                case Heard.Undone undone -> new EsimWord.Silent(undone.what());
                case Heard.Silent silent -> new EsimWord.Silent(silent.what());
            };
        } catch (Unreadable unreadable) {
            return new EsimWord.Silent(unreadable.what());
        }
    }

    /** Airalo's own form, with data and meta: a 404 of its router has neither and is about our address. */
    private static boolean isAboutTheEsim(Fields notFound) {
        return notFound.has("data") && notFound.has("meta");
    }

    private Heard ask(Endpoint endpoint, String iccid, String what) {
        return wire.get(endpoint, iccid, addressOfAll + iccid + what, settings.readTimeout());
    }

    private static <T> CompletableFuture<T> inBackground(Supplier<T> question) {
        return CompletableFuture.supplyAsync(
                question, task -> Thread.ofVirtual().start(task));
    }
}
