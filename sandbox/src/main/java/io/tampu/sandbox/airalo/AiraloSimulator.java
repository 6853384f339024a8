package io.tampu.sandbox.airalo;

import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Json;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST simulator/webhook}: sends a notification of the kind asked for, in either mode. */
final class AiraloSimulator {

    private static final Map<String, String> LEVELS =
            Map.of("data_75", "75%", "data_90", "90%", "expire_1", "1days", "expire_3", "3days");
    private static final Map<String, String> OPT_INS = Map.of(
            "low_data_notification", AiraloNotifications.LOW_DATA,
            "credit_limit_notification", AiraloNotifications.CREDIT_LIMIT,
            "async_order_notification", AiraloNotifications.ASYNC_ORDERS);

    private final Journal journal;
    private final AiraloNotifications notifications;
    private final Courier courier;

    AiraloSimulator(Journal journal, AiraloNotifications notifications, Courier courier) {
        this.journal = journal;
        this.notifications = notifications;
        this.courier = courier;
    }

    Answer send(Call call) {
        var fields = call.fields();
        var event = Inputs.text(fields, "event");
        var type = Inputs.text(fields, "type");
        var wrong = Json.object();
        if (event.isEmpty()) {
            wrong.put("event", "The event field is required.");
        } else if (!OPT_INS.containsKey(event)) {
            wrong.put("event", "The selected event is invalid.");
        } else if (event.equals("low_data_notification")) {
            if (!LEVELS.containsKey(type)) {
                wrong.put("type", type.isEmpty() ? "The type field is required." : "The selected type is invalid.");
            }
            if (Inputs.text(fields, "iccid").isEmpty()) {
                wrong.put("iccid", "The iccid field is required.");
            }
        }
        if (!wrong.isEmpty()) {
            return AiraloErrors.invalid(wrong);
        }
        return journal.change(() -> {
            var url = Optional.of(Inputs.text(fields, "webhook_url"))
                    .filter(given -> !given.isEmpty())
                    .or(() -> notifications
                            .wish(OPT_INS.getOrDefault(event, ""))
                            .map(AiraloNotifications.OptIn::contact));
            if (url.isEmpty() || !AiraloNotifications.isAddress(url.get())) {
                return AiraloErrors.invalid(Json.object("webhook_url", "The webhook url field is required."));
            }
            courier.send(url.get(), payload(event, fields));
            return Answer.json(200, Json.object("success", "Notification sent"));
        });
    }

    private static Map<String, @Nullable Object> payload(String event, Map<String, @Nullable Object> fields) {
        return switch (event) {
            case "low_data_notification" ->
                AiraloWarnings.lowData(
                        LEVELS.getOrDefault(Inputs.text(fields, "type"), "75%"),
                        "inti-peru-7days-1gb",
                        Inputs.text(fields, "type").equals("data_90") ? 10 : 25,
                        Inputs.text(fields, "iccid"));
            case "credit_limit_notification" -> {
                int level = Inputs.whole(fields, "level", 80);
                yield AiraloWarnings.credit(level < 0 ? 80 : level, 22_535);
            }
            default -> Json.object("request_id", "SANDBOXsimulatedrequest00", "reason", "Simulated by the sandbox.");
        };
    }
}
