package io.tampu.sandbox.store;

import java.nio.charset.StandardCharsets;

/** One line of the journal: what kind of thing happened, and its fields as text. Written as tab-separated UTF-8. */
public record Line(String kind, String[] fields) {

    static Line of(String kind, Object... values) {
        var fields = new String[values.length];
        for (int i = 0; i < values.length; i++) {
            fields[i] = String.valueOf(values[i]);
        }
        return new Line(kind, fields);
    }

    public String text(int i) {
        return fields[i];
    }

    public long number(int i) {
        return Long.parseLong(fields[i]);
    }

    public int whole(int i) {
        return Integer.parseInt(fields[i]);
    }

    byte[] encode() {
        var out = new StringBuilder(96).append(kind);
        for (var field : fields) {
            out.append('\t');
            escape(field, out);
        }
        return out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    static Line decode(String line) {
        int tabs = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\t') {
                tabs++;
            }
        }
        var fields = new String[tabs];
        int end = endOfField(line, 0);
        var kind = line.substring(0, end);
        for (int i = 0; i < tabs; i++) {
            int start = end + 1;
            end = endOfField(line, start);
            fields[i] = unescape(line.substring(start, end));
        }
        return new Line(kind, fields);
    }

    private static int endOfField(String line, int from) {
        int tab = line.indexOf('\t', from);
        return tab < 0 ? line.length() : tab;
    }

    private static void escape(String field, StringBuilder out) {
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            switch (c) {
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\\' -> out.append("\\\\");
                default -> out.append(c);
            }
        }
    }

    private static String unescape(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        var out = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c != '\\' || i + 1 == field.length()) {
                out.append(c);
                continue;
            }
            char next = field.charAt(++i);
            out.append(
                    switch (next) {
                        case 't' -> '\t';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        default -> next;
                    });
        }
        return out.toString();
    }
}
