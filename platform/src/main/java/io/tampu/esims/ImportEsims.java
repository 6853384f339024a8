package io.tampu.esims;

import io.tampu.engine.Ids;
import io.tampu.esims.EsimRows.Row;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in eSIMs from CSV. Good rows go in and bad ones are refused by line. In sets of a transaction each, so that a million
 * rows need neither memory nor patience; if it is cut off, it is simply run again.
 */
final class ImportEsims {

    /** Rows of one transaction. More does not make it quicker. */
    private static final int SET = 5_000;
    /** Somebody else imports the same eSIMs at the same time: their rows are there when we look again. */
    private static final int MAX_TRIES = 5;

    private final TransactionTemplate transaction;
    private final EsimStore store;
    private final Clock clock;
    private final Ids ids;
    private final Set<String> suppliers;

    ImportEsims(DataSource dataSource, EsimStore store, Clock clock, Ids ids, Set<String> suppliers) {
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.suppliers = suppliers;
    }

    /**
     * @param partner all eSIMs of the file are linked to it; empty: their links stay as they are
     */
    EsimImport run(InputStream csv, Optional<UUID> partner) {
        var run = new Run(partner);
        new EsimRows(suppliers, run::take, run::refuse, run::warn).read(csv);
        run.flush();
        return run.report();
    }

    /** What one set did. Counted only once it is committed. */
    private static final class Outcome {
        final List<Esim> added = new ArrayList<>();
        final List<Esim> changed = new ArrayList<>();
        final List<EsimImport.Line> refused = new ArrayList<>();
        long unchanged;
    }

    /** One import. */
    private final class Run {
        private final Optional<UUID> partner;
        private final Map<EsimStore.Handle, Row> set = new LinkedHashMap<>();
        private final Set<String> iccids = new HashSet<>();
        private final List<EsimImport.Line> refused = new ArrayList<>();
        private final List<EsimImport.Line> warnings = new ArrayList<>();
        private long added;
        private long changed;
        private long unchanged;
        private long refusedCount;
        private long warningCount;

        Run(Optional<UUID> partner) {
            this.partner = partner;
        }

        void take(Row row) {
            var twin = set.get(row.handle());
            if (twin != null && twin.saysTheSameAs(row)) {
                unchanged++;
                return;
            }
            // The same eSIM or ICCID twice in one set would hide the first from the second: it goes into the next.
            if (twin != null || iccids.contains(row.iccid()) || set.size() >= SET) {
                flush();
            }
            set.put(row.handle(), row);
            iccids.add(row.iccid());
        }

        void refuse(EsimImport.Line line) {
            refusedCount++;
            if (refused.size() < EsimImport.MAX_SHOWN) {
                refused.add(line);
            }
        }

        void warn(EsimImport.Line line) {
            warningCount++;
            if (warnings.size() < EsimImport.MAX_SHOWN) {
                warnings.add(line);
            }
        }

        void flush() {
            if (set.isEmpty()) {
                return;
            }
            // In the order of their keys: two imports at once cannot lock each other out.
            var rows = set.values().stream()
                    .sorted(Comparator.comparing((Row row) -> row.handle().supplier())
                            .thenComparing(row -> row.handle().handle()))
                    .toList();
            var outcome = takeIn(rows, partner);
            added += outcome.added.size();
            changed += outcome.changed.size();
            unchanged += outcome.unchanged;
            outcome.refused.forEach(this::refuse);
            set.clear();
            iccids.clear();
        }

        EsimImport report() {
            var byLine = Comparator.comparingLong(EsimImport.Line::line);
            refused.sort(byLine);
            return new EsimImport(
                    added, changed, unchanged, List.copyOf(refused), refusedCount, List.copyOf(warnings), warningCount);
        }
    }

    private Outcome takeIn(List<Row> rows, Optional<UUID> partner) {
        for (int i = 0; i < MAX_TRIES; i++) {
            var outcome = transaction.execute(status -> {
                var judged = judge(rows, partner);
                if (!write(judged)) {
                    status.setRollbackOnly();
                    return Optional.<Outcome>empty();
                }
                return Optional.of(judged.outcome);
            });
            if (outcome != null && outcome.isPresent()) {
                return outcome.get();
            }
        }
        throw new IllegalStateException("another import of the same eSIMs is always quicker; run this one again later");
    }

    private record Judged(Outcome outcome, Map<String, EsimId> heldBefore) {}

    private Judged judge(List<Row> rows, Optional<UUID> partner) {
        var outcome = new Outcome();
        // In this order: an import that commits in between has claimed handle and ICCID together, so whoever is seen to
        // hold
        // an ICCID is seen by handle as well, and the same eSIM is never taken for another's.
        var holders = store.holders(rows.stream().map(Row::iccid).toList());
        var known = store.findByHandle(rows.stream().map(Row::handle).toList());
        var unknown = new ArrayList<Row>();
        for (Row row : rows) {
            var esim = known.get(row.handle());
            if (esim == null) {
                unknown.add(row);
            } else {
                judgeKnown(row, esim, partner, outcome);
            }
        }
        var heldBefore = new HashMap<String, EsimId>();
        for (Row row : unknown) {
            var holder = holders.get(row.iccid());
            if (holder != null && !holder.recycled()) {
                outcome.refused.add(
                        new EsimImport.Line(row.line(), "iccid: " + row.iccid() + " is that of another live eSIM"));
                continue;
            }
            if (holder != null) {
                heldBefore.put(row.iccid(), holder.esim());
            }
            outcome.added.add(newEsim(row, partner));
        }
        return new Judged(outcome, heldBefore);
    }

    private static void judgeKnown(Row row, Esim esim, Optional<UUID> partner, Outcome outcome) {
        if (!esim.iccid().equals(row.iccid())) {
            outcome.refused.add(new EsimImport.Line(
                    row.line(), "iccid: the supplier's " + esim.handle() + " has the ICCID " + esim.iccid()));
        } else if (partner.isPresent()
                && esim.partner().isPresent()
                && !esim.partner().equals(partner)) {
            outcome.refused.add(
                    new EsimImport.Line(row.line(), "iccid: " + row.iccid() + " is linked to another partner"));
        } else {
            var wanted = changed(esim, row, partner);
            if (wanted.equals(esim)) {
                outcome.unchanged++;
            } else {
                outcome.changed.add(wanted);
            }
        }
    }

    private boolean write(Judged judged) {
        store.change(judged.outcome.changed);
        return store.add(judged.outcome.added, judged.heldBefore, clock.instant());
    }

    private Esim newEsim(Row row, Optional<UUID> partner) {
        var id = new EsimId(partner.map(ids::newBeside).orElseGet(ids::newWithOwnHome));
        return new Esim(
                id,
                row.handle().supplier(),
                row.handle().handle(),
                row.iccid(),
                partner,
                Optional.empty(),
                row.label().orElse(""),
                row.customerEmail(),
                row.matchingId(),
                row.smdpAddress(),
                row.note().orElse(""));
    }

    /** What the file does not say stays as it is, and so does the label of an eSIM with an owner: they may have chosen it. */
    private static Esim changed(Esim esim, Row row, Optional<UUID> partner) {
        return new Esim(
                esim.id(),
                esim.supplier(),
                esim.handle(),
                esim.iccid(),
                partner.or(esim::partner),
                esim.owner(),
                esim.owner().isPresent() ? esim.label() : row.label().orElse(esim.label()),
                row.customerEmail().or(esim::customerEmail),
                row.matchingId().or(esim::matchingId),
                row.smdpAddress().or(esim::smdpAddress),
                row.note().orElse(esim.note()));
    }
}
