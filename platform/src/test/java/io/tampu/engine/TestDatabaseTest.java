package io.tampu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestDatabaseTest {

    @Test
    void twoTestClassesDoNotSeeEachOther() {
        try (var one = TestDatabase.fresh();
                var other = TestDatabase.fresh()) {
            JdbcClient.create(one.dataSource())
                    .sql("CREATE TABLE only_here (a int)")
                    .update();

            var seen = JdbcClient.create(other.dataSource())
                    .sql("SELECT count(*) FROM pg_tables WHERE tablename = 'only_here'")
                    .query(Long.class)
                    .single();

            assertThat(seen).isZero();
        }
    }
}
