package io.tampu.sandbox.faults;

import static io.tampu.sandbox.WorldUnderTest.ESIM;
import static io.tampu.sandbox.WorldUnderTest.WEEK;
import static io.tampu.sandbox.WorldUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tampu.sandbox.WorldUnderTest;
import io.tampu.sandbox.airalo.AiraloMode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {

    @TempDir
    Path folder;

    private WorldUnderTest world;

    @BeforeEach
    void start() throws Exception {
        world = new WorldUnderTest(folder);
        world.token();
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
    }

    @Test
    void aDroppedRequestDoesNothing() throws Exception {
        world.arm("airalo.topup", "drop-request", 1, null);

        assertThatThrownBy(() -> world.topUp(ESIM, WEEK, "x")).isInstanceOf(IOException.class);

        assertThat(world.ledger()).isEmpty();
        assertThat(world.topUp(ESIM, WEEK, "x").statusCode()).isEqualTo(200);
    }

    @Test
    void aReplyDroppedAfterTheCommitSellsAllTheSame() throws Exception {
        world.arm("airalo.topup", "drop-reply-after-commit", 1, null);

        assertThatThrownBy(() -> world.topUp(ESIM, WEEK, "MARK")).isInstanceOf(IOException.class);

        assertThat(world.ledger()).hasSize(1);
        assertThat(world.ledger().get(0).get("description").asString()).isEqualTo("MARK");
    }

    @Test
    void aLateCommitAppearsWhenItsTimeHasCome() throws Exception {
        world.arm("airalo.topup", "commit-late", 1, 30);

        assertThatThrownBy(() -> world.topUp(ESIM, WEEK, "MARK")).isInstanceOf(IOException.class);

        assertThat(world.ledger()).isEmpty();
        world.clock.turn(Duration.ofSeconds(30));
        waitForLedger(1);
    }

    @Test
    void aLateCommitSurvivesARestart() throws Exception {
        world.arm("airalo.topup", "commit-late", 1, 30);
        assertThatThrownBy(() -> world.topUp(ESIM, WEEK, "MARK")).isInstanceOf(IOException.class);

        restart();
        world.clock.turn(Duration.ofSeconds(31));

        waitForLedger(1);
    }

    /** The world does it by itself a tenth of a second after it is due. */
    private void waitForLedger(int lines) throws Exception {
        long patience = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (world.ledger().size() < lines && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
        assertThat(world.ledger()).hasSize(lines);
    }

    private void restart() throws Exception {
        var clock = world.clock;
        world.close();
        world = new WorldUnderTest(folder, AiraloMode.PRODUCTION, clock);
    }

    @Test
    void statusesAndCodesAreTheProvidersOwnAndDoNothing() throws Exception {
        world.arm("airalo.topup", "status-500", 1, null);
        world.arm("airalo.topup", "status-429", 1, 7);
        world.arm("airalo.topup", "code-53", 1, null);
        world.arm("airalo.topup", "exceed-limit", 1, null);
        world.arm("airalo.token", "code-89", 1, null);

        var broken = world.topUp(ESIM, WEEK, "x");
        var tooMany = world.topUp(ESIM, WEEK, "x");
        var code = world.topUp(ESIM, WEEK, "x");
        var limit = world.topUp(ESIM, WEEK, "x");
        var address = world.send("POST", "/airalo/v2/token", java.util.Map.of(), "");

        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body()).isEqualTo("{\"message\":\"Server Error\"}");
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(tooMany.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(code.statusCode()).isEqualTo(422);
        assertThat(json(code).get("code").asInt()).isEqualTo(53);
        assertThat(limit.body())
                .isEqualTo(
                        "{\"data\":{\"package_id\":\"validation.order_exceed_limit\"},\"meta\":{\"message\":\"the parameter is invalid\"}}");
        assertThat(address.statusCode()).isEqualTo(403);
        assertThat(json(address).get("code").asInt()).isEqualTo(89);
        assertThat(world.ledger()).isEmpty();
    }

    @Test
    void garbageComesAfterTheCommit() throws Exception {
        world.arm("airalo.topup", "garbage", 1, null);
        world.arm("airalo.topup", "garbage", 1, "truncated");
        world.arm("airalo.topup", "garbage", 1, "nulls");
        world.arm("airalo.topup", "garbage", 1, "numbers-as-text");
        world.arm("airalo.topup", "garbage", 1, "wrong-types");
        world.arm("airalo.topup", "garbage", 1, "empty");

        assertThat(world.topUp(ESIM, WEEK, "x").body()).startsWith("<!doctype html>");
        assertThat(world.topUp(ESIM, WEEK, "x").body()).startsWith("{\"data\"").doesNotEndWith("}");
        assertThat(json(world.topUp(ESIM, WEEK, "x")).at("/data/id").isNull()).isTrue();
        assertThat(json(world.topUp(ESIM, WEEK, "x")).at("/data/id").toString()).isEqualTo("\"200000004\"");
        assertThat(json(world.topUp(ESIM, WEEK, "x")).at("/data/id").toString()).isEqualTo("{\"value\":200000005}");
        assertThat(world.topUp(ESIM, WEEK, "x").body()).isEmpty();
        assertThat(world.ledger()).hasSize(6);
    }

    @Test
    void aHugeAnswerHasFiftyMegabytes() throws Exception {
        world.arm("airalo.balance", "garbage", 1, "huge");

        assertThat(world.get("balance").body().length()).isGreaterThan(50 * 1024 * 1024);
    }

    @Test
    void aFaultWithoutACountStaysUntilItIsCleared() throws Exception {
        world.arm("airalo.balance", "status-503", null, null);

        assertThat(world.get("balance").statusCode()).isEqualTo(503);
        assertThat(world.get("balance").statusCode()).isEqualTo(503);
        assertThat(world.desk("DELETE", "/world/faults", "").body()).isEqualTo("{\"cleared\":1}");
        assertThat(world.get("balance").statusCode()).isEqualTo(200);
    }

    @Test
    void armedFaultsSurviveARestartWithWhatIsLeftOfThem() throws Exception {
        world.arm("airalo.balance", "status-500", 3, null);
        world.get("balance");

        restart();

        assertThat(world.deskJson("/world/faults").get("armed").toString())
                .isEqualTo(
                        "[{\"id\":1,\"target\":\"airalo.balance\",\"fault\":\"status-500\",\"count\":2,\"argument\":null}]");
    }

    @Test
    void whatMakesNoSenseIsRefusedWithASentence() throws Exception {
        assertThat(refusal("{}")).contains("\"target\" and \"fault\"");
        assertThat(refusal("not json")).contains("\"target\" and \"fault\"");
        assertThat(refusal("{\"target\":\"moon\",\"fault\":\"delay\"}"))
                .contains("there is no target")
                .contains("moon");
        assertThat(refusal("{\"target\":\"airalo.topup\",\"fault\":\"hiccup\"}"))
                .contains("there is no fault");
        assertThat(refusal("{\"target\":\"airalo.topup\",\"fault\":\"delay\"}")).contains("milliseconds");
        assertThat(refusal("{\"target\":\"airalo.topup\",\"fault\":\"commit-late\",\"argument\":\"soon\"}"))
                .contains("seconds");
        assertThat(refusal("{\"target\":\"airalo.topup\",\"fault\":\"garbage\",\"argument\":\"soup\"}"))
                .contains("numbers-as-text");
        assertThat(refusal("{\"target\":\"airalo.topup\",\"fault\":\"drop-request\",\"count\":0}"))
                .contains("at least 1");
        assertThat(refusal("{\"target\":\"airalo.topup\",\"fault\":\"notify-lost\"}"))
                .contains("airalo.notify");
        assertThat(world.deskJson("/world/faults").get("armed")).isEmpty();
    }

    private String refusal(String body) throws Exception {
        var answer = world.desk("POST", "/world/faults", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        return json(answer).get("error").asString();
    }
}
