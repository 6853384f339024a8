/**
 * Not built yet: telling people. Templates, channels, and what was sent to whom.
 */
@NullMarked
package io.tampu.messages;

import org.jspecify.annotations.NullMarked;
