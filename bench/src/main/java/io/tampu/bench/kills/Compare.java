package io.tampu.bench.kills;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;

/**
 * The end of a run, when everything has come to rest: what the clients were told, what the platform says, what the books say and
 * what the world gave must be one story, to the cent.
 */
final class Compare {

    /** A renewal as the platform tells it now. */
    private record Now(
            Shop shop,
            String state,
            String reason,
            String reference,
            String iccid,
            long totalMinor,
            boolean fromBalance,
            CompareCards.Card card) {}

    private static final Set<String> ENDS = Set.of("RENEWED", "REFUNDED", "UNPAID");

    private static final int REPLAYING_AT_ONCE = 8;

    private final URI platform;
    private final Door door;
    private final List<Shop> shops;
    private final WhatWasTold told;
    private final Complaints complaints;
    private final Map<String, Now> renewals = new LinkedHashMap<>();
    private int givenAfterRefund;
    private long differenceMinor;

    Compare(URI platform, List<Shop> shops, Load load) {
        this.platform = platform;
        this.door = load.door();
        this.shops = shops;
        this.told = load.told();
        this.complaints = load.complaints();
    }

    /** Reads all renewals of all partners, and says how many have not ended. */
    int readRenewals() {
        renewals.clear();
        for (var shop : shops) {
            String after = "";
            do {
                var page = ask("/api/v1/renewals?limit=200&after=" + after, shop);
                page.path("renewals").forEach(one -> renewals.put(one.path("id").asString(""), now(shop, one)));
                after = page.path("next").asString("");
            } while (!after.isEmpty());
        }
        return (int) renewals.values().stream()
                .filter(one -> !ENDS.contains(one.state()))
                .count();
    }

    private static Now now(Shop shop, JsonNode one) {
        return new Now(
                shop,
                one.path("state").asString(""),
                one.path("reason").asString(""),
                one.path("reference").asString(""),
                one.path("iccid").asString(""),
                one.path("total").path("amountMinor").asLong(),
                !one.path("receipt").path("balancePosting").isMissingNode()
                        && !one.path("receipt").path("balancePosting").isNull(),
                CompareCards.Card.read(one));
    }

    void all(List<WorldDesk.Given> given, List<WorldDesk.Moved> moved, Map<String, Books.Cost> costs) {
        compareWithClients();
        compareWithWorld(given);
        compareBooks(given, costs);
        comparePayments(moved);
        shops.forEach(this::compareBalance);
    }

    /** Everything that was accepted is there and has ended, and nothing that nobody asked for. */
    private void compareWithClients() {
        var known = new HashSet<String>();
        for (var one : told.accepted()) {
            known.add(one.renewal());
            var now = renewals.get(one.renewal());
            if (now == null) {
                complaints.add("accepted and gone: " + one.renewal() + " of the key "
                        + one.wish().key());
            } else if (!isAtRest(now)) {
                complaints.add("not ended: " + one.renewal() + " is " + now.state());
            } else if (ENDS.contains(one.state()) && !one.state().equals(now.state())) {
                complaints.add("told as " + one.state() + " and now " + now.state() + ": " + one.renewal());
            } else if (!now.reference().equals(one.wish().reference())) {
                complaints.add("under another reference: " + one.renewal() + " is " + now.reference());
            }
        }
        var refusals = new HashMap<String, WhatWasTold.Refusal>();
        told.refused().forEach(refusal -> refusals.put(refusal.wish().reference(), refusal));
        renewals.forEach((id, now) -> {
            if (!known.contains(id)) {
                var refusal = refusals.get(now.reference());
                if (refusal != null && refusal.afterLoss()) {
                    // The attempt that was lost came in after the one that was refused.
                    told.count("accepted beside a refusal");
                } else {
                    complaints.add("nobody was told of " + id + " (" + now.reference() + ", " + now.state() + ")"
                            + (refusal == null ? "" : ", it was refused with " + refusal.code()));
                }
            }
        });
    }

    /** An end, or a refund that the provider has not made yet. */
    private static boolean isAtRest(Now now) {
        return ENDS.contains(now.state())
                || now.state().equals("REFUNDING") && now.card().owedMinor() > 0;
    }

    private static boolean isGivenBack(Now now) {
        return now.state().equals("REFUNDED") || now.state().equals("REFUNDING");
    }

    /** Data was given if and only if money was kept, once. */
    private void compareWithWorld(List<WorldDesk.Given> given) {
        var times = new HashMap<String, Integer>();
        for (var one : given) {
            int time = times.merge(one.mark(), 1, Integer::sum);
            var now = renewals.get(one.mark());
            if (time > 1) {
                complaints.add("topped up " + time + " times for one renewal: " + one.mark());
            } else if (now == null) {
                complaints.add("given for nothing: the world topped up " + one.iccid() + " for '" + one.mark() + "'");
            } else if (!now.iccid().equals(one.iccid())) {
                complaints.add("another eSIM was topped up: " + one.iccid() + " for " + one.mark());
            } else if (isGivenBack(now)) {
                givenAfterRefund++;
            } else if (now.state().equals("UNPAID")) {
                complaints.add("given for nothing: " + one.mark() + " is UNPAID and the world topped it up");
            }
        }
        renewals.forEach((id, now) -> {
            if (now.state().equals("RENEWED") && !times.containsKey(id)) {
                complaints.add("paid for nothing: " + id + " is RENEWED and the world gave nothing");
            }
        });
    }

    private void compareBooks(List<WorldDesk.Given> given, Map<String, Books.Cost> costs) {
        var charged = new HashMap<String, Long>();
        given.forEach(one -> charged.merge(one.mark(), one.costMinor(), Long::sum));
        var all = new HashSet<>(charged.keySet());
        all.addAll(costs.keySet());
        for (var mark : all) {
            long ours = costs.containsKey(mark) ? costs.get(mark).amountMinor() : 0;
            long theirs = charged.getOrDefault(mark, 0L);
            if (ours != theirs) {
                differenceMinor += Math.abs(ours - theirs);
                complaints.add("the world charged " + Money.text(theirs) + " for " + mark + " and the books say "
                        + Money.text(ours));
            }
            var now = renewals.get(mark);
            if (costs.containsKey(mark) && now != null && costs.get(mark).afterRefund() != isGivenBack(now)) {
                complaints.add("booked as the wrong kind of cost: " + mark + ", which is " + now.state());
            }
        }
    }

    private void compareBalance(Shop shop) {
        long sold = renewals.values().stream()
                .filter(one -> one.shop().equals(shop) && one.state().equals("RENEWED") && one.fromBalance())
                .mapToLong(Now::totalMinor)
                .sum();
        long credited = renewals.values().stream()
                .filter(one -> one.shop().equals(shop))
                .mapToLong(one -> one.card().creditedMinor())
                .sum();
        long available = ask("/api/v1/balance", shop)
                .path("available")
                .path("amountMinor")
                .asLong(-1);
        long expected = shop.balanceMinor() - sold + credited;
        if (expected != available) {
            differenceMinor += Math.abs(expected - available);
            complaints.add(
                    "the balance of " + shop.name() + " is " + Money.text(available) + ", not " + Money.text(expected));
        }
    }

    /** Money from outside, as the renewals tell it now and as the world does. */
    CompareCards cards(List<WorldDesk.Moved> moved) {
        return new CompareCards(renewals.values().stream().map(Now::card).toList(), moved);
    }

    /** What is delivered was paid once: from the balance or by card. */
    private void comparePayments(List<WorldDesk.Moved> moved) {
        renewals.forEach((id, now) -> {
            long paid = (now.fromBalance() ? now.totalMinor() : 0) + now.card().keptMinor();
            if (now.state().equals("RENEWED") && paid != now.totalMinor()) {
                complaints.add(
                        "RENEWED for " + Money.text(now.totalMinor()) + " and paid " + Money.text(paid) + ": " + id);
            }
        });
        differenceMinor += cards(moved).judge(complaints);
    }

    private JsonNode ask(String path, Shop shop) {
        var heard = door.get(platform.resolve(path), shop.key())
                .orElseThrow(() -> new IllegalStateException("the platform did not answer " + path));
        if (heard.status() != 200) {
            throw new IllegalStateException("the platform refused " + path + ": " + heard);
        }
        return heard.json();
    }

    /** Asks for every key once more: the same bytes as at first. */
    void replayAll() {
        var threads = new ArrayList<Thread>();
        var left = new ConcurrentLinkedQueue<>(told.accepted());
        for (int i = 0; i < REPLAYING_AT_ONCE; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (var one = left.poll(); one != null; one = left.poll()) {
                    replay(one);
                }
            }));
        }
        threads.forEach(Compare::join);
    }

    private void replay(WhatWasTold.Accepted one) {
        door.renew(platform, one.wish())
                .ifPresentOrElse(
                        heard -> told.say(one.wish(), heard, false),
                        () -> complaints.add(
                                "no answer any more for the key " + one.wish().key()));
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while comparing", interrupted);
        }
    }

    Map<String, Integer> ends() {
        var ends = new TreeMap<String, Integer>();
        renewals.values().forEach(one -> ends.merge((one.state() + " " + one.reason()).strip(), 1, Integer::sum));
        return ends;
    }

    int renewalCount() {
        return renewals.size();
    }

    int givenAfterRefund() {
        return givenAfterRefund;
    }

    long differenceMinor() {
        return differenceMinor;
    }
}
