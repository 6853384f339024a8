package io.tampu.bench;

import io.tampu.sandbox.stage.EmbeddedDatabase;
import io.tampu.sandbox.stage.StageProblem;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts, when all is quiet, whether each payment became one renewal with one order: the auditor says the rest. */
record Once(long paid, long renewed, long orders, long kept, long surplus, long refunds) {

    private static final String COUNT = """
            SELECT (SELECT count(*) FROM renewals_renewal WHERE state = 'RENEWED'),
                   (SELECT count(DISTINCT supplier_order) FROM renewals_renewal),
                   (SELECT count(*) FROM checkout_attempt WHERE state = 'KEPT'),
                   (SELECT count(*) FROM checkout_attempt WHERE state = 'SURPLUS'),
                   (SELECT count(*) FROM checkout_refund)""";

    /** @param paid so many as the payers paid */
    static Once count(EmbeddedDatabase server, String database, long paid) {
        try (var connection = DriverManager.getConnection(server.url(database));
                var statement = connection.createStatement();
                var row = statement.executeQuery(COUNT)) {
            row.next();
            return new Once(paid, row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
        } catch (SQLException problem) {
            throw new StageProblem("The renewals could not be counted: " + problem.getMessage(), problem);
        }
    }

    boolean holds() {
        return renewed == paid && orders == paid && kept == paid && surplus == 0 && refunds == 0;
    }

    Map<String, Object> figures() {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("paid", paid);
        figures.put("renewed", renewed);
        figures.put("orders", orders);
        figures.put("kept", kept);
        figures.put("surplus", surplus);
        figures.put("refunds", refunds);
        figures.put("eachOnce", holds());
        return figures;
    }
}
