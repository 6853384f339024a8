/**
 * HTTP as the world speaks it: requests read once, answers as values, routes with the name under which faults are armed.
 * Invariant: a fault is decided before the provider's code runs and carried out after it, in one place. Start reading at
 * {@link io.tampu.sandbox.web.Router}.
 */
@NullMarked
package io.tampu.sandbox.web;

import org.jspecify.annotations.NullMarked;
