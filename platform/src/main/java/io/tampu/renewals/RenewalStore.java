package io.tampu.renewals;

import io.tampu.engine.Database;
import io.tampu.esims.EsimId;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** SQL of renewals. The statements of the hot path take sets. */
final class RenewalStore {

    private final Database database;

    RenewalStore(Database database) {
        this.database = database;
    }

    /** Writes down new renewals, those that no other key, reference or open renewal forbids, and says which. */
    Set<RenewalId> insert(List<Renewal> renewals) {
        return database
                .set("""
                        insert into renewals_renewal
                            (id, buyer, esim, plan, iccid, supplier, supplier_package, currency, tax_rule, promise,
                             request_key, request_hash, reference, total_minor, tax_minor, state, sending,
                             accepted_at, deadline_at, due_at, pay_until, secured, paid_at, refund_to)
                        select * from unnest(
                            ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
                            ?::text[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::bigint[], ?::bigint[], ?::text[],
                            ?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
                            ?::text[], ?::timestamptz[], ?::text[])
                        on conflict do nothing returning id""", renewals)
                .uuid(renewal -> renewal.id().value())
                .uuid(renewal -> renewal.terms().buyer())
                .uuid(renewal -> renewal.terms().esim().value())
                .uuid(renewal -> renewal.terms().plan().value())
                .text(renewal -> renewal.terms().iccid())
                .text(renewal -> renewal.terms().supplier())
                .text(renewal -> renewal.terms().supplierPackage())
                .text(renewal -> renewal.terms().total().currency())
                .text(renewal -> renewal.terms().taxRule())
                .text(renewal -> RenewalRow.write(renewal.terms().promise()))
                .text(renewal -> renewal.terms().key().map(RequestKey::key).orElse(null))
                .bytes(renewal -> renewal.terms().key().map(RequestKey::hash).orElse(null))
                .text(renewal -> renewal.terms().reference().orElse(null))
                .number(renewal -> renewal.terms().total().amountMinor())
                .number(renewal -> renewal.terms().tax().amountMinor())
                .text(renewal -> renewal.state().name())
                .text(renewal -> renewal.sending().name())
                .time(Renewal::acceptedAt)
                .time(Renewal::deadlineAt)
                .time(renewal -> renewal.dueAt().orElse(null))
                .time(renewal -> renewal.terms().payUntil().orElse(null))
                .text(renewal -> renewal.secured().map(Secured::name).orElse(null))
                .time(renewal -> renewal.paidAt().orElse(null))
                .text(renewal -> renewal.terms().refundTo().name())
                .query((row, number) -> new RenewalId(row.getObject(1, UUID.class)))
                .stream()
                .collect(Collectors.toSet());
    }

    /**
     * Writes steps down, those whose renewal is still as it was read, and says which, with their answer. The time at which it
     * is due stands for the claim: whoever's lease has run out, and was claimed by another, writes nothing.
     */
    Map<RenewalId, Optional<String>> record(List<Step> steps) {
        var recorded = new HashMap<RenewalId, Optional<String>>();
        database.set("""
                        update renewals_renewal r set
                            state = s.state, sending = s.sending, tries = s.tries, due_at = s.due_at,
                            supplier_order = s.supplier_order, cost_minor = nullif(s.cost_minor, -1),
                            cost_currency = s.cost_currency, delivered = s.delivered, reason = s.reason,
                            ended_at = s.ended_at, answer = coalesce(r.answer, s.answer)
                        from unnest(
                            ?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::timestamptz[], ?::text[],
                            ?::bigint[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::timestamptz[])
                            as s (id, from_state, state, sending, tries, due_at, supplier_order, cost_minor,
                                cost_currency, delivered, reason, ended_at, answer, from_due_at)
                        where r.id = s.id and r.state = s.from_state and r.due_at is not distinct from s.from_due_at
                        returning r.id, r.answer""", steps)
                .uuid(step -> step.to().id().value())
                .text(step -> step.from().state().name())
                .text(step -> step.to().state().name())
                .text(step -> step.to().sending().name())
                .number(step -> step.to().tries())
                .time(step -> step.to().dueAt().orElse(null))
                .text(step -> step.to().supplierOrder().orElse(null))
                .number(step -> step.to().cost().map(cost -> cost.amountMinor()).orElse(-1L))
                .text(step -> step.to().cost().map(cost -> cost.currency()).orElse(null))
                .text(step -> step.to().delivered().map(RenewalRow::write).orElse(null))
                .text(step -> step.to().reason().orElse(null))
                .time(step -> step.to().endedAt().orElse(null))
                .text(step -> step.to().answer().orElse(null))
                .time(step -> step.from().dueAt().orElse(null))
                .query((row, number) -> recorded.put(
                        new RenewalId(row.getObject(1, UUID.class)), Optional.ofNullable(row.getString(2))));
        return recorded;
    }

    /** These renewals, locked in the order of their ids until the transaction ends. */
    List<Renewal> lock(Collection<UUID> ids) {
        return database.client()
                .sql("select * from renewals_renewal where id = any (?) order by id for update")
                .param(ids.toArray(UUID[]::new))
                .query(RenewalRow::read)
                .list();
    }

    /** Which of these eSIMs are being renewed by a renewal that is paid. */
    Set<EsimId> beingRenewed(Collection<EsimId> esims) {
        return Set.copyOf(database.client()
                .sql("""
                        select esim from renewals_renewal where esim = any (?)
                        and state in ('PAID', 'FULFILLING', 'IN_DOUBT', 'UNDELIVERED')""")
                .param(esims.stream().map(EsimId::value).toArray(UUID[]::new))
                .query((row, number) -> new EsimId(row.getObject(1, UUID.class)))
                .list());
    }

    /** Writes down that the money of renewals that are locked is secured, and their orders as if sent. */
    void recordPaid(List<Step> steps) {
        database.set("""
                        update renewals_renewal r set state = s.state, sending = s.sending, tries = 0, due_at = s.due_at,
                            deadline_at = s.deadline_at, secured = s.secured, paid_at = s.paid_at
                        from unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[],
                            ?::timestamptz[]) as s (id, state, sending, due_at, deadline_at, secured, paid_at)
                        where r.id = s.id""", steps)
                .uuid(step -> step.to().id().value())
                .text(step -> step.to().state().name())
                .text(step -> step.to().sending().name())
                .time(step -> step.to().dueAt().orElse(null))
                .time(step -> step.to().deadlineAt())
                .text(step -> step.to().secured().map(Secured::name).orElse(null))
                .time(step -> step.to().paidAt().orElse(null))
                .update();
    }

    private record Line(UUID id, RenewalId renewal, Step.Moved moved) {}

    /** Writes down the moves of unusual steps; the same move gets the same id. */
    void insertMoves(List<Step> steps) {
        List<Line> lines = steps.stream()
                .filter(Step::isUnusual)
                .flatMap(step -> step.moves().stream()
                        .map(moved -> new Line(
                                UUID.nameUUIDFromBytes((step.to().id() + " " + moved)
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                                step.to().id(),
                                moved)))
                .toList();
        database.set("""
                        insert into renewals_move (id, renewal, at, from_state, event, to_state, said)
                        select * from unnest(
                            ?::uuid[], ?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[])
                        on conflict do nothing""", lines)
                .uuid(Line::id)
                .uuid(line -> line.renewal().value())
                .time(line -> line.moved().at())
                .text(line -> line.moved().from().name())
                .text(line -> line.moved().because().name())
                .text(line -> line.moved().to().name())
                .text(line -> line.moved().said())
                .update();
    }

    /** Rare, and so a statement of its own: the supplier says that the order is still open there. */
    void moveDeadlines(List<Step> steps) {
        database.set("""
                        update renewals_renewal r set deadline_at = s.deadline_at
                        from unnest(?::uuid[], ?::timestamptz[]) as s (id, deadline_at) where r.id = s.id""", steps)
                .uuid(step -> step.to().id().value())
                .time(step -> step.to().deadlineAt())
                .update();
    }

    void openCase(RenewalId renewal, String what, Instant at) {
        database.client()
                .sql("insert into renewals_case (renewal, opened_at, what) values (?, ?, ?) on conflict do nothing")
                .params(renewal.value(), Timestamp.from(at), what)
                .update();
    }

    /**
     * Takes due renewals, those that have not ended first, for this caller until {@code now + lease}, and marks those that may be sent as asked, since after
     * a crash nobody can tell. Each comes back with its order as it stood before.
     */
    List<Renewal> claimDue(Instant now, Duration lease, int limit) {
        return database.client()
                .sql("""
                        update renewals_renewal r set
                            due_at = :until,
                            sending = case when r.sending = 'CLEAR' and r.state = 'FULFILLING' then 'ASKED'
                                else r.sending end
                        where r.id in (
                            select id from renewals_renewal where due_at <= :now
                            order by ended_at is not null, due_at limit :limit for update skip locked)
                        returning new.*, old.sending as was_sending""")
                .param("until", Timestamp.from(now.plus(lease)))
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query(RenewalRow::readClaimed)
                .list();
    }

    /** Takes renewals that were just paid for this caller, those that nobody has taken yet, and marks their orders as asked. */
    List<Renewal> claimPaid(Collection<UUID> ids, Instant now, Duration lease) {
        return database.client()
                .sql("""
                        update renewals_renewal set sending = 'ASKED', due_at = ? where id in (
                            select id from renewals_renewal
                            where id = any (?) and state = 'FULFILLING' and sending = 'CLEAR' and tries = 0
                            order by id for update)
                        returning *""")
                .params(Timestamp.from(now.plus(lease)), ids.toArray(UUID[]::new))
                .query(RenewalRow::read)
                .list();
    }

    /** Keeps the first answer that a request was given; an answer that is already there stays, and comes back. */
    String keepAnswer(RenewalId renewal, String answer) {
        return database.client()
                .sql("update renewals_renewal set answer = coalesce(answer, ?) where id = ? returning answer")
                .params(answer, renewal.value())
                .query(String.class)
                .single();
    }

    Optional<Renewal> find(RenewalId id) {
        return database.client()
                .sql("select * from renewals_renewal where id = ?")
                .param(id.value())
                .query(RenewalRow::read)
                .optional();
    }

    Optional<Renewal> findByKey(UUID buyer, String key) {
        return database.client()
                .sql("select * from renewals_renewal where buyer = ? and request_key = ?")
                .params(buyer, key)
                .query(RenewalRow::read)
                .optional();
    }

    Optional<Renewal> findByReference(UUID buyer, String reference) {
        return database.client()
                .sql("select * from renewals_renewal where buyer = ? and reference = ?")
                .params(buyer, reference)
                .query(RenewalRow::read)
                .optional();
    }

    Optional<Renewal> findOpen(EsimId esim) {
        return database.client()
                .sql("""
                        select * from renewals_renewal where esim = ?
                        and state in ('PAID', 'FULFILLING', 'IN_DOUBT', 'UNDELIVERED')""")
                .param(esim.value())
                .query(RenewalRow::read)
                .optional();
    }

    /** The buyer's delivered renewals of the same eSIM, accepted after this one or so long before. Asked when a plan is given back. */
    List<Renewal> renewedLike(Renewal renewal, Duration before) {
        long since = renewal.acceptedAt().minus(before).toEpochMilli();
        return database.client()
                .sql("""
                        select * from renewals_renewal
                        where buyer = ? and id >= ? and esim = ? and state = 'RENEWED' order by id""")
                .params(
                        renewal.terms().buyer(),
                        new UUID(since << 16, 0),
                        renewal.terms().esim().value())
                .query(RenewalRow::read)
                .list();
    }

    List<Renewal> list(UUID buyer, Optional<RenewalId> after, int limit) {
        return database.client()
                .sql("select * from renewals_renewal where buyer = ? and id > ? order by id limit ?")
                .params(buyer, after.map(RenewalId::value).orElse(new UUID(0, 0)), limit)
                .query(RenewalRow::read)
                .list();
    }

    List<Renewal> newest(UUID buyer, Optional<RenewalId> before, int limit) {
        return database.client()
                .sql("select * from renewals_renewal where buyer = ? and id < ? order by id desc limit ?")
                .params(buyer, before.map(RenewalId::value).orElse(new UUID(-1, -1)), limit)
                .query(RenewalRow::read)
                .list();
    }

    /** Only rows that are wanted leave the database: what was promised and answered is most of a row. */
    List<Renewal> openAmongNewest(UUID buyer, int among) {
        return database.client()
                .sql("""
                        select * from (
                            select * from renewals_renewal where buyer = ? order by id desc limit ?) as newest
                        where state not in ('UNPAID', 'RENEWED', 'REFUNDED') order by id desc""")
                .params(buyer, among)
                .query(RenewalRow::read)
                .list();
    }

    List<Renewal> ofEsimAmongNewest(UUID buyer, EsimId esim, int among, int limit) {
        return database.client()
                .sql("""
                        select * from (
                            select * from renewals_renewal where buyer = ? order by id desc limit ?) as newest
                        where esim = ? order by id desc limit ?""")
                .params(buyer, among, esim.value(), limit)
                .query(RenewalRow::read)
                .list();
    }

    /** A platform that was silent for longer than {@code gap}, or whose clock went back, lives anew since now. */
    void beat(UUID platform, Instant now, Duration gap) {
        Timestamp at = Timestamp.from(now);
        database.client()
                .sql("""
                        insert into renewals_heartbeat as beat (platform, at, since) values (?, ?, ?)
                        on conflict (platform) do update set at = excluded.at, since = case
                            when beat.at between ? and excluded.at then beat.since else excluded.at end""")
                .params(platform, at, at, Timestamp.from(now.minus(gap)))
                .update();
    }

    /** Paid but not delivered: how many are open past their deadline. */
    long countPastDeadline(Instant now) {
        return database.client()
                .sql("""
                        select count(*) from renewals_renewal
                        where due_at is not null and deadline_at < ?
                            and state in ('PAID', 'FULFILLING', 'IN_DOUBT', 'UNDELIVERED')""")
                .param(Timestamp.from(now))
                .query(Long.class)
                .single();
    }
}
