/**
 * The stage: PostgreSQL, the sandbox world and the platform as processes of their own, on one data folder. The demo, the
 * kill tests and the benchmarks play on it. Invariant: whatever was killed, by whom and when, the next start on the same
 * folder works and no data that was committed is lost. Start reading at {@link io.tampu.sandbox.stage.Stage}.
 */
@NullMarked
package io.tampu.sandbox.stage;

import org.jspecify.annotations.NullMarked;
