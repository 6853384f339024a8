/** Letters in tests: a mail server in memory, {@link io.tampu.messages.FakeMail}. */
@NullMarked
package io.tampu.messages;

import org.jspecify.annotations.NullMarked;
