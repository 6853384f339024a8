package io.tampu.suppliers.airalo;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tampu.suppliers.airalo.Wire.Heard;
import java.time.Duration;
import java.util.Optional;

/** The access point names of eSIMs, from {@code sims/{iccid}}. They do not change, so each is asked for once a day at most. */
final class AccessPoints {

    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration REMEMBERED_FOR = Duration.ofHours(24);

    private final AiraloSettings settings;
    private final Wire wire;
    private final Cache<String, Optional<String>> names = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    AccessPoints(AiraloSettings settings, Wire wire) {
        this.settings = settings;
        this.wire = wire;
    }

    /** Empty where Airalo names none or says nothing: then the phone finds it by itself. */
    Optional<String> of(String iccid) {
        Optional<String> known = names.getIfPresent(iccid);
        if (known != null) {
            return known;
        }
        Heard heard = wire.get(Endpoint.ESIM, iccid, settings.address("sims/" + iccid), settings.readTimeout());
        if (heard instanceof Heard.Said said && said.status() == 200) {
            Optional<String> name = said.body().maybeObject("data").flatMap(esim -> esim.maybeText("apn_value"));
            names.put(iccid, name);
            return name;
        }
        return Optional.empty();
    }
}
