package io.tampu.catalog;

import io.tampu.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The catalogue's rows. */
final class PlanStore {

    /** All versions ever, and which of them are sold. */
    record Row(Plan plan, boolean current) {}

    private final JdbcClient jdbc;

    PlanStore(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    long edition() {
        return jdbc.sql("SELECT number FROM catalog_edition").query(Long.class).single();
    }

    /** Lets no other import go on until this transaction ends. */
    void lockEdition() {
        jdbc.sql("SELECT number FROM catalog_edition FOR UPDATE")
                .query(Long.class)
                .single();
    }

    void nextEdition() {
        jdbc.sql("UPDATE catalog_edition SET number = number + 1").update();
    }

    List<Row> all() {
        return jdbc.sql("SELECT * FROM catalog_plan ORDER BY code, version")
                .query((row, number) -> new Row(plan(row), row.getObject("retired_at") == null))
                .list();
    }

    void retire(Collection<PlanId> plans, Instant at) {
        if (!plans.isEmpty()) {
            jdbc.sql("UPDATE catalog_plan SET retired_at = :at WHERE id IN (:ids)")
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("ids", plans.stream().map(PlanId::value).toList())
                    .update();
        }
    }

    void add(Plan plan, Instant at) {
        jdbc.sql("""
                        INSERT INTO catalog_plan (id, code, version, name, kind, region, data_bytes, voice_minutes, sms_count,
                            validity_days, networks, price_minor, currency, start_rule, stacking_rule, fair_use, supplier,
                            supplier_package, sample, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        plan.id().value(),
                        plan.code(),
                        plan.version(),
                        plan.name(),
                        plan.kind().name(),
                        plan.region().toArray(String[]::new),
                        plan.dataBytes(),
                        plan.voiceMinutes(),
                        plan.smsCount(),
                        plan.validityDays(),
                        plan.networks().stream()
                                .map(network -> network.mccMnc() + " " + network.brand())
                                .toArray(String[]::new),
                        plan.price().amountMinor(),
                        plan.price().currency(),
                        plan.startRule().name(),
                        plan.stackingRule().name(),
                        plan.fairUse(),
                        plan.supplier(),
                        plan.supplierPackage(),
                        plan.sample(),
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Plan plan(ResultSet row) throws SQLException {
        return new Plan(
                new PlanId(row.getObject("id", UUID.class)),
                row.getString("code"),
                row.getInt("version"),
                row.getString("name"),
                Plan.Kind.valueOf(row.getString("kind")),
                texts(row, "region"),
                row.getLong("data_bytes"),
                row.getInt("voice_minutes"),
                row.getInt("sms_count"),
                row.getInt("validity_days"),
                texts(row, "networks").stream().map(PlanStore::network).toList(),
                Money.of(row.getLong("price_minor"), row.getString("currency")),
                Plan.StartRule.valueOf(row.getString("start_rule")),
                Plan.StackingRule.valueOf(row.getString("stacking_rule")),
                row.getString("fair_use"),
                row.getString("supplier"),
                row.getString("supplier_package"),
                row.getBoolean("sample"));
    }

    private static Plan.Network network(String text) {
        int space = text.indexOf(' ');
        return new Plan.Network(text.substring(0, space), text.substring(space + 1));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
