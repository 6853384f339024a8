/**
 * Renewals under fire, with real processes: platforms, PostgreSQL and the world are killed with SIGKILL under load while the
 * world misbehaves, and then every client's own record, the books and the world's ledger are compared. A run is made by its
 * seed: what is killed, which faults, which clocks; only the machine's own timing is not. Start reading at
 * {@link io.tampu.bench.kills.KillRun}.
 */
@NullMarked
package io.tampu.bench.kills;

import org.jspecify.annotations.NullMarked;
