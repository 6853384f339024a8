package io.tampu.sandbox.airalo;

import io.tampu.sandbox.clock.WorldClock;
import io.tampu.sandbox.phones.Phones;
import io.tampu.sandbox.store.Journal;
import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Json;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The partner's account: token, balance, refund requests. */
final class AiraloAccount {

    private static final DateTimeFormatter TO_THE_MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);
    private static final int MOST_REFUNDED_AT_ONCE = 5;
    private static final int LONGEST_NOTES = 255;
    private static final int FIRST_REFUND = 12_345;

    private static final Set<String> REASONS = Set.of(
            "INSTALLATION_FAILURE",
            "NO_COVERAGE",
            "APN_FAILURE",
            "TRIP_CANCELLATION",
            "INTERMITTENT_CONNECTION",
            "BLOCKED_NETWORK",
            "CHANGE_OF_PLAN",
            "DELETED_ESIM",
            "EARLY_EXPIRY",
            "HOTSPOT_NOT_WORKING",
            "IMSI_CHANGE",
            "INCOMPATIBLE_DEVICE",
            "LOCKED_DEVICE",
            "NO_VOICE_TEXT_SERVICES",
            "OVERCHARGED",
            "SLOW_SPEED",
            "TOP_UP_PACKAGE_FAILURE",
            "UNKNOWN_CHARGES",
            "WRONG_PURCHASE",
            "UNABLE_TO_ACCESS_APPS",
            "SERVICE_DEGRADATION",
            "QR_ISSUE_PARTNERS",
            "OTHERS");

    private final Journal journal;
    private final WorldClock clock;
    private final AiraloTokens tokens;
    private final AiraloStore store;
    private final Phones phones;
    private int refunds;

    AiraloAccount(Journal journal, WorldClock clock, AiraloTokens tokens, AiraloStore store, Phones phones) {
        this.journal = journal;
        this.clock = clock;
        this.tokens = tokens;
        this.store = store;
        this.phones = phones;
        journal.on("refund", line -> refunds++);
    }

    Answer token(Call call) {
        var fields = call.fields();
        var missing = Json.object();
        for (var name : List.of("client_id", "client_secret", "grant_type")) {
            if (Inputs.text(fields, name).isEmpty()) {
                missing.put(name, "The " + name.replace('_', ' ') + " field is required.");
            }
        }
        if (!missing.isEmpty()) {
            return AiraloErrors.invalid(missing);
        }
        if (!Inputs.text(fields, "client_id").equals(AiraloTokens.CLIENT_ID)) {
            return AiraloErrors.invalid(Json.object("client_id", "The selected client id is invalid."));
        }
        if (!Inputs.text(fields, "grant_type").equals("client_credentials")) {
            return AiraloErrors.invalid(Json.object("grant_type", "The selected grant type is invalid."));
        }
        if (!Inputs.text(fields, "client_secret").equals(AiraloTokens.CLIENT_SECRET)) {
            return AiraloErrors.nothing(401, "Client authentication failed");
        }
        return Answer.json(
                200,
                Json.object(
                        "data",
                        Json.object(
                                "token_type",
                                "Bearer",
                                "expires_in",
                                AiraloTokens.EXPIRES_IN_SECONDS,
                                "access_token",
                                tokens.issue(clock.millis())),
                        "meta",
                        AiraloShapes.SUCCESS));
    }

    Answer balance(Call call) {
        long credit = journal.look(store::creditMinor);
        return Answer.json(
                200,
                Json.object(
                        "data",
                        Json.object(
                                "balances",
                                Json.object(
                                        "name",
                                        "balance",
                                        "availableBalance",
                                        Json.object("amount", Json.decimal(credit), "currency", "USD"))),
                        "meta",
                        AiraloShapes.SUCCESS));
    }

    /** Takes a request for a refund. Airalo decides by hand, days later: nothing comes of it here. */
    Answer refund(Call call) {
        var fields = call.fields();
        var iccids = iccids(fields.get("iccids"));
        var wrong = refundComplaints(fields, iccids);
        if (!wrong.isEmpty()) {
            return AiraloErrors.invalid(wrong);
        }
        return journal.change(() -> {
            journal.note("refund", FIRST_REFUND + refunds, String.join(",", iccids), clock.millis());
            return Answer.json(
                    202,
                    Json.object(
                            "data",
                            Json.object(
                                    "refund_id", Integer.toString(FIRST_REFUND + refunds - 1),
                                    "created_at", TO_THE_MINUTE.format(clock.now())),
                            "meta",
                            AiraloShapes.SUCCESS));
        });
    }

    private Map<String, @Nullable Object> refundComplaints(Map<String, @Nullable Object> fields, List<String> iccids) {
        var wrong = Json.object();
        if (iccids.isEmpty()) {
            wrong.put("iccids", "The iccids field is required.");
        } else if (iccids.size() > MOST_REFUNDED_AT_ONCE) {
            wrong.put("iccids", "The iccids may not have more than " + MOST_REFUNDED_AT_ONCE + " items.");
        } else if (!journal.look(
                () -> iccids.stream().allMatch(iccid -> phones.find(iccid).isPresent()))) {
            wrong.put("iccids", "The selected iccids is invalid.");
        }
        var reason = Inputs.text(fields, "reason");
        var notes = Inputs.text(fields, "notes");
        if (reason.isEmpty()) {
            wrong.put("reason", "The reason field is required.");
        } else if (!REASONS.contains(reason)) {
            wrong.put("reason", "The selected reason is invalid.");
        } else if (reason.equals("OTHERS") && notes.isEmpty()) {
            wrong.put("notes", "The notes field is required when reason is OTHERS.");
        }
        if (notes.length() > LONGEST_NOTES) {
            wrong.put("notes", "The notes may not be greater than " + LONGEST_NOTES + " characters.");
        }
        return wrong;
    }

    /** A list, or a list written as JSON text: forms send that. */
    private static List<String> iccids(@Nullable Object value) {
        if (value instanceof String text) {
            var inner = Json.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return inner.isPresent() && inner.get() instanceof List<?> list ? iccids(list) : List.of();
        }
        var all = new ArrayList<String>();
        if (value instanceof List<?> list) {
            list.forEach(each -> all.add(String.valueOf(each)));
        }
        return all;
    }
}
