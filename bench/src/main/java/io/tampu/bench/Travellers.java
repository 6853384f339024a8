package io.tampu.bench;

import io.tampu.sandbox.stage.EmbeddedDatabase;
import io.tampu.sandbox.stage.StageProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Travellers with eSIMs, sessions, renewals, receipts and balances: a few real rows, multiplied in the database. */
final class Travellers {

    /** One who is signed in, with something of theirs to look at. */
    record One(String token, String esim, String renewal) {}

    private static final int TOKEN_LENGTH = 43;
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int ID_LENGTH = 26;
    private static final long CHOICE_SEED = 1;
    /** Those who renew for a whole company. */
    private static final int WITH_LONG_HISTORIES = 100;

    private Travellers() {}

    /** Multiplies what is there: the statements are in {@code travellers.sql}. */
    static void multiply(EmbeddedDatabase server, String database, int esims, int travellers) {
        String script = script().replace(":esims", String.valueOf(esims))
                .replace(":travellers", String.valueOf(travellers))
                .replace(":renewals", String.valueOf(esims * 9L / 5))
                .replace(":long", String.valueOf(WITH_LONG_HISTORIES));
        try (var connection = DriverManager.getConnection(server.url(database));
                var statement = connection.createStatement()) {
            for (String one : script.split(";\\s*\\n")) {
                if (!one.isBlank()) {
                    statement.execute(one);
                }
            }
        } catch (SQLException problem) {
            throw new StageProblem("The tables could not be filled: " + problem.getMessage(), problem);
        }
    }

    /** So many of the ordinary ones, chosen by chance, the same each time. */
    static List<One> ordinary(EmbeddedDatabase server, String database, int travellers, int count) {
        var random = new Random(CHOICE_SEED);
        return read(
                server,
                database,
                random.ints(count, WITH_LONG_HISTORIES + 1, travellers - 1)
                        .boxed()
                        .toList());
    }

    /** The one with fifty eSIMs. */
    static List<One> withFiftyEsims(EmbeddedDatabase server, String database) {
        return read(server, database, List.of(0));
    }

    static List<One> withLongHistories(EmbeddedDatabase server, String database) {
        return read(
                server,
                database,
                java.util.stream.IntStream.rangeClosed(1, WITH_LONG_HISTORIES)
                        .boxed()
                        .toList());
    }

    private static List<One> read(EmbeddedDatabase server, String database, List<Integer> numbers) {
        var all = new ArrayList<One>();
        try (var connection = DriverManager.getConnection(server.url(database))) {
            for (int number : numbers) {
                read(connection, number, all);
            }
        } catch (SQLException problem) {
            throw new StageProblem("The travellers could not be read: " + problem.getMessage(), problem);
        }
        if (all.isEmpty()) {
            throw new StageProblem("There are no such travellers.");
        }
        return all;
    }

    /** Without eSIM or renewal, nobody is taken. */
    private static void read(Connection connection, int number, List<One> into) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select r.esim, r.id from accounts_customer c
                join lateral (select esim, id from renewals_renewal where buyer = c.id order by id desc limit 1) r on true
                join esims_esim e on e.id = r.esim and e.owner = c.id
                where c.email = ?""")) {
            statement.setString(1, "traveller" + number + "@example.com");
            try (var rows = statement.executeQuery()) {
                if (rows.next()) {
                    into.add(new One(
                            token(number), text(rows.getObject(1, UUID.class)), text(rows.getObject(2, UUID.class))));
                }
            }
        }
    }

    private static String token(int number) {
        String digits = String.valueOf(number);
        return "0".repeat(TOKEN_LENGTH - digits.length()) + digits;
    }

    /** An id as the website writes it. */
    private static String text(UUID id) {
        var text = new char[ID_LENGTH];
        long high = id.getMostSignificantBits();
        long low = id.getLeastSignificantBits();
        for (int i = ID_LENGTH - 1; i >= 0; i--) {
            text[i] = DIGITS.charAt((int) (low & 31));
            low = (low >>> 5) | (high << 59);
            high >>>= 5;
        }
        return new String(text);
    }

    private static String script() {
        try (InputStream in = Travellers.class.getResourceAsStream("travellers.sql")) {
            if (in == null) {
                throw new IllegalStateException("there is no travellers.sql");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
