package io.tampu;

import io.tampu.engine.Database;
import io.tampu.engine.Json;
import io.tampu.renewals.Renewals;
import java.util.Map;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether this platform can work, and the headline figure. */
@RestController
class Health {

    private final Database database;
    private final Renewals renewals;

    Health(Database database, Renewals renewals) {
        this.database = database;
        this.renewals = renewals;
    }

    @GetMapping("/health")
    ResponseEntity<String> health() {
        try {
            database.client().sql("select 1").query(Integer.class).single();
            return answer(200, Map.of("status", "up", "paidButNotDelivered", renewals.paidButNotDelivered()));
        } catch (DataAccessException noDatabase) {
            return answer(503, Map.of("status", "down", "what", "the database does not answer"));
        }
    }

    private static ResponseEntity<String> answer(int status, Map<String, Object> body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Json.write(body));
    }
}
