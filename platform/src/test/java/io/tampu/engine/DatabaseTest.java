package io.tampu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabaseTest {

    @Test
    void anOlderDatabaseTakesANewMigrationOfARoomWithALowNumber() {
        try (var tables = TestDatabase.fresh()) {
            var database = new Database(tables.dataSource());
            database.client().sql("alter table esims_esim drop column owner").update();
            database.client().sql("drop index if exists esims_esim_bought_with").update();
            database.client()
                    .sql("delete from flyway_schema_history where version = '0210'")
                    .update();

            database.migrate();

            assertThat(database.client()
                            .sql("select count(owner) from esims_esim")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }
}
