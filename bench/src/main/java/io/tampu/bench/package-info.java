/**
 * Measures renewals as a partner sees them, beside pgbench on the same server in the same run. Nothing here is believed
 * unseen: each answer is checked, CPU is read from the kernel, and the audit has the last word. Start reading at
 * {@link io.tampu.bench.MeasureRenewals}.
 */
@NullMarked
package io.tampu.bench;

import org.jspecify.annotations.NullMarked;
