package io.tampu.sandbox.desk;

import io.tampu.sandbox.faults.Fault;
import io.tampu.sandbox.faults.FaultNames;
import io.tampu.sandbox.faults.Faults;
import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Json;
import io.tampu.sandbox.web.Router;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Arms, lists and clears faults. */
final class FaultDesk {

    private final Faults faults;

    FaultDesk(Faults faults) {
        this.faults = faults;
    }

    void addRoutes(Router router) {
        router.on("POST", "/world/faults", this::arm);
        router.on("GET", "/world/faults", this::list);
        router.on("DELETE", "/world/faults", this::clear);
        router.on("DELETE", "/world/faults/*", this::clearOne);
        // A form cannot send DELETE.
        router.on("POST", "/world/faults/clear", this::clear);
        router.on("POST", "/world/faults/*/clear", this::clearOne);
    }

    private Answer list(Call call) {
        return Answer.json(
                200,
                Json.object(
                        "targets", faults.targets(),
                        "faults", List.copyOf(FaultNames.all().keySet()),
                        "meanings", FaultNames.all(),
                        "armed", faults.armed().stream().map(FaultDesk::shape).toList()));
    }

    private Answer arm(Call call) {
        var fields = call.fields();
        var target = Asked.text(fields, "target");
        var name = Asked.text(fields, "fault");
        if (target.isEmpty() || name.isEmpty()) {
            return Answer.refused(400, "a fault wants a JSON object with \"target\" and \"fault\"");
        }
        var count = Asked.number(fields, "count");
        if (Asked.isNoNumber(fields, "count") || count.isPresent() && count.getAsLong() > Integer.MAX_VALUE) {
            return Answer.refused(400, "count is a whole number from 1, or null for until it is cleared");
        }
        try {
            var armed = faults.arm(
                    target,
                    name,
                    count.isPresent() ? OptionalInt.of((int) Math.max(0, count.getAsLong())) : OptionalInt.empty(),
                    Asked.text(fields, "argument"));
            return call.isForm() ? Answer.seeOther("/#faults") : Answer.json(200, shape(armed));
        } catch (Faults.NotArmed refused) {
            return Answer.refused(400, String.valueOf(refused.getMessage()));
        }
    }

    /** Clears all, or those of the target asked for. */
    private Answer clear(Call call) {
        var target = call.asked("target");
        int gone = faults.clear(fault -> target.isEmpty() || target.get().equals(fault.target()));
        return call.method().equals("POST")
                ? Answer.seeOther("/#faults")
                : Answer.json(200, Json.object("cleared", gone));
    }

    private Answer clearOne(Call call) {
        int gone = faults.clear(fault -> Integer.toString(fault.id()).equals(call.part(0)));
        if (call.method().equals("POST")) {
            return Answer.seeOther("/#faults");
        }
        return gone == 0
                ? Answer.refused(404, "no fault " + call.part(0) + " is armed")
                : Answer.json(200, Json.object("cleared", gone));
    }

    private static Map<String, @Nullable Object> shape(Fault fault) {
        return Json.object(
                "id", fault.id(),
                "target", fault.target(),
                "fault", fault.name(),
                "count", fault.left().isPresent() ? fault.left().getAsInt() : null,
                "argument", argument(fault.argument()));
    }

    private static @Nullable Object argument(String argument) {
        if (argument.isEmpty()) {
            return null;
        }
        return argument.matches("\\d{1,9}") ? (Object) Integer.parseInt(argument) : argument;
    }
}
