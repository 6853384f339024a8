package io.tampu.bench.kills;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** All clients of all partners, until it is over. */
final class Load {

    private final Fleet fleet;
    private final Door door;
    private final WhatWasTold told;
    private final Complaints complaints;
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean over;

    Load(Fleet fleet, Door door, WhatWasTold told, Complaints complaints) {
        this.fleet = fleet;
        this.door = door;
        this.told = told;
        this.complaints = complaints;
    }

    Fleet fleet() {
        return fleet;
    }

    Door door() {
        return door;
    }

    WhatWasTold told() {
        return told;
    }

    Complaints complaints() {
        return complaints;
    }

    boolean isOver() {
        return over;
    }

    /** Begins with the clients of one partner, who now and then try an eSIM of the stranger's. */
    void begin(Shop shop, Shop stranger, int count, long seed) {
        var seeds = new SplittableRandom(seed ^ shop.name().hashCode());
        for (int i = 1; i <= count; i++) {
            var client = new BlindRetrier(shop, stranger, shop.name() + "-" + i, seeds.split(), this);
            clients.add(
                    Thread.ofVirtual().name("client-" + shop.name() + "-" + i).start(client));
        }
    }

    /** Each client comes to the end of what it is asking. */
    void end() throws InterruptedException {
        over = true;
        for (var client : clients) {
            client.join();
        }
    }
}
