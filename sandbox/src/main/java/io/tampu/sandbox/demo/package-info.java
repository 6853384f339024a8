/**
 * The demo: everything started on one machine, one eSIM renewed through the partner API before the viewer's eyes, step by
 * step with times. Invariant: it ends in success or in one sentence on what to do, never in a stack trace. Start reading at
 * {@link io.tampu.sandbox.demo.Demo}.
 */
@NullMarked
package io.tampu.sandbox.demo;

import org.jspecify.annotations.NullMarked;
