package io.tampu.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tampu.engine.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** {@code openapi.json} as a judge: is this answer what the description promises, no more and no less? */
public final class Contract {

    private static final String HOME = "https://tampu.example/openapi.json";

    private final String text = resource();
    private final JsonNode document = Json.MAPPER.readTree(text);
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(HOME, text)));
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /** Each operation as {@code GET /api/v1/balance}. */
    Set<String> operations() {
        var operations = new TreeSet<String>();
        document.get("paths")
                .forEachEntry((path, item) -> item.propertyNames().stream()
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path)
                        .forEach(operations::add));
        return operations;
    }

    Set<String> codes() {
        var codes = new TreeSet<String>();
        document.at("/components/schemas/Problem/properties/code/enum").forEach(code -> codes.add(code.stringValue()));
        return codes;
    }

    JsonNode document() {
        return document;
    }

    /** Fails if the answer is not one that the description lists for this operation. */
    void judge(String method, String path, int status, Optional<String> contentType, String body) {
        Optional<String> template = template(path);
        if (template.isEmpty()
                || document.get("paths").get(template.get()).get(method.toLowerCase(Locale.ROOT)) == null) {
            judgeProblem(status, contentType, body);
            return;
        }
        String pointer = "/paths/" + escaped(template.get()) + "/" + method.toLowerCase(Locale.ROOT) + "/responses/";
        String key = document.at(pointer + status).isMissingNode() ? "default" : String.valueOf(status);
        JsonNode response = document.at(pointer + key);
        assertThat(response.isMissingNode())
                .as("%s %s answers %d, which is not described", method, path, status)
                .isFalse();
        if (response.has("$ref")) {
            pointer = response.get("$ref").stringValue().substring(1);
            response = document.at(pointer);
        } else {
            pointer = pointer + key;
        }
        if (!response.has("content")) {
            assertThat(body).as("%s %s %d", method, path, status).isEmpty();
            return;
        }
        String type = response.get("content").propertyNames().iterator().next();
        assertThat(contentType)
                .as("%s %s %d: %s", method, path, status, body)
                .hasValueSatisfying(sent -> assertThat(sent).startsWith(type));
        judgeBy(pointer + "/content/" + escaped(type) + "/schema", body, method + " " + path + " " + status);
    }

    private void judgeProblem(int status, Optional<String> contentType, String body) {
        assertThat(status).as("an address that is not described").isBetween(400, 499);
        assertThat(contentType).hasValue("application/problem+json");
        judgeBy("/components/schemas/Problem", body, "a problem");
    }

    void judgeBy(String pointer, String body, String what) {
        Schema schema = schemas.computeIfAbsent(
                pointer,
                where -> registry.getSchema(
                        SchemaLocation.of(HOME + "#" + where.replace("{", "%7B").replace("}", "%7D"))));
        assertThat(schema.validate(Json.MAPPER.readTree(body)))
                .as("%s: %s", what, body)
                .isEmpty();
    }

    private Optional<String> template(String path) {
        String plain = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        return document.get("paths").propertyNames().stream()
                .filter(candidate -> plain.matches(candidate.replaceAll("\\{[a-z]+}", "[^/]+")))
                .findFirst();
    }

    private static String escaped(String token) {
        return token.replace("~", "~0").replace("/", "~1");
    }

    private static String resource() {
        try (InputStream in = Contract.class.getResourceAsStream("/openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("no openapi.json");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
