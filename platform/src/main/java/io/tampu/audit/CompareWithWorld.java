package io.tampu.audit;

import io.tampu.audit.WorldLedger.Given;
import io.tampu.audit.WorldLedger.Page;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Holds what the world gave against what we say was sold; what it took, see {@link CompareMoney}. Fair to a system that runs meanwhile: our word is read first, so
 * that all of it must be in the world; then the world; and what the world gave that we did not know of is looked up again.
 */
final class CompareWithWorld {

    private static final String ONCE = "world-once";
    private static final String OURS = "world-has-a-renewal";
    private static final String CENT = "world-to-the-cent";
    private static final String GIVEN = "booked-is-given";

    /** Lines in one page: a megabyte or so. */
    private static final int PAGE = 4000;

    private final DataSource source;
    private final WorldLedger world;
    private final SoldIds sold;
    private final Report report;
    private final CompareMoney money;
    private final Set<UUID> explained = new HashSet<>();
    private long since;

    CompareWithWorld(DataSource source, WorldLedger world, SoldIds sold, CompareMoney money, Report report) {
        this.source = source;
        this.world = world;
        this.sold = sold;
        this.money = money;
        this.report = report;
    }

    void compare() throws SQLException {
        report.check(ONCE, "at most one top-up per renewal in the world's ledger");
        report.check(OURS, "nothing was given without a renewal that knows of it or is still asking");
        report.check(CENT, "what the world says it gave and charged is what we have booked");
        report.check(GIVEN, "nothing is booked that was not given");
        readOn();
        sold.forEachNeverGiven(at -> {
            report.broken(
                    GIVEN, "renewal " + Marks.write(sold.id(at)) + ": booked as sold, but the world gave nothing");
            report.differs(sold.cost(at));
        });
        money.judge(this::readOn);
    }

    /** All that the world has written since the last line that was read. */
    private void readOn() throws SQLException {
        for (Page page = world.after(since, PAGE); !isEmpty(page); page = world.after(since, PAGE)) {
            long last = last(page);
            if (last <= since) {
                throw new AuditImpossible("The world's ledger goes backwards: line " + last + " after " + since + ".");
            }
            compare(page);
            since = last;
        }
    }

    private static boolean isEmpty(Page page) {
        return page.data().isEmpty() && page.money().isEmpty();
    }

    private static long last(Page page) {
        long last = page.data().isEmpty() ? 0 : page.data().getLast().seq();
        return page.money().isEmpty()
                ? last
                : Math.max(last, page.money().getLast().seq());
    }

    private void compare(Page page) throws SQLException {
        page.money().forEach(money::read);
        var unexplained = new ArrayList<Given>();
        for (Given given : page.data()) {
            List.of(ONCE, OURS, CENT, GIVEN).forEach(report::looked);
            if (!isAsWeSay(given)) {
                unexplained.add(given);
            }
        }
        if (!unexplained.isEmpty()) {
            lookAgain(unexplained);
        }
    }

    private boolean isAsWeSay(Given given) {
        Optional<UUID> id = Marks.read(given.description());
        int at = id.map(sold::find).orElse(-1);
        if (at < 0) {
            return false;
        }
        if (!sold.isFirstGiven(at)) {
            givenTwice(given, id.get());
            return true;
        }
        return sold.isAs(at, given.costMinor(), OurWord.fingerprint(given));
    }

    private void lookAgain(List<Given> unexplained) throws SQLException {
        Map<UUID, OurWord> words = new HashMap<>();
        List<UUID> ids = unexplained.stream()
                .flatMap(given -> Marks.read(given.description()).stream())
                .distinct()
                .toList();
        try (Connection connection = source.getConnection()) {
            new AuditStore(connection).words(ids).forEach(word -> words.put(word.id(), word));
        }
        for (Given given : unexplained) {
            Optional<UUID> id = Marks.read(given.description());
            Optional<OurWord> word = id.map(words::get);
            if (word.isEmpty()) {
                report.broken(OURS, words(given) + " was given without a renewal");
                report.differs(given.costMinor());
            } else if (!explained.add(id.get())) {
                givenTwice(given, id.get());
            } else {
                explain(given, word.get());
            }
        }
    }

    /** What it says now: sold since, or with the same words; or still asking; or refunded and still asking. */
    private void explain(Given given, OurWord word) {
        boolean isOpen = !word.state().equals("RENEWED") && !word.state().equals("REFUNDED");
        if (word.isSold()) {
            long cost = word.cost().orElse(0L);
            if (cost != given.costMinor() || word.fingerprint() != OurWord.fingerprint(given)) {
                report.broken(
                        CENT,
                        "renewal " + Marks.write(word.id()) + ": the world gave " + words(given) + ", we say "
                                + words(word));
                report.differs(cost - given.costMinor());
            } else if (word.state().equals("REFUNDED")) {
                report.givenAfterRefund();
            }
        } else if (word.state().equals("REFUNDED") && word.isLookedAtAgain()) {
            report.givenAfterRefund();
        } else if (!isOpen) {
            report.broken(
                    OURS,
                    words(given) + " was given for renewal " + Marks.write(word.id()) + ", which is " + word.state()
                            + " and does not know");
            report.differs(given.costMinor());
        }
    }

    private void givenTwice(Given given, UUID id) {
        report.broken(ONCE, "renewal " + Marks.write(id) + " was topped up again: " + words(given));
        report.differs(given.costMinor());
    }

    private static String words(Given given) {
        return "order " + given.order() + " (" + given.packageName() + " on " + given.iccid() + ", " + given.costMinor()
                + " " + given.currency() + ", description '" + given.description() + "')";
    }

    private static String words(OurWord word) {
        return "order " + word.order() + " (" + word.packageName() + " on " + word.iccid() + ", "
                + word.cost().map(String::valueOf).orElse("no cost") + " " + word.currency() + ")";
    }
}
