package io.tampu.catalog;

import io.tampu.catalog.PlanImport.Imported;
import io.tampu.catalog.PlanImport.Problem;
import io.tampu.catalog.PlanImport.Refused;
import io.tampu.engine.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes in a catalogue file: all of it in one transaction, or nothing. Imports go one at a time. */
final class ImportPlans {

    /** More than a person reads before mending the first. */
    private static final int MAX_PROBLEMS_SHOWN = 20;

    private final TransactionTemplate transaction;
    private final PlanStore store;
    private final Clock clock;
    private final Ids ids;

    ImportPlans(DataSource dataSource, PlanStore store, Clock clock, Ids ids) {
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    PlanImport run(String json) {
        var file = CatalogFile.read(json);
        if (!file.problems().isEmpty()) {
            return refused(file.problems());
        }
        return Objects.requireNonNull(transaction.execute(status -> takeIn(file)));
    }

    private PlanImport takeIn(CatalogFile.Content file) {
        store.lockEdition();
        var newest = new HashMap<String, PlanStore.Row>();
        store.all().forEach(row -> newest.put(row.plan().code(), row));
        var problems = clashes(file, newest);
        if (!problems.isEmpty()) {
            return refused(problems);
        }
        var retire = new ArrayList<PlanId>();
        var add = new ArrayList<Plan>();
        int changed = 0;
        int unchanged = 0;
        for (CatalogFile.Entry entry : file.entries()) {
            var before = newest.get(entry.plan().code());
            if (before != null && before.current() && before.plan().sellsTheSameAs(entry.plan())) {
                unchanged++;
                continue;
            }
            if (before != null && before.current()) {
                changed++;
                retire.add(before.plan().id());
            }
            int version = before == null ? 1 : before.plan().version() + 1;
            add.add(entry.plan().as(new PlanId(ids.newWithOwnHome()), version));
        }
        int withdrawn = 0;
        for (String code : file.withdrawnAtLine().keySet()) {
            var row = newest.get(code);
            if (row != null && row.current()) {
                withdrawn++;
                retire.add(row.plan().id());
            }
        }
        var outcome = new Imported(add.size() - changed, changed, unchanged, withdrawn);
        write(outcome, retire, add);
        return outcome;
    }

    private void write(Imported outcome, List<PlanId> retire, List<Plan> add) {
        if (outcome.changedNothing()) {
            return;
        }
        Instant now = clock.instant();
        store.retire(retire, now);
        add.forEach(plan -> store.add(plan, now));
        store.nextEdition();
    }

    /** What is wrong only beside what is sold already. */
    private static List<Problem> clashes(CatalogFile.Content file, Map<String, PlanStore.Row> newest) {
        var stays = newest.values().stream()
                .filter(PlanStore.Row::current)
                .map(PlanStore.Row::plan)
                .filter(plan -> !file.withdrawnAtLine().containsKey(plan.code()))
                .filter(plan -> file.entries().stream()
                        .noneMatch(entry -> entry.plan().code().equals(plan.code())))
                .toList();
        var problems = new ArrayList<Problem>();
        for (CatalogFile.Entry entry : file.entries()) {
            for (Plan other : stays) {
                var plan = entry.plan();
                if (plan.supplier().equals(other.supplier())
                        && plan.supplierPackage().equals(other.supplierPackage())) {
                    problems.add(new Problem(
                            entry.line(),
                            "supplierPackage: " + plan.supplierPackage() + " already stands behind " + other.code()
                                    + ", which is sold and which this file does not withdraw"));
                }
                if (!plan.price().currency().equals(other.price().currency())) {
                    problems.add(new Problem(
                            entry.line(),
                            "currency: a price list has one, and " + other.code() + " is sold in "
                                    + other.price().currency()));
                }
            }
        }
        file.withdrawnAtLine().forEach((code, line) -> {
            if (!newest.containsKey(code)) {
                problems.add(new Problem(line, "withdraw: there never was a plan " + code));
            }
        });
        problems.sort(Comparator.comparingInt(Problem::line));
        return problems;
    }

    private static Refused refused(List<Problem> problems) {
        int shown = Math.min(MAX_PROBLEMS_SHOWN, problems.size());
        return new Refused(problems.subList(0, shown), problems.size() - shown);
    }
}
