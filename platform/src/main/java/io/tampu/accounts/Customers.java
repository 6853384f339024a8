package io.tampu.accounts;

import io.tampu.engine.Database;
import io.tampu.engine.Ids;
import io.tampu.language.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The second door of accounts: travellers, found by id or by e-mail. */
public final class Customers {

    private static final ZoneId LIMA = ZoneId.of("America/Lima");

    private final Database database;
    private final Ids ids;
    private final Clock clock;

    public Customers(Database database, Ids ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /** Finds or makes the customer of this address. Safe to repeat. Throws {@link IllegalArgumentException} for no address. */
    public Customer add(String email, String currency, String language) {
        String address =
                EmailAddress.read(email).orElseThrow(() -> new IllegalArgumentException("not an e-mail address"));
        String spoken = Language.of(language).code();
        database.client()
                .sql("""
                        insert into accounts_customer (id, email, currency, language, zone, created_at)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(ids.newWithOwnHome(), address, currency, spoken, LIMA.getId(), Timestamp.from(clock.instant()))
                .update();
        return byEmail(address).orElseThrow();
    }

    public Optional<Customer> byEmail(String email) {
        return EmailAddress.read(email)
                .flatMap(address -> database.client()
                        .sql("select * from accounts_customer where email = ?")
                        .param(address)
                        .query(Customers::customer)
                        .optional());
    }

    public Optional<Customer> byId(UUID id) {
        return database.client()
                .sql("select * from accounts_customer where id = ?")
                .param(id)
                .query(Customers::customer)
                .optional();
    }

    /** Those of them that are customers: a partner's id, for one, is not. One statement, and none for nobody. */
    public Map<UUID, Customer> byIds(Set<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : database
                        .client()
                        .sql("select * from accounts_customer where id = any (?)")
                        .param(ids.toArray(UUID[]::new))
                        .query(Customers::customer)
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Customer::id, Function.identity()));
    }

    /** In which pages and letters speak to them from now on. */
    public void setLanguage(UUID id, Language language) {
        database.client()
                .sql("update accounts_customer set language = ? where id = ? and language <> ?")
                .params(language.code(), id, language.code())
                .update();
    }

    /** In which days are shown from now on. */
    public void setZone(UUID id, ZoneId zone) {
        database.client()
                .sql("update accounts_customer set zone = ? where id = ? and zone <> ?")
                .params(zone.getId(), id, zone.getId())
                .update();
    }

    /** Nobody else changes the customer before the end of the transaction. */
    Customer lock(UUID id) {
        return database.client()
                .sql("select * from accounts_customer where id = ? for update")
                .param(id)
                .query(Customers::customer)
                .single();
    }

    /** Throws {@link org.springframework.dao.DuplicateKeyException} when another customer has the address. */
    Customer setEmail(UUID id, String address) {
        return database.client()
                .sql("update accounts_customer set email = ? where id = ? returning *")
                .params(address, id)
                .query(Customers::customer)
                .single();
    }

    private static Customer customer(ResultSet row, int number) throws SQLException {
        return customer(row, "id");
    }

    /** @param id the column that has it */
    static Customer customer(ResultSet row, String id) throws SQLException {
        return new Customer(
                row.getObject(id, UUID.class),
                row.getString("email"),
                row.getString("currency"),
                row.getString("language"),
                ZoneId.of(row.getString("zone")));
    }
}
