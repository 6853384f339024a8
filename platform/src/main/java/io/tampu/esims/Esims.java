package io.tampu.esims;

import io.tampu.engine.Ids;
import io.tampu.suppliers.Supplier;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The front door of the eSIMs. */
public final class Esims implements AutoCloseable {

    /** A word older than this is asked for again, in the background. */
    public static final Duration MAX_AGE = Duration.ofMinutes(15);
    /** Somebody who looks at an eSIM that was never checked waits so long for the supplier. */
    public static final Duration FIRST_WAIT = Duration.ofSeconds(2);

    private final EsimStore esims;
    private final OwnedEsims owned;
    private final SnapshotStore snapshots;
    private final RefreshEsims refresh;
    private final ImportEsims importEsims;
    private final Clock clock;

    /**
     * @param suppliers by the name under which eSIMs know them
     */
    public Esims(DataSource dataSource, Clock clock, Ids ids, Map<String, Supplier> suppliers) {
        this.esims = new EsimStore(dataSource);
        this.owned = new OwnedEsims(dataSource);
        this.snapshots = new SnapshotStore(dataSource);
        this.refresh = new RefreshEsims(suppliers, snapshots, clock);
        this.importEsims = new ImportEsims(dataSource, esims, clock, ids, suppliers.keySet());
        this.clock = clock;
    }

    /** The eSIM that has this ICCID, or had it last, if it is linked to the partner. Empty for any other, as if it did not exist. */
    public Optional<Esim> find(UUID partner, String iccid) {
        return Iccid.isWellFormed(iccid) ? esims.findOfPartner(partner, iccid) : Optional.empty();
    }

    public Optional<Esim> find(EsimId id) {
        return findAll(List.of(id)).stream().findFirst();
    }

    /**
     * The customer's eSIMs, the newest first, {@code limit} at most.
     *
     * @param before the last that was seen, to go on after it
     */
    public List<Esim> ofOwner(UUID customer, Optional<EsimId> before, int limit) {
        return owned.ofOwner(customer, before, limit);
    }

    /** An eSIM of this customer. Empty for any other, as if it did not exist. */
    public Optional<Esim> findOfOwner(UUID customer, EsimId esim) {
        return owned.findOfOwner(customer, esim);
    }

    /**
     * Makes all eSIMs that were bought with this address and have no owner the customer's. One look into an index where there is
     * none, and then nothing is written: it may be called at each visit.
     *
     * @param email that the customer has proved to be theirs
     * @return how many
     */
    public int takeBought(UUID customer, String email) {
        return owned.takeBought(customer, email);
    }

    /** Whether what somebody typed can be the number of an eSIM: groups and full-width digits are understood. */
    public static boolean isIccid(String typed) {
        return Iccid.isWellFormed(Iccid.typed(typed));
    }

    /**
     * The eSIM that has this ICCID, if it was bought with this address and has no owner. To be answered to nobody before a code
     * that was sent to the address has come back.
     *
     * @param iccid as it was typed: groups and full-width digits are understood
     */
    public Optional<Esim> findForClaim(String iccid, String email) {
        return owned.findForClaim(iccid, email);
    }

    /** Makes an eSIM without an owner the customer's. False: it is another's. Safe to repeat. */
    public boolean own(UUID customer, EsimId esim) {
        return owned.own(customer, esim);
    }

    /**
     * Gives an eSIM of this customer another label: one line, without its outer spaces, cut after 40 characters. An import no
     * longer changes it. Empty for any other eSIM, as if it did not exist.
     */
    public Optional<Esim> rename(UUID customer, EsimId esim, String label) {
        return owned.rename(customer, esim, label);
    }

    /** Those that exist, in no order. One statement. */
    public List<Esim> findAll(Collection<EsimId> ids) {
        return esims.findAll(ids);
    }

    /** What is known now; nobody is asked. Empty: the supplier was never asked. */
    public Optional<Snapshot> snapshot(EsimId esim) {
        return snapshots.find(esim);
    }

    /** What is known now of each; those that were never asked for are missing. One statement. */
    public Map<EsimId, Snapshot> snapshots(Collection<EsimId> esims) {
        return snapshots.findAll(esims);
    }

    /**
     * What is known, good enough to make offers: younger than {@code maxAge} as it is; older as it is too, while it is asked for
     * again in the background; where there is nothing yet, after waiting for the supplier up to {@code wait}.
     */
    public Snapshot freshEnough(Esim esim, Duration maxAge, Duration wait) {
        return refresh.freshEnough(esim, maxAge, wait);
    }

    public Snapshot freshEnough(Esim esim) {
        return freshEnough(esim, MAX_AGE, FIRST_WAIT);
    }

    /** The same of several at once, with one wait for all of them. */
    public Map<EsimId, Snapshot> freshEnough(List<Esim> several) {
        return refresh.freshEnough(several, MAX_AGE, FIRST_WAIT);
    }

    /** Asks the supplier now and writes down what it says. Not to be called inside a transaction. */
    public Snapshot refresh(Esim esim) {
        return refresh.now(esim);
    }

    /** Asks the supplier on another thread. */
    public void refreshSoon(Esim esim) {
        var unused = refresh.soon(esim);
    }

    /** Suppliers that have not answered this platform's last looks, and since when; for those who watch. Asks nobody. */
    public Map<String, Instant> silentSuppliers() {
        return refresh.silentSuppliers();
    }

    /**
     * Writes down what suppliers said, in one statement, in the caller's transaction if there is one. An older look never
     * replaces a younger one; silence never replaces a word.
     */
    public void writeSnapshots(List<Looked> looks) {
        snapshots.write(looks);
    }

    /**
     * A notification says that something has changed: what is known is no longer fresh. In the caller's transaction if there is
     * one; {@link #refreshSoon} after it. Empty: we have no such eSIM.
     */
    public Optional<Esim> markStale(String supplier, String iccid) {
        var esim = esims.findOfSupplier(supplier, iccid);
        esim.ifPresent(found -> snapshots.hinted(found.id(), clock.instant()));
        return esim;
    }

    /**
     * Takes in eSIMs from CSV with the columns {@code iccid, supplier} and, if wanted, {@code handle, label, customer_email,
     * matching_id, smdp_address, imported_note}. Safe to repeat. An empty field leaves what is known as it is.
     *
     * @param partner all of them are linked to it; one that is linked to another is refused
     */
    public EsimImport importCsv(InputStream csv, UUID partner) {
        return importEsims.run(csv, Optional.of(partner));
    }

    /** The same, linked to nobody; links that are there stay. */
    public EsimImport importCsv(InputStream csv) {
        return importEsims.run(csv, Optional.empty());
    }

    @Override
    public void close() {
        refresh.close();
    }
}
