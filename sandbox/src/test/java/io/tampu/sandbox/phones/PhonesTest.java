package io.tampu.sandbox.phones;

import static io.tampu.sandbox.WorldUnderTest.ESIM;
import static io.tampu.sandbox.WorldUnderTest.WEEK;
import static io.tampu.sandbox.WorldUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.sandbox.WorldUnderTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Packages run one after the other; time and use are given to the world by its desk. */
class PhonesTest {

    @TempDir
    Path folder;

    private WorldUnderTest world;

    @BeforeEach
    void start() throws Exception {
        world = new WorldUnderTest(folder);
    }

    @AfterEach
    void stop() throws Exception {
        world.close();
    }

    private JsonNode packages(String iccid) throws Exception {
        return world.deskJson("/world/phones/" + iccid).get("packages");
    }

    private void use(String iccid, int megabytes) throws Exception {
        world.desk("POST", "/world/phones/" + iccid + "/use", "{\"megabytes\":" + megabytes + "}");
    }

    private void push(int days) throws Exception {
        world.desk("POST", "/world/time", "{\"days\":" + days + "}");
    }

    @Test
    void theIndexOfAnIccidComesBackFromIt() {
        assertThat(Iccid.of(0)).isEqualTo("8910300000000000009");
        assertThat(Iccid.of(12_345_678)).hasSize(19);
        assertThat(Iccid.index(Iccid.of(12_345_678))).hasValue(12_345_678);
        assertThat(Iccid.index("8910300000000000000")).isEmpty();
        assertThat(Iccid.index("x")).isEmpty();
        // Vectors of ITU-T E.118 from elsewhere.
        assertThat(Iccid.luhn("8900012345678901234")).isEqualTo(1);
        assertThat(Iccid.luhn("894411006829527000")).isEqualTo(8);
    }

    @Test
    void aTopUpWaitsUntilTheDaysOfTheFirstPackageEnd() throws Exception {
        world.topUp(ESIM, WEEK, "x");

        push(2);

        var packages = packages(ESIM);
        assertThat(packages.get(1).get("status").asString()).isEqualTo("EXPIRED");
        assertThat(packages.get(0).get("status").asString()).isEqualTo("ACTIVE");
        assertThat(packages.get(0).get("activatedAt").asString())
                .isEqualTo(packages.get(1).get("expiresAt").asString());
    }

    @Test
    void aTopUpStartsWhenTheDataOfTheFirstPackageIsFinished() throws Exception {
        world.topUp(ESIM, WEEK, "x");

        use(ESIM, 407);

        var packages = packages(ESIM);
        assertThat(packages.get(1).get("status").asString()).isEqualTo("FINISHED");
        assertThat(packages.get(0).get("megabytesLeft").asInt()).isEqualTo(924);
    }

    @Test
    void aTopUpOfAnExpiredEsimRunsAtOnce() throws Exception {
        var expired = world.esim("expired-in-grace");

        world.topUp(expired, WEEK, "x");

        assertThat(packages(expired).get(0).get("status").asString()).isEqualTo("ACTIVE");
    }

    @Test
    void afterTheGraceWindowTheEsimIsRecycledAndATopUpStartsTheWindowAnew() throws Exception {
        var other = "8910300000000000017";
        world.topUp(ESIM, WEEK, "x");
        push(150);
        world.topUp(ESIM, WEEK, "x");
        push(50);

        assertThat(world.topUp(ESIM, WEEK, "x").statusCode()).isEqualTo(200);
        assertThat(json(world.topUp(other, WEEK, "x")).get("code").asInt()).isEqualTo(73);
    }

    @Test
    void aFreshEsimBeginsWithItsFirstUseAndIsTakenBackWhenNeverInstalled() throws Exception {
        var one = world.esim("fresh");
        var other = world.esim("fresh");
        assertThat(packages(one).get(0).get("status").asString()).isEqualTo("NOT_ACTIVE");

        use(one, 10);
        push(366);

        assertThat(packages(one).get(0).get("megabytesLeft").asInt()).isEqualTo(1014);
        assertThat(world.deskJson("/world/phones/" + other).get("recycled").asBoolean())
                .isTrue();
    }

    @Test
    void aMillionEsimsAreThereAtOnceAndExportedAsTheImportWantsThem() throws Exception {
        var made = json(world.desk("POST", "/world/esims", "{\"count\":1000000,\"kind\":\"regional\"}"));

        var csv = world.desk("GET", "/world/esims.csv?from=" + (made.get("from").asInt() + 999_998) + "&count=5", "");

        assertThat(made.get("iccids")).hasSize(1000);
        assertThat(csv.body().lines()).hasSize(3);
        assertThat(csv.body().lines().findFirst())
                .hasValue("iccid,supplier,label,customer_email,matching_id,smdp_address,imported_note");
        assertThat(csv.body().lines().skip(1).findFirst().orElseThrow())
                .startsWith("89103000000")
                .contains(",airalo,")
                .contains("@sandbox.invalid,SANDBOX-");
    }

    @Test
    void whatCannotBeIsRefusedWithASentence() throws Exception {
        assertThat(world.desk("POST", "/world/esims", "{\"count\":1,\"kind\":\"golden\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(world.desk("POST", "/world/esims", "{\"count\":-1,\"kind\":\"fresh\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(world.desk("POST", "/world/time", "{\"days\":-1}").statusCode())
                .isEqualTo(400);
        assertThat(world.desk("POST", "/world/phones/1/use", "{\"megabytes\":1}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(world.desk("POST", "/world/phones/" + ESIM + "/use", "{\"megabytes\":0}")
                        .statusCode())
                .isEqualTo(400);
    }
}
