package io.tampu.accounts;

import io.tampu.engine.Database;
import io.tampu.engine.Ids;
import io.tampu.language.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The second door of accounts: travellers, found by id or by e-mail. */
public final class Customers {

    private static final ZoneId LIMA = ZoneId.of("America/Lima");
    /** Whether it is one is known once a letter to it was answered; this refuses what cannot be one. */
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]{3,190}");

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
        String address = normal(email);
        if (!EMAIL.matcher(address).matches()) {
            throw new IllegalArgumentException("not an e-mail address");
        }
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
        return database.client()
                .sql("select * from accounts_customer where email = ?")
                .param(normal(email))
                .query(Customers::customer)
                .optional();
    }

    public Optional<Customer> byId(UUID id) {
        return database.client()
                .sql("select * from accounts_customer where id = ?")
                .param(id)
                .query(Customers::customer)
                .optional();
    }

    private static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    private static Customer customer(ResultSet row, int number) throws SQLException {
        return new Customer(
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("currency"),
                row.getString("language"),
                ZoneId.of(row.getString("zone")));
    }
}
