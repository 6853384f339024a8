package io.tampu.partnerapi;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request that was not carried out, with all that the answer needs (RFC 9457). Nothing has changed. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ProblemCode code;
    private final transient Map<String, Object> more;

    private Refused(ProblemCode code, String detail, Map<String, Object> more) {
        super(detail, null, false, false);
        this.code = code;
        this.more = more;
    }

    /**
     * @param code for programs
     * @param detail for people: what is wrong and what to do
     */
    static Refused because(ProblemCode code, String detail) {
        return new Refused(code, detail, Map.of());
    }

    Refused with(String name, Object value) {
        var all = new LinkedHashMap<>(more);
        all.put(name, value);
        return new Refused(code, detail(), all);
    }

    ProblemCode code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    Map<String, Object> more() {
        return more;
    }
}
