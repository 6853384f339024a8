/**
 * HTTP for what wholesalers and payment providers tell us by themselves. Its invariant: a notification is a hint; a
 * verified one is kept in the transaction of its effect, once, and the other side is asked again before anything is
 * believed. Start reading at {@link io.tampu.notifications.Notifications}.
 */
@NullMarked
package io.tampu.notifications;

import org.jspecify.annotations.NullMarked;
