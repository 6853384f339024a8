/**
 * Not built yet: when to act without being asked. Reminders before a plan ends, automatic renewal, care of the account.
 */
@NullMarked
package io.tampu.autorenew;

import org.jspecify.annotations.NullMarked;
