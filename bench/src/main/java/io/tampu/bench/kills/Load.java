package io.tampu.bench.kills;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All clients of all partners, until it is over. */
final class Load {

    private final Fleet fleet;
    private final Door door;
    private final WhatWasTold told;
    private final Complaints complaints;
    private final List<Thread> clients = new ArrayList<>();
    private final Queue<Thread> payers = new ConcurrentLinkedQueue<>();
    private final Queue<URI> neverPaid = new ConcurrentLinkedQueue<>();
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

    /** Pages that their payers have turned away from. */
    Queue<URI> neverPaid() {
        return neverPaid;
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

    /** Lets somebody pay while the clients go on. */
    void alongside(Payer payer) {
        payers.removeIf(gone -> !gone.isAlive());
        payers.add(Thread.ofVirtual().name("payer").start(payer));
    }

    /** Each client comes to the end of what it is asking, and each payer of what they do. */
    void end() throws InterruptedException {
        over = true;
        for (var client : clients) {
            client.join();
        }
        for (var payer : payers) {
            payer.join();
        }
    }
}
