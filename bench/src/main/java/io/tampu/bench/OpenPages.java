package io.tampu.bench;

import io.tampu.sandbox.stage.EmbeddedDatabase;
import io.tampu.sandbox.stage.StageProblem;
import java.io.IOException;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Renewals that await their money, each with a page on which it can be paid: made before anything is measured. */
final class OpenPages {

    private static final int THREADS = 16;
    private static final byte[] AWAITING = Connection.bytes("\"state\":\"AWAITING_PAYMENT\"");

    /**
     * The platform looks at open pages by itself, first after 15 seconds. For longer than the bench takes it shall hear of
     * payments by notifications alone.
     */
    private static final String PUT_OFF_LOOKS = """
            UPDATE checkout_attempt SET due_at = now() + interval '2 hours' WHERE state = 'OPEN' RETURNING reference, page""";

    /** A renewal and where it is paid. */
    record Page(UUID renewal, URI address) {

        /** The form that a payer sends, with a card that is not refused. */
        byte[] form() {
            var body = "action=pay&card=4242424242424242";
            return Connection.bytes("POST " + address.getRawPath() + " HTTP/1.1\r\nHost: " + address.getAuthority()
                    + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body);
        }
    }

    private OpenPages() {}

    /** Begins a renewal of so many eSIMs, the first ones of the list. */
    static List<Page> open(URI platform, List<Wish> wishes, int count, EmbeddedDatabase server, String database) {
        var random = new SplittableRandom();
        var seeds = new long[THREADS];
        for (int i = 0; i < THREADS; i++) {
            seeds[i] = random.nextLong();
        }
        Crowd.of(THREADS, "begin", number -> {
            var own = new SplittableRandom(seeds[number]);
            try (var connection = new Connection(platform)) {
                for (int i = number; i < count; i += THREADS) {
                    begin(connection, wishes.get(i), own);
                }
            }
        });
        var pages = read(server, database);
        if (pages.size() != count) {
            throw new StageProblem(count + " renewals were begun and " + pages.size() + " can be paid.");
        }
        return pages;
    }

    private static void begin(Connection connection, Wish wish, SplittableRandom random) throws IOException {
        int status = connection.exchange(wish.anew(random));
        if (status != 201 || !connection.bodyContains(AWAITING)) {
            throw new IOException(status + " " + connection.body());
        }
    }

    private static List<Page> read(EmbeddedDatabase server, String database) {
        try (var connection = DriverManager.getConnection(server.url(database));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(PUT_OFF_LOOKS)) {
            var pages = new ArrayList<Page>();
            while (rows.next()) {
                pages.add(new Page(rows.getObject(1, UUID.class), URI.create(rows.getString(2))));
            }
            return pages;
        } catch (SQLException problem) {
            throw new StageProblem("The open pages could not be read: " + problem.getMessage(), problem);
        }
    }
}
