/**
 * Telling people by e-mail. A letter is a row, written in the transaction of what it tells of, and sent by a sweep: once in the
 * ordinary case, twice with the same Message-ID when the mail server was silent about the first, never after its time. Its
 * invariant: a letter that was sent, refused or given up has no code in its row any more. Start reading at
 * {@link io.tampu.messages.Messages}.
 */
@NullMarked
package io.tampu.messages;

import org.jspecify.annotations.NullMarked;
