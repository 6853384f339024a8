package io.tampu.bench.kills;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** What the clients were told: the truth by which the platform is judged. */
final class WhatWasTold {

    /** An acceptance, as it was told first. Of the bytes only a digest is kept: a long run has a hundred thousand. */
    record Accepted(Wish wish, String renewal, String state, String digest) {}

    /**
     * A refusal.
     *
     * @param afterLoss an earlier attempt got no answer: that one may have been accepted after all
     */
    record Refusal(Wish wish, String code, boolean afterLoss) {}

    private static final int REMEMBERED_FOR_REPLAY = 400;

    private final Map<String, Accepted> accepted = new ConcurrentHashMap<>();
    private final Map<String, Refusal> refused = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final List<Accepted> recent = new CopyOnWriteArrayList<>();
    private final Complaints complaints;

    WhatWasTold(Complaints complaints) {
        this.complaints = complaints;
    }

    /**
     * Writes down an answer to a wish, or complains where it is not what was told before. Says whether it is an acceptance and the
     * first.
     */
    boolean say(Wish wish, Door.Heard heard, boolean afterLoss) {
        if (heard.status() == 201) {
            return say(wish, heard);
        }
        count(heard.status() + " " + heard.code());
        if (accepted.containsKey(wish.key())) {
            complaints.add("the key " + wish.key() + " was accepted, and answered later: " + heard);
            return false;
        }
        refused.put(wish.reference(), new Refusal(wish, heard.code(), afterLoss));
        return false;
    }

    private boolean say(Wish wish, Door.Heard heard) {
        var json = heard.json();
        var now = new Accepted(
                wish, json.path("id").asString(""), json.path("state").asString(""), digest(heard.body()));
        var first = accepted.putIfAbsent(wish.key(), now);
        if (first == null) {
            refused.remove(wish.reference());
            recent.add(now);
            if (recent.size() > REMEMBERED_FOR_REPLAY) {
                recent.removeFirst();
            }
            if (!json.path("reference").asString("").equals(wish.reference())
                    || !json.path("iccid").asString("").equals(wish.iccid())) {
                complaints.add("the key " + wish.key() + " was answered with another's renewal: " + heard);
            }
        } else {
            count("replayed");
            if (!first.digest().equals(now.digest())) {
                complaints.add("the key " + wish.key() + " was first answered with renewal " + first.renewal() + " "
                        + first.state() + " and now with other bytes: " + heard);
            }
        }
        return first == null;
    }

    void count(String what) {
        counts.computeIfAbsent(what, name -> new AtomicInteger()).incrementAndGet();
    }

    int counted(String what) {
        return Optional.ofNullable(counts.get(what)).map(AtomicInteger::get).orElse(0);
    }

    Map<String, AtomicInteger> counts() {
        return counts;
    }

    int acceptedCount() {
        return accepted.size();
    }

    Collection<Accepted> accepted() {
        return accepted.values();
    }

    Collection<Refusal> refused() {
        return refused.values();
    }

    /** One that was accepted not long ago. */
    Optional<Accepted> any(RandomGenerator chance) {
        var copy = List.copyOf(recent);
        return copy.isEmpty() ? Optional.empty() : Optional.of(copy.get(chance.nextInt(copy.size())));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
