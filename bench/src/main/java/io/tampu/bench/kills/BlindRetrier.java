package io.tampu.bench.kills;

import io.tampu.bench.kills.Door.Heard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * A partner's program that knows one thing about failures: send the same again, to whichever platform answers. It renews its
 * eSIMs one after the other, asks some things twice at once, repeats old requests, and tries what must be refused.
 */
final class BlindRetrier implements Runnable {

    private static final int LONGEST_PAUSE_MILLIS = 300;
    private static final int LONGEST_WAIT_SECONDS = 3;
    private static final int BY_LINK_EVERY = 3;

    private final Shop shop;
    private final Shop stranger;
    private final String name;
    private final SplittableGenerator chance;
    private final Load load;
    private final Stubborn stubborn;
    private final Door door;
    private final WhatWasTold told;
    private final Complaints complaints;
    private final BooleanSupplier isOver;
    private final Map<String, List<String>> offers = new ConcurrentHashMap<>();
    private int wishes;

    BlindRetrier(Shop shop, Shop stranger, String name, SplittableGenerator chance, Load load) {
        this.shop = shop;
        this.stranger = stranger;
        this.name = name;
        this.chance = chance;
        this.load = load;
        this.stubborn = new Stubborn(load.fleet(), load.told(), chance);
        this.door = load.door();
        this.told = load.told();
        this.complaints = load.complaints();
        this.isOver = load::isOver;
    }

    @Override
    public void run() {
        while (!isOver.getAsBoolean()) {
            try {
                act();
            } catch (RuntimeException | Error failed) {
                complaints.add("client " + name + " failed: " + failed);
            }
            Until.passed(chance.nextInt(LONGEST_PAUSE_MILLIS));
        }
    }

    private void act() {
        int dice = chance.nextInt(100);
        if (dice < 3) {
            askForAStrangersEsim();
        } else if (dice < 10) {
            told.any(chance).ifPresent(old -> ask(old.wish()));
        } else if (dice < 13) {
            told.any(chance).ifPresent(this::misuse);
        } else {
            wish().ifPresent(dice < 30 ? this::askTwiceAtOnce : this::ask);
        }
    }

    private Optional<Wish> wish() {
        var iccid = shop.iccids().get(chance.nextInt(shop.iccids().size()));
        var found = offers.computeIfAbsent(iccid, this::offers);
        if (found.isEmpty()) {
            offers.remove(iccid);
            return Optional.empty();
        }
        return Optional.of(newWish(iccid, found.get(chance.nextInt(found.size()))));
    }

    private Wish newWish(String iccid, String offer) {
        var unique = name + "-" + wishes++;
        return new Wish(
                shop,
                "key-" + unique,
                "ref-" + unique,
                iccid,
                offer,
                chance.nextInt(BY_LINK_EVERY) == 0,
                chance.nextInt(LONGEST_WAIT_SECONDS + 1));
    }

    private List<String> offers(String iccid) {
        var answer = stubborn.ask(
                        platform -> door.get(platform.resolve("/api/v1/esims/" + iccid + "/offers"), shop.key()))
                .heard();
        var eligible = new ArrayList<String>();
        if (answer.status() != 200) {
            complaints.add("no offers for " + iccid + ": " + answer);
            return eligible;
        }
        for (var offer : answer.json().path("offers")) {
            if (offer.path("eligible").asBoolean(false)) {
                eligible.add(offer.path("id").asString(""));
            }
        }
        return eligible;
    }

    private void ask(Wish wish) {
        var last = stubborn.ask(platform -> door.renew(platform, wish));
        if (last.heard().status() == 410) {
            offers.remove(wish.iccid());
        }
        if (isExpected(last.heard())) {
            if (told.say(wish, last.heard(), last.afterLoss()) && wish.byLink()) {
                load.alongside(new Payer(wish, last.heard().json().path("id").asString(""), chance.split(), load));
            }
        } else {
            complaints.add("the key " + wish.key() + " was answered: " + last.heard());
        }
    }

    private void askTwiceAtOnce(Wish wish) {
        var twin = CompletableFuture.runAsync(
                () -> ask(wish), task -> Thread.ofVirtual().name(name + "-twin").start(task));
        ask(wish);
        twin.join();
    }

    /** Refusals that a well-meant request can get. */
    private static boolean isExpected(Heard heard) {
        return switch (heard.status()) {
            case 201 -> true;
            case 402 -> heard.code().equals("insufficient-balance");
            case 409 -> heard.code().equals("renewal-in-progress");
            case 410 -> heard.code().equals("offer-lapsed");
            default -> false;
        };
    }

    private void askForAStrangersEsim() {
        var iccid = stranger.iccids().get(chance.nextInt(stranger.iccids().size()));
        wish().ifPresent(own -> mustBeRefused(newWish(iccid, own.offer()), 404, "esim-not-found"));
    }

    private void misuse(WhatWasTold.Accepted old) {
        if (chance.nextBoolean()) {
            mustBeRefused(old.wish().withReference("other-" + name + "-" + wishes++), 409, "key-reused");
        } else {
            mustBeRefused(old.wish().withKey("other-" + name + "-" + wishes++), 409, "reference-used");
        }
    }

    private void mustBeRefused(Wish wish, int status, String code) {
        var answer = stubborn.ask(platform -> door.renew(platform, wish)).heard();
        told.count("misuse refused");
        // In a long run it may also have lapsed.
        boolean isAlsoRight = answer.code().equals("offer-lapsed");
        if (!isAlsoRight && (answer.status() != status || !answer.code().equals(code))) {
            complaints.add("not refused with " + status + " " + code + " but answered " + answer);
        }
    }
}
