/**
 * The auditor: proves from the tables and the world's own ledger that every payment ended in one renewal or one refund. It
 * is independent on purpose: it reads the tables of all rooms with SQL of its own, writes none, and uses no room's code
 * (docs/adr/0003-the-auditor-reads-all-tables.md). Its invariant: whatever it cannot explain is a violation. Start reading
 * at {@link io.tampu.audit.LifeRules}, where the rules stand.
 */
@NullMarked
package io.tampu.audit;

import org.jspecify.annotations.NullMarked;
