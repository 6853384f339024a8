package io.tampu.accounts;

import io.tampu.engine.Database;
import io.tampu.engine.FakeClock;
import io.tampu.engine.Ids;
import io.tampu.engine.Secret;
import io.tampu.engine.TestDatabase;
import io.tampu.language.Language;
import io.tampu.messages.Messages;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/** The rooms that signing in needs, on a real database. Letters are read where they wait. */
final class SignInDesk implements AutoCloseable {

    static final String PHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.60";

    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    final TestDatabase tables = TestDatabase.fresh();
    final FakeClock clock = new FakeClock();
    final Database database = new Database(tables.dataSource());
    final Ids ids = new Ids(clock, new Random(1));
    final Customers customers = new Customers(database, ids, clock);
    final Messages messages = new Messages(database, clock, Optional.empty(), "Example Travel");
    final SignIns signIns = new SignIns(new SignIns.Parts(
            database, customers, messages, ids, clock, new Secret("a key of tests that seals offers")));

    /** A customer who has signed in by a code. */
    NewSession signedIn(String email) {
        var asked = (Asked.Sent) signIns.askToSignIn(email, Language.EN, "192.0.2.1");
        return ((SignInAnswer.In) signIns.signIn(asked.token().reveal(), codeFor(email), "USD", Language.EN, PHONE))
                .session();
    }

    /** The code in the last letter to an address. */
    String codeFor(String address) {
        var code = CODE.matcher(last(address, "facts"));
        if (!code.find()) {
            throw new IllegalStateException("no code in the last letter to " + address);
        }
        return code.group(1);
    }

    /** A column of the last letter to an address. */
    String last(String address, String column) {
        return database.client()
                .sql("select " + column + " from messages_letter where address = ? order by id desc limit 1")
                .param(address)
                .query(String.class)
                .single();
    }

    long letters() {
        return number("select count(*) from messages_letter");
    }

    long lettersTo(String address) {
        return database.client()
                .sql("select count(*) from messages_letter where address = ?")
                .param(address)
                .query(Long.class)
                .single();
    }

    long number(String sql) {
        return database.client().sql(sql).query(Long.class).single();
    }

    /** A table as text, a row a line. */
    List<String> rows(String table) {
        return database.client()
                .sql("select t::text from " + table + " t")
                .query(String.class)
                .list();
    }

    /** A code that is another than this. */
    static String other(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    @Override
    public void close() {
        signIns.close();
        messages.close();
        tables.close();
    }
}
