package io.tampu.sandbox.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartTest {

    private static final String READY = "echo 'stub ready http://127.0.0.1:1';";

    @TempDir
    private Path folder;

    @Test
    void aPartIsReadyWhenItSaysSoAndItsLogKeepsWhatItWrote() throws Exception {
        var part = start("echo first; echo problem >&2;" + READY + "exec sleep 60");

        assertThat(part.url()).hasToString("http://127.0.0.1:1");
        assertThat(Files.readString(part.log())).isEqualTo("first\nproblem\nstub ready http://127.0.0.1:1\n");
        part.stop();
        assertThat(part.isAlive()).isFalse();
    }

    @Test
    void aPartThatDiesWhileStartingIsNamedWithItsReasonAndItsLog() {
        var problem = catchThrowableOfType(
                StageProblem.class, () -> start("echo opening; echo 'Cannot reach the moon.'; echo closing; exit 3"));

        assertThat(problem)
                .hasMessage("The stub stopped while starting (Cannot reach the moon.): its log is " + log() + ".");
    }

    @Test
    void theReadyLineOfAnEarlierRunDoesNotCount() {
        start(READY + "exec sleep 60").stop();

        var problem = catchThrowableOfType(StageProblem.class, () -> start("exit 1"));

        assertThat(problem).hasMessageContaining("stopped while starting (it wrote nothing)");
    }

    @Test
    void aPartComesBackAfterSigkillAsAnotherProcess() throws Exception {
        var part = start(READY + "exec sleep 60");
        var killed = part.pid();
        var gone = part.whenGone();

        part.kill();
        gone.get(10, TimeUnit.SECONDS);
        part.restart();

        assertThat(part.isAlive()).isTrue();
        assertThat(part.pid()).isNotEqualTo(killed);
        part.stop();
    }

    @Test
    void ctrlCInTheTerminalDoesNotReachAPart() throws Exception {
        var part = start(READY + "exec sleep 60");

        new ProcessBuilder("/bin/kill", "-INT", String.valueOf(part.pid()))
                .start()
                .waitFor();
        new ProcessBuilder("/bin/kill", "-HUP", String.valueOf(part.pid()))
                .start()
                .waitFor();

        assertThat(part.isAlive()).isTrue();
        part.stop();
    }

    @Test
    void settingsArriveAndThoseOfTheShellDoNot() throws Exception {
        var part = new Part(
                        "stub",
                        List.of("/bin/sh", "-c", "env | grep ^TAMPU_;" + READY + "exec sleep 60"),
                        Map.of("TAMPU_PORT", "18285"),
                        log(),
                        "stub ready")
                .start();

        assertThat(Files.readString(log())).startsWith("TAMPU_PORT=18285\nstub ready");
        part.stop();
    }

    private Part start(String script) {
        return new Part("stub", List.of("/bin/sh", "-c", script), Map.of(), log(), "stub ready").start();
    }

    private Path log() {
        return folder.resolve("stub.log");
    }
}
