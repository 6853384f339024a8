package io.tampu.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.OpenDoors;
import io.tampu.engine.FakeClock;
import io.tampu.engine.TestDatabase;
import io.tampu.suppliers.FakeSupplier;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The description of the API and the running program say the same. (That answers fit it, each story checks by the way.) */
class OpenApiTest {

    /** What people look at is not for programs. */
    private static final Set<String> PAGES = Set.of("io.tampu.storefront", "io.tampu.backoffice");

    private final Contract contract = new Contract();

    @Test
    void everyAddressOfTheProgramIsDescribedAndEveryDescribedOneIsThere() {
        try (var database = TestDatabase.fresh();
                var doors = new OpenDoors(database, new FakeClock(), new FakeSupplier(new FakeClock()))) {
            Set<String> answered = new TreeSet<>();
            doors.mappings().forEach((mapping, handler) -> {
                if (!PAGES.contains(handler.getBeanType().getPackageName())) {
                    mapping.getMethodsCondition()
                            .getMethods()
                            .forEach(method ->
                                    mapping.getPatternValues().forEach(path -> answered.add(method + " " + path)));
                }
            });

            assertThat(contract.operations()).containsExactlyInAnyOrderElementsOf(answered);

            var program = new PartnerProgram(doors.port(), "nobody's key");
            assertThat(program.get("/openapi.json").json()).isEqualTo(contract.document());
        }
    }

    @Test
    void everyReasonForARefusalIsListed() throws ClassNotFoundException {
        // Package-private on purpose: only the doors refuse.
        Object[] codes = Class.forName("io.tampu.partnerapi.ProblemCode").getEnumConstants();

        assertThat(contract.codes())
                .isEqualTo(Arrays.stream(codes)
                        .map(code -> code.toString()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', '-'))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyExampleFitsItsSchema() {
        int examples = 0;
        JsonNode paths = contract.document().get("paths");
        for (String path : paths.propertyNames()) {
            for (String method : paths.get(path).propertyNames()) {
                JsonNode operation = paths.get(path).get(method);
                String at = "/paths/" + path.replace("/", "~1") + "/" + method;
                examples += judgeExamples(operation.path("requestBody"), at + "/requestBody");
                JsonNode responses = operation.get("responses");
                for (String status : responses.propertyNames()) {
                    examples += judgeExamples(responses.get(status), at + "/responses/" + status);
                }
            }
        }
        assertThat(examples).isGreaterThan(20);
    }

    private int judgeExamples(JsonNode message, String at) {
        int examples = 0;
        for (String type :
                Stream.of("application/json", "application/problem+json").toList()) {
            JsonNode content = message.path("content").path(type);
            if (content.has("example")) {
                contract.judgeBy(
                        at + "/content/" + type.replace("/", "~1") + "/schema",
                        content.get("example").toString(),
                        at);
                examples++;
            }
        }
        return examples;
    }

    /** A check of the check: an answer with a field too many, or one too few, is seen. */
    @Test
    void anAnswerThatIsNotAsDescribedIsSeen() {
        String fits = "{\"available\":{\"amountMinor\":1,\"currency\":\"USD\"}}";
        var json = Optional.of("application/json");
        contract.judge("GET", "/api/v1/balance", 200, json, fits);

        for (String wrong : new String[] {
            "{\"available\":{\"amountMinor\":1,\"currency\":\"USD\"},\"more\":1}",
            "{\"available\":{\"amountMinor\":1}}",
            "{\"available\":{\"amountMinor\":\"1\",\"currency\":\"USD\"}}"
        }) {
            assertThat(catchThrowable(() -> contract.judge("GET", "/api/v1/balance", 200, json, wrong)))
                    .as(wrong)
                    .isInstanceOf(AssertionError.class);
        }
        assertThat(catchThrowable(() -> contract.judge("GET", "/api/v1/balance", 201, json, fits)))
                .isInstanceOf(AssertionError.class);
    }

    private static Throwable catchThrowable(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return org.assertj.core.api.Assertions.catchThrowable(call);
    }
}
