package io.tampu.sandbox.phones;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A package on an eSIM, and at the same time the line of the ledger that sold it: one object for both, since a million of
 * them are kept. Times are milliseconds since 1970; 0 is never.
 */
public final class OwnedPackage {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final int seq;
    private final int order;
    private final int esim;
    private final int costMinor;
    private final Plan plan;
    private final byte[] description;
    private final long boughtAt;
    final @Nullable OwnedPackage earlier;
    private long activatedAt;
    private long finishedAt;
    private int leftMegabytes;
    private byte told;

    /**
     * @param seq its place in the ledger from 1, or 0 for what an eSIM came with before the world began
     * @param earlier the package bought before it for the same eSIM
     */
    OwnedPackage(
            int seq,
            int order,
            int esim,
            Plan plan,
            int costMinor,
            String description,
            long boughtAt,
            @Nullable OwnedPackage earlier) {
        this.seq = seq;
        this.order = order;
        this.esim = esim;
        this.plan = plan;
        this.costMinor = costMinor;
        this.description = description.getBytes(StandardCharsets.UTF_8);
        this.boughtAt = boughtAt;
        this.earlier = earlier;
        this.leftMegabytes = plan.megabytes();
    }

    /** A sale by itself, on no phone: for whoever keeps sales only. */
    public static OwnedPackage sold(
            int seq, int order, int esim, Plan plan, int costMinor, String description, long boughtAt) {
        return new OwnedPackage(seq, order, esim, plan, costMinor, description, boughtAt, null);
    }

    public int seq() {
        return seq;
    }

    public int order() {
        return order;
    }

    public int esim() {
        return esim;
    }

    public Plan plan() {
        return plan;
    }

    public int costMinor() {
        return costMinor;
    }

    public String description() {
        return new String(description, StandardCharsets.UTF_8);
    }

    public long boughtAt() {
        return boughtAt;
    }

    public long activatedAt() {
        return activatedAt;
    }

    public long finishedAt() {
        return finishedAt;
    }

    public int leftMegabytes() {
        return leftMegabytes;
    }

    /** When its days end; 0 while it waits. */
    public long expiresAt() {
        return activatedAt == 0 ? 0 : activatedAt + plan.days() * DAY_MILLIS;
    }

    /** When it ended or will end by its days: the moment from which the next one runs. */
    long endsAt() {
        return finishedAt == 0 ? expiresAt() : finishedAt;
    }

    public boolean isWaiting() {
        return activatedAt == 0;
    }

    public boolean isActive(long now) {
        return activatedAt != 0 && finishedAt == 0 && now < expiresAt();
    }

    /** {@code NOT_ACTIVE}, {@code ACTIVE}, {@code FINISHED} (no data left) or {@code EXPIRED} (no days left). */
    public String status(long now) {
        if (isWaiting()) {
            return "NOT_ACTIVE";
        }
        if (finishedAt != 0) {
            return "FINISHED";
        }
        return now < expiresAt() ? "ACTIVE" : "EXPIRED";
    }

    public int usedPercent() {
        return plan.unlimited() ? 0 : (int) ((plan.megabytes() - leftMegabytes) * 100L / plan.megabytes());
    }

    void activate(long at) {
        activatedAt = at;
    }

    /** Uses data; gives back what it did not have. */
    int use(int megabytes, long at) {
        if (plan.unlimited()) {
            return 0;
        }
        int used = Math.min(megabytes, leftMegabytes);
        leftMegabytes -= used;
        if (leftMegabytes == 0 && finishedAt == 0) {
            finishedAt = at;
        }
        return megabytes - used;
    }

    void startWith(int megabytes) {
        leftMegabytes = megabytes;
    }

    /** Whether this warning has gone out; a bit each. */
    public boolean wasTold(int bit) {
        return (told & bit) != 0;
    }

    public void told(int bit) {
        told = (byte) (told | bit);
    }
}
