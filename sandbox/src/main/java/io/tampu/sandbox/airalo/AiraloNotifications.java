package io.tampu.sandbox.airalo;

import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.store.Line;
import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who wants to be told of what, and where. */
final class AiraloNotifications {

    static final String LOW_DATA = "webhook_low_data";
    static final String CREDIT_LIMIT = "webhook_credit_limit";
    static final String ASYNC_ORDERS = "async_orders";
    private static final List<String> TYPES =
            List.of(ASYNC_ORDERS, LOW_DATA, CREDIT_LIMIT, "email_low_data", "email_credit_limit");
    private static final List<Integer> USUAL_LEVELS = List.of(50, 70, 80, 90);

    /**
     * A wish to be told.
     *
     * @param contact an address of the web, or of mail, which is never sent
     * @param levels percentages, ascending
     */
    record OptIn(String type, String contact, List<Integer> levels) {}

    private final Journal journal;
    private final Courier courier;
    private final Map<String, OptIn> optIns = new LinkedHashMap<>();

    AiraloNotifications(Journal journal, Courier courier) {
        this.journal = journal;
        this.courier = courier;
        journal.on("optin", this::applyOptIn);
        journal.on("optout", line -> optIns.remove(line.text(0)));
    }

    private void applyOptIn(Line line) {
        var levels = line.text(2).isEmpty()
                ? List.<Integer>of()
                : Arrays.stream(line.text(2).split(",", -1))
                        .map(Integer::valueOf)
                        .toList();
        optIns.put(line.text(0), new OptIn(line.text(0), line.text(1), levels));
    }

    /** The wish of this type. Only inside a change or a look. */
    Optional<OptIn> wish(String type) {
        return Optional.ofNullable(optIns.get(type));
    }

    /** {@code POST notifications/opt-in}. */
    Answer optIn(Call call) {
        var fields = call.fields();
        var type = Inputs.text(fields, "type");
        boolean mail = type.startsWith("email_");
        var contact = mail ? Inputs.text(fields, "email") : Inputs.text(fields, "webhook_url");
        var wrong = Json.object();
        if (type.isEmpty()) {
            wrong.put("type", "The type field is required.");
        } else if (!TYPES.contains(type)) {
            wrong.put("type", "The selected type is invalid.");
        }
        if (!mail && contact.isEmpty()) {
            wrong.put("webhook_url", "The webhook url field is required.");
        } else if (!mail && !isAddress(contact)) {
            wrong.put("webhook_url", "The webhook url format is invalid.");
        } else if (!mail && wrong.isEmpty() && !courier.answersHead(contact)) {
            wrong.put("webhook_url", "The webhook url must answer a HEAD request with 200.");
        }
        if (!wrong.isEmpty()) {
            return AiraloErrors.invalid(wrong);
        }
        var levels = levels(fields.get("levels"), type);
        return journal.change(() -> {
            journal.note("optin", type, contact, levels);
            return shown(wish(type));
        });
    }

    /** {@code GET notifications/opt-in}: of the type asked for, else the first there is. */
    Answer read(Call call) {
        return journal.look(() -> shown(call.asked("type")
                .map(this::wish)
                .orElseGet(() -> optIns.values().stream().findFirst())));
    }

    /** {@code POST notifications/opt-out}. */
    Answer optOut(Call call) {
        var type = Inputs.text(call.fields(), "type");
        if (!TYPES.contains(type)) {
            return AiraloErrors.invalid(Json.object(
                    "type", type.isEmpty() ? "The type field is required." : "The selected type is invalid."));
        }
        return journal.change(() -> {
            if (optIns.containsKey(type)) {
                journal.note("optout", type);
            }
            return Answer.empty(204);
        });
    }

    private static Answer shown(Optional<OptIn> wish) {
        return Answer.json(
                200,
                Json.object(
                        "data",
                        wish.<Object>map(each -> Json.object(
                                        "notification",
                                        Json.object("type", each.type(), "contact_point", each.contact())))
                                .orElse(List.of()),
                        "meta",
                        AiraloShapes.SUCCESS));
    }

    static boolean isAddress(String text) {
        try {
            var address = URI.create(text);
            return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String levels(@Nullable Object sent, String type) {
        if (!type.endsWith("credit_limit")) {
            return "";
        }
        var levels = new ArrayList<Integer>();
        if (sent instanceof List<?> list) {
            list.stream()
                    .map(String::valueOf)
                    .filter(each -> each.matches("\\d{1,2}"))
                    .forEach(each -> levels.add(Integer.parseInt(each)));
        }
        var wanted = levels.isEmpty() ? USUAL_LEVELS : levels;
        return String.join(
                ",",
                wanted.stream()
                        .sorted(Comparator.naturalOrder())
                        .map(String::valueOf)
                        .toList());
    }
}
