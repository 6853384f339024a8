package io.tampu.catalog;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.serialization.node.LocationJsonNodeFactoryFactory;
import com.networknt.schema.utils.JsonNodes;
import io.tampu.catalog.PlanImport.Problem;
import io.tampu.money.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a catalogue file: first by {@code catalog.schema.json}, then by what a schema cannot say. Finds all that is wrong, not
 * only the first, each with its line.
 */
final class CatalogFile {

    /** A plan of the file; its id and version are not yet given. */
    record Entry(int line, Plan plan) {}

    /**
     * @param problems in the order of the file; with any, the rest may be incomplete
     */
    record Content(List<Entry> entries, Map<String, Integer> withdrawnAtLine, List<Problem> problems) {}

    private static final PlanId NOT_YET = new PlanId(new UUID(0, 0));
    private static final long BYTES_PER_MB = 1024L * 1024;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());
    private static final Schema SCHEMA = schema();

    private final List<Problem> problems = new ArrayList<>();

    private CatalogFile() {}

    static Content read(String json) {
        return new CatalogFile().content(json);
    }

    private Content content(String json) {
        JsonNode file;
        try {
            file = JsonNodes.readTree(JSON, json, LocationJsonNodeFactoryFactory.getInstance());
        } catch (JacksonException | IllegalArgumentException notJson) {
            return refused(notJson(notJson));
        }
        if (file == null || file.isMissingNode()) {
            return refused(new Problem(1, "the file is empty"));
        }
        for (Error error : SCHEMA.validate(file)) {
            problems.add(problem(error));
        }
        if (!problems.isEmpty()) {
            return refused();
        }
        return contentOf(file);
    }

    private Content contentOf(JsonNode file) {
        var currency = file.required("currency");
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(known -> known.getCurrencyCode().equals(currency.stringValue()))) {
            return refused(new Problem(line(currency), "currency: there is no " + currency.stringValue()));
        }
        boolean sample = file.path("sample").asBoolean(false);
        var entries = new ArrayList<Entry>();
        for (JsonNode node : file.required("plans")) {
            var plan = plan(node, currency.stringValue(), sample);
            if (plan != null) {
                entries.add(new Entry(line(node.required("code")), plan));
            }
        }
        var withdrawn = new HashMap<String, Integer>();
        file.path("withdraw").forEach(code -> withdrawn.put(code.stringValue(), line(code)));
        findTwins(entries, withdrawn);
        return new Content(entries, withdrawn, sorted());
    }

    private @Nullable Plan plan(JsonNode node, String currency, boolean sample) {
        int before = problems.size();
        var regions = new ArrayList<String>();
        for (JsonNode country : node.required("region")) {
            if (!COUNTRIES.contains(country.stringValue())) {
                add(country, "region: there is no country " + country.stringValue());
            }
            regions.add(country.stringValue());
        }
        var networks = new ArrayList<Plan.Network>();
        for (JsonNode network : node.required("networks")) {
            networks.add(new Plan.Network(
                    network.required("mccMnc").stringValue(),
                    network.required("brand").stringValue()));
        }
        var price = price(node.required("price"), currency);
        if (price == null || problems.size() > before) {
            return null;
        }
        return new Plan(
                NOT_YET,
                node.required("code").stringValue(),
                1,
                node.required("name").stringValue(),
                Plan.Kind.valueOf(node.required("kind").stringValue().toUpperCase(Locale.ROOT)),
                regions.stream().sorted().toList(),
                bytes(node.required("data").stringValue()),
                node.path("voiceMinutes").asInt(0),
                node.path("smsCount").asInt(0),
                node.required("validityDays").intValue(),
                networks,
                price,
                Plan.StartRule.valueOf(node.required("startRule").stringValue()),
                Plan.StackingRule.valueOf(node.required("stackingRule").stringValue()),
                node.path("fairUse").asString(""),
                node.required("supplier").stringValue(),
                node.required("supplierPackage").stringValue(),
                sample);
    }

    private @Nullable Money price(JsonNode node, String currency) {
        try {
            var price = Money.parse(node.stringValue(), currency);
            if (price.isPositive()) {
                return price;
            }
            add(node, "price: not more than nothing: " + node.stringValue());
        } catch (IllegalArgumentException tooFine) {
            add(node, "price: " + tooFine.getMessage());
        }
        return null;
    }

    private static long bytes(String data) {
        if (data.equals("unlimited")) {
            return Plan.UNLIMITED;
        }
        int space = data.indexOf(' ');
        long amount = Long.parseLong(data.substring(0, space));
        return amount * BYTES_PER_MB * (data.endsWith("GB") ? 1024 : 1);
    }

    private void findTwins(List<Entry> entries, Map<String, Integer> withdrawnAtLine) {
        var codes = new HashMap<String, Integer>();
        var packages = new HashMap<String, Integer>();
        for (Entry entry : entries) {
            var plan = entry.plan();
            var firstCode = codes.putIfAbsent(plan.code(), entry.line());
            if (firstCode != null) {
                problems.add(new Problem(
                        entry.line(), "code: " + plan.code() + " is already the plan of line " + firstCode));
            }
            var firstPackage = packages.putIfAbsent(plan.supplier() + " " + plan.supplierPackage(), entry.line());
            if (firstPackage != null) {
                problems.add(new Problem(
                        entry.line(),
                        "supplierPackage: " + plan.supplierPackage() + " already stands behind the plan of line "
                                + firstPackage));
            }
            var withdrawnAt = withdrawnAtLine.get(plan.code());
            if (withdrawnAt != null) {
                problems.add(
                        new Problem(entry.line(), "code: " + plan.code() + " is withdrawn in line " + withdrawnAt));
            }
        }
    }

    private static Problem notJson(RuntimeException problem) {
        var cause = problem instanceof JacksonException ? problem : problem.getCause();
        if (cause instanceof JacksonException jackson) {
            int line = jackson.getLocation() == null ? 1 : jackson.getLocation().getLineNr();
            return new Problem(Math.max(1, line), "this is not JSON: " + jackson.getOriginalMessage());
        }
        return new Problem(1, "this is not JSON");
    }

    /** The schema's own description says more to a person than the pattern that was not met. */
    private static Problem problem(Error error) {
        var at = error.getInstanceLocation().toString();
        var node = error.getInstanceNode();
        var said = error.getMessage();
        var expected = error.getSchemaNode() == null ? "" : description(error);
        if (error.getKeyword().equals("pattern") && node.isString()) {
            said = "\"" + node.stringValue() + "\" is not right";
        }
        // The value of a forbidden field has the line of the mistake; the error itself points at the object around it.
        if (error.getProperty() != null && node.has(error.getProperty())) {
            node = node.get(error.getProperty());
        }
        return new Problem(line(node), at + ": " + said + (expected.isEmpty() ? "" : ". " + expected));
    }

    private static String description(Error error) {
        var path = error.getSchemaLocation().getFragment().getParent();
        JsonNode described = path == null ? null : SCHEMA.getSchemaNode().at(path.toString());
        return described == null ? "" : described.path("description").asString("");
    }

    private void add(JsonNode node, String what) {
        problems.add(new Problem(line(node), what));
    }

    private Content refused(Problem... more) {
        problems.addAll(List.of(more));
        return new Content(List.of(), Map.of(), sorted());
    }

    private List<Problem> sorted() {
        return problems.stream()
                .distinct()
                .sorted(java.util.Comparator.comparingInt(Problem::line))
                .toList();
    }

    private static int line(JsonNode node) {
        var location = JsonNodes.tokenStreamLocationOf(node);
        return location == null ? 1 : Math.max(1, location.getLineNr());
    }

    private static Schema schema() {
        try (var text = CatalogFile.class.getResourceAsStream("/catalog.schema.json")) {
            // In English like the rest of what we say, whatever the language of the machine.
            var english = SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build();
            return SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemaRegistryConfig(english))
                    .getSchema(java.util.Objects.requireNonNull(text, "catalog.schema.json is missing"));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
