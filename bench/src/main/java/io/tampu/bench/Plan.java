package io.tampu.bench;

import java.util.List;

/**
 * What is measured for how long.
 *
 * @param esims how many each population has
 * @param partners how many its eSIMs are dealt out to
 * @param clients at once, in the order of the turns
 * @param seconds of a window
 * @param mostWarmUpSeconds before the first window of a platform
 * @param distinct eSIMs that are really renewed, at most
 * @param pgbenchScale 0: pgbench is not run
 * @param dearest how many of the dearest statements are printed after each window
 */
record Plan(
        List<Integer> esims,
        List<Integer> partners,
        List<Integer> clients,
        int seconds,
        int mostWarmUpSeconds,
        int distinct,
        int pgbenchScale,
        int pgbenchSeconds,
        boolean withoutCombining,
        int dearest) {

    int mostClients() {
        return clients.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }
}
