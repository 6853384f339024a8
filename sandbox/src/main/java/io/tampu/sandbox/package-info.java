/**
 * The sandbox world: a stand-in for everybody outside, over HTTP, each under a prefix of its own with the original paths
 * behind it. Invariant: what it told anybody it remembers, even when killed. Start reading at {@link
 * io.tampu.sandbox.RunningWorld}.
 */
@NullMarked
package io.tampu.sandbox;

import org.jspecify.annotations.NullMarked;
