/**
 * Everybody's mailbox: a mail server that takes letters over SMTP (RFC 5321, RFC 4954) and shows them to whoever looks at the world,
 * whomever they are for. Invariant: what was answered with 250 survives a kill. Start reading at
 * {@link io.tampu.sandbox.mail.MailServer}.
 */
@NullMarked
package io.tampu.sandbox.mail;

import org.jspecify.annotations.NullMarked;
