package io.tampu.suppliers.airalo;

import io.tampu.suppliers.SupplierContractTest;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The exam against the sandbox world over its wire. */
final class AiraloContractTest extends SupplierContractTest {

    private static @Nullable WorldOfAiralo world;

    @BeforeAll
    static void startTheWorld(@TempDir Path folder) throws Exception {
        world = new WorldOfAiralo(folder);
    }

    @AfterAll
    static void stopTheWorld() throws Exception {
        if (world != null) {
            world.close();
        }
    }

    @Override
    protected OtherSide open() {
        if (world == null) {
            throw new IllegalStateException("the world did not start");
        }
        return world.nextExam();
    }
}
