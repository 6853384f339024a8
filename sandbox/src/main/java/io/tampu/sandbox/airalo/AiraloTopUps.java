package io.tampu.sandbox.airalo;

import io.tampu.sandbox.clock.WorldClock;
import io.tampu.sandbox.phones.OwnedPackage;
import io.tampu.sandbox.phones.Phone;
import io.tampu.sandbox.phones.Phones;
import io.tampu.sandbox.phones.Plan;
import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What may be added to an eSIM, and adding it. The same request twice sells twice: there is no key and no memory of requests. */
final class AiraloTopUps {

    static final int LONGEST_DESCRIPTION = 255;

    private final Journal journal;
    private final WorldClock clock;
    private final Phones phones;
    private final AiraloStore store;
    private final AiraloShelf shelf;
    private final AiraloShapes shapes;
    private final Consumer<OwnedPackage> afterSale;

    /** @param afterSale told of each sale, inside its change */
    AiraloTopUps(
            Journal journal,
            WorldClock clock,
            Phones phones,
            AiraloStore store,
            AiraloShelf shelf,
            AiraloShapes shapes,
            Consumer<OwnedPackage> afterSale) {
        this.journal = journal;
        this.clock = clock;
        this.phones = phones;
        this.store = store;
        this.shelf = shelf;
        this.shapes = shapes;
        this.afterSale = afterSale;
    }

    /** {@code GET sims/{iccid}/topups}. */
    Answer offered(Call call) {
        var iccid = call.part(0);
        return journal.look(() -> {
            var phone = phones.find(iccid);
            if (phone.isEmpty()) {
                return AiraloErrors.resourceNotFound();
            }
            if (phone.get().isRecycled(clock.millis())) {
                return AiraloErrors.recycled(iccid);
            }
            var country = call.asked("filter[country]");
            var plans = shelf.topUpsFor(phone.get().first().plan()).stream()
                    .filter(plan ->
                            country.isEmpty() || plan.operator().countries().contains(country.get()))
                    .toList();
            if (plans.isEmpty()) {
                return Answer.json(200, Json.object("data", List.of()));
            }
            return Answer.json(
                    200,
                    Json.object(
                            "pricing",
                            shapes.pricing(),
                            "data",
                            plans.stream().map(shapes::offered).toList()));
        });
    }

    /** {@code POST orders/topups}. */
    Answer order(Call call) {
        var fields = call.fields();
        var packageId = Inputs.text(fields, "package_id");
        var iccid = Inputs.text(fields, "iccid");
        var description = Inputs.text(fields, "description");
        var wrong = Json.object();
        if (packageId.isEmpty()) {
            wrong.put("package_id", "The package id field is required.");
        }
        if (iccid.isEmpty()) {
            wrong.put("iccid", "The iccid field is required.");
        }
        if (description.length() > LONGEST_DESCRIPTION) {
            wrong.put("description", "The description may not be greater than " + LONGEST_DESCRIPTION + " characters.");
        }
        if (!wrong.isEmpty()) {
            return AiraloErrors.invalid(wrong);
        }
        var test = AiraloTestPackages.answer(packageId);
        if (test.isPresent()) {
            return test.get();
        }
        var refusalOrSale = journal.change(() -> sell(packageId, iccid, description));
        return switch (refusalOrSale) {
            case Outcome.Refused refused -> refused.answer();
            case Outcome.Sold sold ->
                Answer.json(200, Json.object("data", shapes.order(sold.sale(), 1), "meta", AiraloShapes.SUCCESS));
        };
    }

    private sealed interface Outcome {
        record Refused(Answer answer) implements Outcome {}

        record Sold(OwnedPackage sale) implements Outcome {}
    }

    private Outcome sell(String packageId, String iccid, String description) {
        var phone = phones.find(iccid);
        if (phone.isEmpty()) {
            return refused("iccid", "The selected iccid is invalid.");
        }
        if (phone.get().isRecycled(clock.millis())) {
            return new Outcome.Refused(AiraloErrors.recycled(iccid));
        }
        if (!phone.get().operator().rechargeable()) {
            return new Outcome.Refused(AiraloErrors.INSTANCE.numbered(AiraloErrors.TOP_UP_DISABLED));
        }
        var plan = offeredTo(phone.get(), packageId);
        if (plan.isEmpty()) {
            return refused("package_id", "invalid topup package");
        }
        if (plan.get().netMinor() > store.creditMinor()) {
            return new Outcome.Refused(AiraloErrors.INSTANCE.numbered(AiraloErrors.NO_CREDIT));
        }
        var sale = store.topUp(phone.get(), plan.get(), description.isEmpty() ? "Topup (" + iccid + ")" : description);
        afterSale.accept(sale);
        return new Outcome.Sold(sale);
    }

    private Optional<Plan> offeredTo(Phone phone, String packageId) {
        var original = phone.first().plan();
        return shelf.plan(packageId)
                .filter(plan ->
                        plan.topUp() && !original.unlimited() && plan.operator().equals(original.operator()));
    }

    private static Outcome refused(String field, String message) {
        return new Outcome.Refused(AiraloErrors.invalid(Json.object(field, message)));
    }
}
