package io.tampu.bench.kills;

import io.tampu.bench.kills.Door.Heard;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;

/**
 * Somebody with a card, at the page of one renewal: mostly pays, but is also declined, changes their mind about the means, pays
 * twice, when the page has closed, or not at all.
 */
final class Payer implements Runnable {

    private static final String CARD = "4242424242424242";
    private static final List<String> DECLINES = List.of("insufficient_funds", "expired_card", "do_not_honor");
    private static final String BY_BALANCE = "{\"pay\":{\"method\":\"balance\"}}";
    private static final String BY_LINK = "{\"pay\":" + Wish.LINK + "}";

    /** The page comes with the first answer or, after a fault at the provider, some seconds later. */
    private static final Duration PAGE_PATIENCE = Duration.ofSeconds(15);

    private static final int LONGEST_PAUSE_MILLIS = 300;
    private static final int MOST_TRIES = 20;

    private final Wish wish;
    private final String renewal;
    private final RandomGenerator chance;
    private final Load load;
    private final Door door;
    private final Stubborn stubborn;

    Payer(Wish wish, String renewal, RandomGenerator chance, Load load) {
        this.wish = wish;
        this.renewal = renewal;
        this.chance = chance;
        this.load = load;
        this.door = load.door();
        this.stubborn = new Stubborn(load.fleet(), load.told(), chance);
    }

    @Override
    public void run() {
        try {
            var page = page();
            if (page.isEmpty()) {
                count("no page");
            } else {
                act(page.get(), chance.nextInt(100));
            }
        } catch (RuntimeException | Error failed) {
            load.complaints().add("the payer of " + renewal + " failed: " + failed);
        }
    }

    private void act(URI page, int dice) {
        if (dice < 52) {
            pay(page);
        } else if (dice < 64) {
            decline(page);
            pay(page);
        } else if (dice < 74) {
            decline(page);
            payAgain(BY_BALANCE);
        } else if (dice < 79) {
            decline(page);
            payAgain(BY_LINK);
            page().ifPresent(this::pay);
        } else if (dice < 87) {
            count("never");
            load.neverPaid().add(page);
        } else if (dice < 92) {
            at(page, "action=expire");
            pay(page);
        } else if (dice < 96) {
            pay(page);
            at(page, "action=twice&card=" + CARD);
            count("twice");
        } else {
            // The page closes while its payer has it before them.
            payAgain(BY_BALANCE);
            pay(page);
        }
    }

    private void pay(URI page) {
        var answer = at(page, "action=pay&card=" + CARD);
        if (answer.isPresent() && answer.get().status() == 303) {
            count("paid");
        } else if (answer.isPresent() && answer.get().toText().contains("expired")) {
            payLate(page, door);
            count("late");
        } else {
            count("paid before");
        }
    }

    private void decline(URI page) {
        at(page, "action=decline&code=" + DECLINES.get(chance.nextInt(DECLINES.size())));
        count("declined");
    }

    /** Money that arrives though the page is closed. Without an answer it may have arrived all the same. */
    static void payLate(URI page, Door door) {
        door.send(form(page, "action=late&card=" + CARD));
    }

    private static HttpRequest.Builder form(URI page, String body) {
        return HttpRequest.newBuilder(page)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    /** Once more while nothing comes back: the world may be down for a moment. */
    private Optional<Heard> at(URI page, String body) {
        Optional<Heard> answer = Optional.empty();
        for (int i = 0; i < MOST_TRIES && answer.isEmpty(); i++) {
            Until.passed(chance.nextInt(LONGEST_PAUSE_MILLIS));
            answer = door.send(form(page, body));
        }
        return answer;
    }

    /** By another means, or on another page. */
    private void payAgain(String body) {
        var heard = stubborn.ask(platform -> door.send(HttpRequest.newBuilder(
                                platform.resolve("/api/v1/renewals/" + renewal + "/payments"))
                        .header("Authorization", "Bearer " + wish.partner().key())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))))
                .heard();
        count(body.equals(BY_BALANCE) ? "by balance then" : "another page");
        boolean isExpected =
                switch (heard.status()) {
                    case 200 -> true;
                    case 402 -> heard.code().equals("insufficient-balance");
                    case 409 ->
                        heard.code().equals("not-awaiting-payment")
                                || heard.code().equals("renewal-in-progress");
                    case 410 -> heard.code().equals("offer-lapsed");
                    default -> false;
                };
        if (!isExpected) {
            load.complaints().add("paying " + renewal + " by other means was answered: " + heard);
        }
    }

    /** Where to pay, as soon as the renewal has it. */
    private Optional<URI> page() {
        var found = new ConcurrentLinkedQueue<URI>();
        Until.isTrue(
                () -> {
                    load.fleet()
                            .any(chance)
                            .flatMap(this::look)
                            .filter(one -> one.status() == 200)
                            .map(one -> one.json().path("payUrl").asString(""))
                            .filter(text -> !text.isEmpty())
                            .ifPresent(text -> found.add(URI.create(text)));
                    if (found.isEmpty()) {
                        Until.passed(chance.nextInt(LONGEST_PAUSE_MILLIS));
                    }
                    return !found.isEmpty();
                },
                PAGE_PATIENCE);
        return Optional.ofNullable(found.peek());
    }

    private Optional<Heard> look(URI platform) {
        return door.get(
                platform.resolve("/api/v1/renewals/" + renewal), wish.partner().key());
    }

    private void count(String what) {
        load.told().count("payer: " + what);
    }
}
