package io.tampu.sandbox.faults;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The faults there are, what each does, and which argument it takes. */
public final class FaultNames {

    public static final String DROP_REQUEST = "drop-request";
    public static final String DROP_REPLY = "drop-reply-after-commit";
    public static final String COMMIT_LATE = "commit-late";
    public static final String DELAY = "delay";
    public static final String GARBAGE = "garbage";
    public static final String EXCEED_LIMIT = "exceed-limit";
    public static final String REFUND_FAILS_LATER = "refund-fails-later";

    private static final int LONGEST_LATE_SECONDS = 86_400;
    private static final int LONGEST_DELAY_MILLIS = 600_000;

    private static final Pattern STATUS = Pattern.compile("status-[45]\\d\\d");
    private static final Pattern CODE = Pattern.compile("code-(\\d{1,3}|[a-z][a-z_]{1,60})");
    private static final Map<String, String> MEANINGS = meanings();

    private FaultNames() {}

    private static Map<String, String> meanings() {
        var all = new LinkedHashMap<String, String>();
        all.put(DROP_REQUEST, "the connection is closed, nothing is done");
        all.put(DROP_REPLY, "all is done, then the connection is closed without a reply");
        all.put(
                COMMIT_LATE,
                "the connection is closed at once; the request is carried out so many seconds later (argument)");
        all.put(DELAY, "the answer comes so many milliseconds later (argument)");
        all.put("status-500", "that HTTP status, nothing is done; any from 400 to 599");
        all.put("status-429", "too many requests, nothing is done; Retry-After is the argument, 30 without");
        all.put(
                "code-NN",
                "the provider's business error of that number or name, nothing is done: code-11, code-card_declined");
        all.put(
                GARBAGE,
                "all is done, then the answer is spoilt (argument): " + String.join(", ", Garbage.WORDS)
                        + "; html without");
        all.put(EXCEED_LIMIT, "refused with validation.order_exceed_limit, nothing is done");
        all.put(
                REFUND_FAILS_LATER,
                "a refund is said to have succeeded and fails so many seconds later (argument, 60 without)");
        all.put("notify-duplicate", "a notification is sent twice");
        all.put("notify-lost", "a notification is never sent");
        all.put("notify-late", "a notification is sent so many seconds later (argument, 60 without)");
        all.put("notify-reordered", "a notification is kept back until the next one has gone");
        all.put("notify-forged", "a notification goes out with a false signature");
        all.put("notify-altered", "a notification is altered by a byte after it was signed");
        all.put("notify-wrong-amount", "a notification is rightly signed and tells of another amount");
        return all;
    }

    public static Map<String, String> all() {
        return MEANINGS;
    }

    static boolean isForNotifications(String name) {
        return name.startsWith("notify-");
    }

    /** What is wrong with a fault's name or argument, as a sentence; empty when nothing is. */
    static Optional<String> complaint(String name, String argument) {
        if (!MEANINGS.containsKey(name)
                        && !STATUS.matcher(name).matches()
                        && !CODE.matcher(name).matches()
                || name.equals("code-NN")) {
            return Optional.of("there is no fault \"" + name + "\"; there are " + String.join(", ", MEANINGS.keySet()));
        }
        return switch (name) {
            case COMMIT_LATE -> wantNumber(name, "seconds", argument, LONGEST_LATE_SECONDS, false);
            case DELAY -> wantNumber(name, "milliseconds", argument, LONGEST_DELAY_MILLIS, false);
            case "notify-late", "status-429", REFUND_FAILS_LATER ->
                wantNumber(name, "seconds", argument, LONGEST_LATE_SECONDS, true);
            case GARBAGE ->
                argument.isEmpty() || Garbage.WORDS.contains(argument)
                        ? Optional.empty()
                        : Optional.of(
                                "garbage can be " + String.join(", ", Garbage.WORDS) + ", not \"" + argument + "\"");
            default -> Optional.empty();
        };
    }

    private static Optional<String> wantNumber(String name, String unit, String argument, int most, boolean optional) {
        if (optional && argument.isEmpty()) {
            return Optional.empty();
        }
        if (argument.matches("\\d{1,9}") && Integer.parseInt(argument) <= most) {
            return Optional.empty();
        }
        return Optional.of(name + " wants its argument in " + unit + ", 0 to " + most + ", not \"" + argument + "\"");
    }

    /** Names for a choice on a page. */
    public static List<String> choices() {
        return MEANINGS.keySet().stream()
                .filter(name -> !name.equals("code-NN"))
                .toList();
    }
}
