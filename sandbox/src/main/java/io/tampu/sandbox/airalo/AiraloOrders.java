package io.tampu.sandbox.airalo;

import io.tampu.sandbox.phones.OwnedPackage;
import io.tampu.sandbox.phones.Phones;
import io.tampu.sandbox.phones.Plan;
import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Orders: looked up, listed, and placed for new eSIMs. */
final class AiraloOrders {

    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 1000;
    private static final int MOST_AT_ONCE = 50;

    private final Journal journal;
    private final Phones phones;
    private final AiraloStore store;
    private final AiraloShelf shelf;
    private final AiraloShapes shapes;
    private final AiraloOrderSearch search;
    private final Consumer<OwnedPackage> afterSale;

    AiraloOrders(
            Journal journal,
            Phones phones,
            AiraloStore store,
            AiraloShelf shelf,
            AiraloShapes shapes,
            Consumer<OwnedPackage> afterSale) {
        this.journal = journal;
        this.phones = phones;
        this.store = store;
        this.shelf = shelf;
        this.shapes = shapes;
        this.search = new AiraloOrderSearch(store, phones);
        this.afterSale = afterSale;
    }

    /** {@code GET orders}: newest first. */
    Answer list(Call call) {
        int limit = call.asked("limit", USUAL_PAGE, 1, LARGEST_PAGE);
        int page = call.asked("page", 1, 1, Integer.MAX_VALUE / LARGEST_PAGE);
        var include = AiraloSims.includes(call);
        return journal.look(() -> {
            var found = search.page(call, page, limit);
            var data = found.positions().stream()
                    .map(position -> shown(position, include))
                    .toList();
            return Answer.json(200, AiraloShapes.paged(data, call.address(), page, limit, found.total()));
        });
    }

    /** {@code GET orders/{id}}. */
    Answer one(Call call) {
        if (!call.part(0).matches("\\d{1,10}")) {
            return AiraloErrors.resourceNotFound();
        }
        return journal.look(() -> store.positionOf(Long.parseLong(call.part(0)))
                .map(position -> Answer.json(
                        200,
                        Json.object("data", shown(position, AiraloSims.includes(call)), "meta", AiraloShapes.SUCCESS)))
                .map(Answer.class::cast)
                .orElseGet(AiraloErrors::resourceNotFound));
    }

    private Map<String, @Nullable Object> shown(int position, Set<String> include) {
        var sales = store.salesOf(position);
        var shape = shapes.listedOrder(sales.getFirst(), sales.size());
        if (include.contains("status")) {
            shape.put("status", AiraloShapes.completed());
        }
        if (include.contains("user")) {
            shape.put("user", AiraloShapes.user());
        }
        if (include.contains("sims")) {
            shape.put("sims", sims(sales));
        }
        return shape;
    }

    private List<Map<String, @Nullable Object>> sims(List<OwnedPackage> sales) {
        return sales.stream().map(sale -> shapes.sim(phones.phone(sale.esim()))).toList();
    }

    /** {@code POST orders}: sells new eSIMs. */
    Answer place(Call call) {
        var fields = call.fields();
        var refusal = refusal(fields);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return journal.change(() -> buy(fields)
                .map(data -> (Answer) Answer.json(200, Json.object("data", data, "meta", AiraloShapes.SUCCESS)))
                .orElseGet(() -> AiraloErrors.INSTANCE.numbered(AiraloErrors.NO_CREDIT)));
    }

    /** What is wrong with an order of new eSIMs, before anything is done. */
    Optional<Answer> refusal(Map<String, @Nullable Object> fields) {
        var packageId = Inputs.text(fields, "package_id");
        var test = AiraloTestPackages.answer(packageId);
        if (test.isPresent()) {
            return test;
        }
        var wrong = Json.object();
        int quantity = Inputs.whole(fields, "quantity", 0);
        if (quantity == 0) {
            wrong.put("quantity", "The quantity field is required.");
        } else if (quantity < 0) {
            wrong.put("quantity", "The quantity must be an integer.");
        } else if (quantity > MOST_AT_ONCE) {
            wrong.put("quantity", "The quantity may not be greater than " + MOST_AT_ONCE + ".");
        }
        if (packageId.isEmpty()) {
            wrong.put("package_id", "The package id field is required.");
        } else if (plan(packageId).isEmpty()) {
            wrong.put("package_id", "The selected package is invalid.");
        }
        if (Inputs.text(fields, "description").length() > AiraloTopUps.LONGEST_DESCRIPTION) {
            wrong.put(
                    "description",
                    "The description may not be greater than " + AiraloTopUps.LONGEST_DESCRIPTION + " characters.");
        }
        return wrong.isEmpty() ? Optional.empty() : Optional.of(AiraloErrors.invalid(wrong));
    }

    private Optional<Plan> plan(String packageId) {
        return shelf.plan(packageId).filter(plan -> !plan.topUp());
    }

    /** Sells; empty when there is not credit enough. Only inside a change, after {@link #refusal}. */
    Optional<Map<String, @Nullable Object>> buy(Map<String, @Nullable Object> fields) {
        var plan = plan(Inputs.text(fields, "package_id")).orElseThrow();
        int quantity = Inputs.whole(fields, "quantity", 1);
        if ((long) plan.netMinor() * quantity > store.creditMinor()) {
            return Optional.empty();
        }
        var sales = store.newSims(plan, quantity, Inputs.text(fields, "description"));
        sales.forEach(afterSale);
        var asSent = fields.get("quantity") instanceof String text ? (Object) text : quantity;
        var data = shapes.order(sales.getFirst(), asSent);
        data.put("sims", sims(sales));
        return Optional.of(data);
    }
}
