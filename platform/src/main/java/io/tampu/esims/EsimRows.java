package io.tampu.esims;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads eSIMs from CSV, line by line, and says which lines are wrong. Keeps nothing of the file. */
final class EsimRows {

    /** A line that may go in. */
    record Row(
            long line,
            EsimStore.Handle handle,
            String iccid,
            Optional<String> label,
            Optional<String> customerEmail,
            Optional<String> matchingId,
            Optional<String> smdpAddress,
            Optional<String> note) {

        boolean saysTheSameAs(Row other) {
            return new Row(other.line, handle, iccid, label, customerEmail, matchingId, smdpAddress, note)
                    .equals(other);
        }
    }

    /** A line cannot go in; the message says why. */
    private static final class WrongRow extends Exception {
        private static final long serialVersionUID = 1;

        WrongRow(String what) {
            super(what, null, false, false);
        }
    }

    /** {@code handle} is the supplier's own id of the eSIM; without it, that is the ICCID. */
    private static final List<String> COLUMNS = List.of(
            "iccid", "supplier", "handle", "label", "customer_email", "matching_id", "smdp_address", "imported_note");

    private static final int MAX_TEXT = 200;
    private static final int MAX_SHOWN = 40;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,190}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}");
    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,100}");

    private final Set<String> suppliers;
    private final Consumer<Row> good;
    private final Consumer<EsimImport.Line> refused;
    private final Consumer<EsimImport.Line> warned;
    private Map<String, Integer> columns = Map.of();

    EsimRows(
            Set<String> suppliers,
            Consumer<Row> good,
            Consumer<EsimImport.Line> refused,
            Consumer<EsimImport.Line> warned) {
        this.suppliers = suppliers;
        this.good = good;
        this.refused = refused;
        this.warned = warned;
    }

    void read(InputStream csv) {
        // Blank lines are skipped by us and not by the parser, which would then not count them.
        var format = CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).get();
        long line = 1;
        try (var parser = CSVParser.parse(new InputStreamReader(csv, StandardCharsets.UTF_8), format)) {
            var records = parser.iterator();
            if (!records.hasNext()) {
                refused.accept(new EsimImport.Line(1, "the file is empty"));
                return;
            }
            readHeader(records.next());
            line = parser.getCurrentLineNumber() + 1;
            while (records.hasNext()) {
                readLine(line, records.next());
                line = parser.getCurrentLineNumber() + 1;
            }
        } catch (WrongRow wrongHeader) {
            refused.accept(new EsimImport.Line(1, String.valueOf(wrongHeader.getMessage())));
        } catch (UncheckedIOException | IOException unreadable) {
            refused.accept(new EsimImport.Line(
                    line, "from here on the file cannot be read; is a quote not closed? " + unreadable.getMessage()));
        }
    }

    private void readHeader(CSVRecord header) throws WrongRow {
        var found = new HashMap<String, Integer>();
        for (int i = 0; i < header.size(); i++) {
            var name = header.get(i).replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT);
            if (!COLUMNS.contains(name)) {
                throw new WrongRow("unknown column \"" + shown(name) + "\"; known are " + COLUMNS);
            }
            if (found.put(name, i) != null) {
                throw new WrongRow("the column " + name + " is there twice");
            }
        }
        if (!found.containsKey("iccid") || !found.containsKey("supplier")) {
            throw new WrongRow("the first line must name the columns, among them iccid and supplier");
        }
        columns = found;
    }

    private void readLine(long line, CSVRecord record) {
        if (record.size() == 1 && record.get(0).isBlank()) {
            return;
        }
        try {
            var row = row(line, record);
            if (!Iccid.hasRightCheckDigit(row.iccid())) {
                warned.accept(new EsimImport.Line(line, "iccid: the check digit of " + row.iccid() + " is not right"));
            }
            good.accept(row);
        } catch (WrongRow wrong) {
            refused.accept(new EsimImport.Line(line, String.valueOf(wrong.getMessage())));
        }
    }

    private Row row(long line, CSVRecord record) throws WrongRow {
        if (record.size() != columns.size()) {
            throw new WrongRow(record.size() + " fields, but the first line names " + columns.size());
        }
        var iccid = field(record, "iccid").orElseThrow(() -> new WrongRow("iccid: is empty"));
        if (!Iccid.isWellFormed(iccid)) {
            throw new WrongRow("iccid: \"" + shown(iccid) + "\" is not 18 to 22 digits");
        }
        var supplier = field(record, "supplier").orElseThrow(() -> new WrongRow("supplier: is empty"));
        if (!suppliers.contains(supplier)) {
            throw new WrongRow("supplier: \"" + shown(supplier) + "\" is not known here; known are " + suppliers);
        }
        var handle = matching(record, "handle", VISIBLE, "the supplier's own id, without spaces");
        return new Row(
                line,
                new EsimStore.Handle(supplier, handle.orElse(iccid)),
                iccid,
                field(record, "label"),
                matching(record, "customer_email", EMAIL, "an e-mail address").map(OwnedEsims::address),
                matching(record, "matching_id", VISIBLE, "a matching id"),
                matching(record, "smdp_address", HOST, "the address of an SM-DP+"),
                field(record, "imported_note"));
    }

    private Optional<String> matching(CSVRecord record, String column, Pattern pattern, String expected)
            throws WrongRow {
        var value = field(record, column);
        if (value.isPresent() && !pattern.matcher(value.get()).matches()) {
            throw new WrongRow(column + ": \"" + shown(value.get()) + "\" is not " + expected);
        }
        return value;
    }

    /** Empty where the column is not there or says nothing. */
    private Optional<String> field(CSVRecord record, String column) throws WrongRow {
        var index = columns.get(column);
        var value = index == null ? "" : record.get(index).strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.length() > MAX_TEXT) {
            throw new WrongRow(column + ": longer than " + MAX_TEXT + " characters");
        }
        if (value.chars().anyMatch(character -> Character.isISOControl(character) || character == 0xFFFD)) {
            throw new WrongRow(column + ": has characters that are not text in UTF-8");
        }
        return Optional.of(value);
    }

    private static String shown(String value) {
        return value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "...";
    }
}
