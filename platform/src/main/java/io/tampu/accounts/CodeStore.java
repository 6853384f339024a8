package io.tampu.accounts;

import io.tampu.engine.Database;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** SQL of one-time codes. */
final class CodeStore {

    /**
     * @param hash HMAC of the code
     * @param subject empty: no code can be right
     */
    record Code(
            String holder,
            CodePurpose purpose,
            UUID id,
            byte[] hash,
            String address,
            Optional<String> subject,
            Instant askedAt,
            int tries) {}

    private final Database database;

    CodeStore(Database database) {
        this.database = database;
    }

    /** In the place of an older one of the same holder and purpose. */
    void put(Code code) {
        database.client()
                .sql("""
                        insert into accounts_code (holder, purpose, id, code, address, subject, asked_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (holder, purpose) do update set id = excluded.id, code = excluded.code,
                            address = excluded.address, subject = excluded.subject, asked_at = excluded.asked_at,
                            tries = 0""")
                .param(1, code.holder())
                .param(2, code.purpose().name())
                .param(3, code.id())
                .param(4, code.hash())
                .param(5, code.address())
                .param(6, code.subject().orElse(null))
                .param(7, Timestamp.from(code.askedAt()))
                .update();
    }

    /**
     * Counts one more try at a code that is still open, and locks it until the end of the transaction: who guesses in parallel
     * guesses in a row.
     */
    Optional<Code> tryOnce(String holder, CodePurpose purpose, Instant askedAfter, int mostTries) {
        return database.client()
                .sql("""
                        update accounts_code set tries = tries + 1
                        where holder = ? and purpose = ? and asked_at > ? and tries < ? returning *""")
                .params(holder, purpose.name(), Timestamp.from(askedAfter), mostTries)
                .query((row, number) -> code(row))
                .optional();
    }

    /** The same without a try. */
    Optional<Code> find(String holder, CodePurpose purpose, Instant askedAfter, int mostTries) {
        return database.client()
                .sql("select * from accounts_code where holder = ? and purpose = ? and asked_at > ? and tries < ?")
                .params(holder, purpose.name(), Timestamp.from(askedAfter), mostTries)
                .query((row, number) -> code(row))
                .optional();
    }

    void delete(Code code) {
        database.client()
                .sql("delete from accounts_code where id = ? and holder = ? and purpose = ?")
                .params(code.id(), code.holder(), code.purpose().name())
                .update();
    }

    void deleteAll(String holder) {
        database.client()
                .sql("delete from accounts_code where holder = ?")
                .param(holder)
                .update();
    }

    private static Code code(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Code(
                row.getString("holder"),
                CodePurpose.valueOf(row.getString("purpose")),
                row.getObject("id", UUID.class),
                row.getBytes("code"),
                row.getString("address"),
                Optional.ofNullable(row.getString("subject")),
                row.getTimestamp("asked_at").toInstant(),
                row.getInt("tries"));
    }
}
