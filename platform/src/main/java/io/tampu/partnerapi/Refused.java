package io.tampu.partnerapi;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request that was not carried out, with all that the answer needs (RFC 9457). Nothing has changed. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final transient Map<String, Object> more;

    private Refused(int status, String code, String detail, Map<String, Object> more) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.more = more;
    }

    /**
     * @param status of HTTP
     * @param code stable, for programs
     * @param detail for people: what is wrong and what to do
     */
    static Refused because(int status, String code, String detail) {
        return new Refused(status, code, detail, Map.of());
    }

    Refused with(String name, Object value) {
        var all = new LinkedHashMap<>(more);
        all.put(name, value);
        return new Refused(status, code, String.valueOf(getMessage()), all);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    Map<String, Object> more() {
        return more;
    }
}
