package io.tampu.sandbox.phones;

import io.tampu.sandbox.clock.WorldClock;
import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.store.Line;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All eSIMs. They are provisioned as ranges, which cost nothing; an eSIM becomes an object when it is first asked for. To be
 * used inside {@link Journal#change} or {@link Journal#look} only.
 */
public final class Phones {

    /** As many eSIMs as the index of an ICCID can tell apart comfortably. */
    public static final int MOST = 100_000_000;

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final int SHEET = 4096;

    /** A run of eSIMs of one kind. */
    public record Range(int from, int count, PhoneKind kind, long at) {}

    private final Journal journal;
    private final WorldClock clock;
    private final Shelf shelf;
    private final TreeMap<Integer, Range> ranges = new TreeMap<>();
    private @Nullable Phone[] @Nullable [] sheets = new Phone[16][];
    private int total;
    private int touched;

    public Phones(Journal journal, WorldClock clock, Shelf shelf) {
        this.journal = journal;
        this.clock = clock;
        this.shelf = shelf;
        journal.on("esims", this::provisioned);
        journal.on("use", this::used);
    }

    /** Provisions eSIMs after those that exist. */
    public Range provision(int count, PhoneKind kind) {
        int from = total;
        journal.note("esims", from, count, kind.word(), clock.millis());
        return range(from);
    }

    private void provisioned(Line line) {
        var kind = PhoneKind.of(line.text(2)).orElseThrow();
        var range = new Range(line.whole(0), line.whole(1), kind, line.number(3));
        ranges.put(range.from(), range);
        total = range.from() + range.count();
    }

    public int total() {
        return total;
    }

    public int touched() {
        return touched;
    }

    public List<Range> ranges() {
        return List.copyOf(ranges.values());
    }

    private Range range(int index) {
        return Optional.ofNullable(ranges.floorEntry(index))
                .map(Map.Entry::getValue)
                .orElseThrow();
    }

    public PhoneKind kind(int index) {
        return range(index).kind();
    }

    public Optional<Phone> find(String iccid) {
        var index = Iccid.index(iccid);
        if (index.isEmpty() || index.getAsInt() >= total) {
            return Optional.empty();
        }
        return Optional.of(phone(index.getAsInt()));
    }

    /** The eSIM with this index, made on the first touch. */
    public Phone phone(int index) {
        int sheet = index / SHEET;
        if (sheet >= sheets.length) {
            sheets = java.util.Arrays.copyOf(sheets, Math.max(sheet + 1, sheets.length * 2));
        }
        var page = sheets[sheet];
        if (page == null) {
            page = new Phone[SHEET];
            sheets[sheet] = page;
        }
        var phone = page[index % SHEET];
        if (phone == null) {
            phone = make(index);
            page[index % SHEET] = phone;
            touched++;
        }
        return phone;
    }

    public void eachTouched(Consumer<Phone> visitor) {
        for (var page : sheets) {
            if (page == null) {
                continue;
            }
            for (var phone : page) {
                if (phone != null) {
                    visitor.accept(phone);
                }
            }
        }
    }

    private Phone make(int index) {
        var range = range(index);
        var phone = new Phone(index, range.kind(), range.at());
        if (range.kind() == PhoneKind.SOLD) {
            return phone;
        }
        var plan = shelf.original(range.kind(), index % 3);
        switch (range.kind()) {
            case FRESH -> phone.cameUnused(new OwnedPackage(0, 0, index, plan, plan.netMinor(), "", range.at(), null));
            case RECYCLED ->
                endedDaysBefore(phone, plan, range.at(), plan.operator().graceDays() + 40L);
            case EXPIRED_IN_GRACE -> endedDaysBefore(phone, plan, range.at(), 20);
            default -> runsSince(phone, plan, range.at(), index % 3);
        }
        return phone;
    }

    private static void endedDaysBefore(Phone phone, Plan plan, long at, long days) {
        long activated = at - (days + plan.days()) * DAY_MILLIS;
        phone.cameWith(plan, activated - DAY_MILLIS, activated, plan.megabytes() / 10);
    }

    /** Three in a row differ: one day left, twelve days left, nearly no data left. */
    private static void runsSince(Phone phone, Plan plan, long at, int variant) {
        long daysLeft =
                switch (variant) {
                    case 0 -> 1;
                    case 1 -> Math.min(12, plan.days() - 1L);
                    default -> Math.min(5, plan.days() - 1L);
                };
        int left =
                switch (variant) {
                    case 0 -> plan.megabytes() * 3 / 10;
                    case 1 -> plan.megabytes() / 2;
                    default -> plan.megabytes() / 25;
                };
        long activated = at - (plan.days() - daysLeft) * DAY_MILLIS + DAY_MILLIS / 4;
        phone.cameWith(plan, activated - DAY_MILLIS, activated, left);
    }

    /** Puts a package on an eSIM. Called by the reader of a sale, live and at replay. */
    public OwnedPackage add(int index, int seq, int order, Plan plan, int costMinor, String description, long at) {
        return phone(index).add(seq, order, plan, costMinor, description, at);
    }

    /** A new eSIM with its first package, unused. The range must have been provisioned as sold. */
    public OwnedPackage addNew(int index, int seq, int order, Plan plan, int costMinor, String description, long at) {
        var original = new OwnedPackage(seq, order, index, plan, costMinor, description, at, null);
        phone(index).cameUnused(original);
        return original;
    }

    /** Lets a phone use data now. */
    public void use(Phone phone, int megabytes) {
        journal.note("use", phone.index(), megabytes, clock.millis());
    }

    private void used(Line line) {
        phone(line.whole(0)).use(line.whole(1), line.number(2));
    }
}
