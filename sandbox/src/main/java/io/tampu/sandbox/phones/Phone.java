package io.tampu.sandbox.phones;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One eSIM that was touched. Its packages run one after the other: one is active, later ones wait ({@code NOT_ACTIVE}, no
 * dates) until the active one has no data or no days left; where nothing runs, a new one starts at once, as if the phone
 * were online. When nothing runs and nothing waits, the grace window counts; after it the eSIM is recycled for good.
 */
public final class Phone {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final int index;
    private final PhoneKind kind;
    private final long provisionedAt;
    private @Nullable OwnedPackage newest;
    private @Nullable OwnedPackage current;
    private boolean installed = true;

    Phone(int index, PhoneKind kind, long provisionedAt) {
        this.index = index;
        this.kind = kind;
        this.provisionedAt = provisionedAt;
    }

    public int index() {
        return index;
    }

    public String iccid() {
        return Iccid.of(index);
    }

    public PhoneKind kind() {
        return kind;
    }

    public Operator operator() {
        return first().plan().operator();
    }

    public boolean isInstalled() {
        return installed;
    }

    public long provisionedAt() {
        return provisionedAt;
    }

    /** What it came with. */
    public OwnedPackage first() {
        var each = newestOne();
        while (each.earlier != null) {
            each = each.earlier;
        }
        return each;
    }

    /** Newest first. */
    public List<OwnedPackage> packages() {
        var all = new ArrayList<OwnedPackage>();
        for (var each = newest; each != null; each = each.earlier) {
            all.add(each);
        }
        return all;
    }

    OwnedPackage add(int seq, int order, Plan plan, int costMinor, String description, long at) {
        runUntil(at);
        var added = new OwnedPackage(seq, order, index, plan, costMinor, description, at, newest);
        newest = added;
        if (installed && !runs(at)) {
            added.activate(at);
            current = added;
        }
        return added;
    }

    /** A package that was there before the world began. */
    void cameWith(Plan plan, long boughtAt, long activatedAt, int leftMegabytes) {
        var original = new OwnedPackage(0, 0, index, plan, plan.netMinor(), "", boughtAt, newest);
        original.startWith(leftMegabytes);
        original.activate(activatedAt);
        newest = original;
        current = original;
    }

    void cameUnused(OwnedPackage original) {
        newest = original;
        installed = false;
    }

    /** Lets time pass: what has ended hands over to what waits. Asking for an earlier time changes nothing. */
    public void runUntil(long now) {
        while (installed && current != null && !current.isActive(now)) {
            var next = oldestWaiting();
            if (next == null) {
                return;
            }
            next.activate(current.endsAt());
            current = next;
        }
    }

    /** Uses data at this moment, from one package after the other. The first use installs the eSIM. */
    void use(int megabytes, long at) {
        if (!installed && !isRecycled(at)) {
            installed = true;
            current = first();
            current.activate(at);
        }
        runUntil(at);
        int left = megabytes;
        while (left > 0 && current != null && current.isActive(at)) {
            left = current.use(left, at);
            runUntil(at);
        }
    }

    /** What runs now, else what ran last, else what will run first. */
    public OwnedPackage current(long now) {
        runUntil(now);
        return current == null ? first() : current;
    }

    public boolean runs(long now) {
        return current != null && current.isActive(now);
    }

    /** When it will be recycled as things stand; empty while something runs or waits. */
    public OptionalLong recycledAt(long now) {
        runUntil(now);
        if (!installed) {
            return OptionalLong.of(newestOne().boughtAt() + operator().installDays() * DAY_MILLIS);
        }
        if (current == null || runs(now)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(current.endsAt() + operator().graceDays() * DAY_MILLIS);
    }

    public boolean isRecycled(long now) {
        var at = recycledAt(now);
        return at.isPresent() && at.getAsLong() <= now;
    }

    /** The package with this id of ours, as the outside sees it. */
    public Optional<OwnedPackage> withSeq(int seq) {
        return packages().stream().filter(each -> each.seq() == seq).findFirst();
    }

    private @Nullable OwnedPackage oldestWaiting() {
        OwnedPackage found = null;
        for (var each = newest; each != null && each.isWaiting(); each = each.earlier) {
            found = each;
        }
        return found;
    }

    private OwnedPackage newestOne() {
        if (newest == null) {
            throw new IllegalStateException("an eSIM without a package: " + index);
        }
        return newest;
    }
}
