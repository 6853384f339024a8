package io.tampu.sandbox.airalo;

/** Airalo's sandbox is no other host but a mode of the partner's account. */
public enum AiraloMode {
    PRODUCTION,
    SANDBOX;

    /** How long usage is answered from a cache. */
    int usageCacheMinutes() {
        return this == PRODUCTION ? 20 : 60;
    }
}
