package io.tampu.sandbox.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageTest {

    @TempDir
    private Path folder;

    @Test
    void oneStageAtATimeHasTheFolder() {
        try (var first = Stage.on(folder)) {
            var refusal = catchThrowableOfType(StageProblem.class, () -> Stage.on(folder));

            assertThat(refusal).hasMessageStartingWith("Another Tampu is running on " + first.folder());
        }
        Stage.on(folder).close();
    }

    @Test
    void dataOfANewerVersionIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("version"), "99\n");

        var refusal = catchThrowableOfType(StageProblem.class, () -> Stage.on(folder));

        assertThat(refusal).hasMessageContaining("is of version 99 and this Tampu reads version 1");
        assertThat(folder.resolve("version")).hasContent("99");
    }

    @Test
    void somebodysOwnFolderIsNotErased() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "three years of work");

        var refusal = catchThrowableOfType(StageProblem.class, () -> Stage.erase(folder));

        assertThat(refusal).hasMessageContaining("does not look like a folder of Tampu's");
        assertThat(folder.resolve("thesis.txt")).exists();
    }

    @Test
    void anErasedFolderIsAsGoodAsNew() throws IOException {
        Stage.on(folder).close();
        Files.writeString(folder.resolve("logs/world.log"), "old");

        Stage.erase(folder);
        Stage.erase(folder); // Its lock is still there, which is no reason to refuse.

        assertThat(folder.resolve("logs")).doesNotExist();
        Stage.on(folder).close();
    }

    @Test
    void aPartThatOutlivedItsStageIsStoppedByTheNextOne() throws Exception {
        var real = folder.toRealPath();
        var orphan = new ProcessBuilder("/bin/sh", "-c", "while :; do sleep 1; done", "-Dtampu.stage=" + real).start();

        Stage.on(folder).close();

        assertThat(orphan.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aTakenPortIsRefusedWithTheOptionThatHelps() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var refusal =
                    catchThrowableOfType(StageProblem.class, () -> Ports.refuseTaken(other.getLocalPort(), "--port"));

            assertThat(refusal)
                    .hasMessage("Port " + other.getLocalPort()
                            + " is taken by another program: stop it, or choose another port with --port.");
        }
    }
}
