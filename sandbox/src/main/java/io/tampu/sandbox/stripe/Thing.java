package io.tampu.sandbox.stripe;

import java.util.List;
import java.util.Map;

/**
 * What Stripe keeps, each a value of its own: a change makes a new one, so that an event keeps the one it tells of. Times are
 * seconds since 1970, amounts the currency's minor unit.
 */
sealed interface Thing
        permits Session, Intent, Charge, Refund, Dispute, Thing.BalanceLine, Thing.Event, Thing.Endpoint {

    String id();

    /** Its place among its kind, from 0. */
    int n();

    long created();

    /** A means of payment: which card it was. */
    record Method(String id, TestCard card, long created) {}

    /** A movement on the seller's account at Stripe. */
    record BalanceLine(
            int n,
            String id,
            long created,
            long amount,
            long fee,
            String currency,
            String type,
            String category,
            String source,
            String description)
            implements Thing {}

    /** Something that happened. */
    record Event(int n, String id, long created, String type, Thing thing, Moment moment) implements Thing {}

    /** Where events are brought. */
    record Endpoint(
            int n,
            String id,
            long created,
            String url,
            List<String> types,
            String secret,
            String oldSecret,
            long oldUntil,
            boolean enabled,
            boolean deleted,
            String description,
            Map<String, String> metadata)
            implements Thing {

        boolean wants(String type) {
            return enabled && !deleted && (types.contains("*") || types.contains(type));
        }

        Endpoint now(
                String newUrl,
                List<String> newTypes,
                boolean newEnabled,
                String newDescription,
                Map<String, String> newMetadata) {
            return new Endpoint(
                    n,
                    id,
                    created,
                    newUrl,
                    newTypes,
                    secret,
                    oldSecret,
                    oldUntil,
                    newEnabled,
                    deleted,
                    newDescription,
                    newMetadata);
        }

        Endpoint gone() {
            return new Endpoint(
                    n, id, created, url, types, secret, oldSecret, oldUntil, false, true, description, metadata);
        }

        Endpoint rolled(String newSecret, long until) {
            return new Endpoint(
                    n, id, created, url, types, newSecret, secret, until, enabled, deleted, description, metadata);
        }
    }

    /** When something was asked for and by which request. {@code key} is empty where there was none. */
    record Moment(long at, String request, String key) {}
}
