/**
 * A real Chromium, and what a person does with it: {@link io.tampu.browser.Device}s with their own language, theme and profile, on a
 * website that runs with a pretended world around it. Its invariant: nothing is asked of any machine but this one. Start reading at
 * {@link io.tampu.browser.Chromium}.
 */
@NullMarked
package io.tampu.browser;

import org.jspecify.annotations.NullMarked;
