package io.tampu.invoices;

import io.tampu.invoices.Sheet.Row;
import io.tampu.language.Language;
import io.tampu.language.Speech;
import io.tampu.language.Texts;
import io.tampu.money.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Says a paper in a reader's language. */
final class WriteSheet {

    static final Texts TEXTS = Texts.of(WriteSheet.class);

    private final Language language;
    private final Speech speech;

    WriteSheet(Language language, ZoneId zone) {
        this.language = language;
        this.speech = new Speech(language, zone);
    }

    Sheet of(Paper paper) {
        return switch (paper) {
            case Paper.OfReceipt receipt -> receipt(receipt);
            case Paper.OfCreditNote note -> creditNote(note);
        };
    }

    private Sheet receipt(Paper.OfReceipt paper) {
        Receipt receipt = paper.receipt();
        var facts = new ArrayList<Row>();
        facts.add(row("number", receipt.number()));
        facts.add(row("date", moment(receipt.issuedAt())));
        facts.addAll(given(receipt, paper.given()));
        String means = paper.means().orElseGet(() -> say("means.balance"));
        return sheet(
                "receipt",
                receipt.number(),
                receipt.seller(),
                facts,
                sums(receipt.net(), receipt.tax(), receipt.taxRule()),
                new Row(say("receipt.total", means), money(receipt.total())),
                receipt.total().currency());
    }

    private Sheet creditNote(Paper.OfCreditNote paper) {
        CreditNote note = paper.note();
        var facts = new ArrayList<Row>();
        facts.add(row("number", note.number()));
        facts.add(row("date", moment(note.issuedAt())));
        facts.add(row("corrects", paper.receipt().number()));
        facts.add(row("reason", worded("reason.", note.reason())));
        facts.addAll(given(paper.receipt(), paper.given()));
        return sheet(
                "credit",
                note.number(),
                note.seller(),
                facts,
                sums(note.net(), note.tax(), paper.receipt().taxRule()),
                new Row(say("credit.total"), money(note.amount())),
                note.amount().currency());
    }

    private Sheet sheet(
            String kind, String number, Seller seller, List<Row> facts, List<Row> sums, Row total, String currency) {
        String heading = say(kind + ".heading");
        return new Sheet(
                language.tag(),
                clean(heading + " " + number),
                clean(say(kind + ".about", seller.name())),
                heading,
                clean(seller.name()),
                Stream.of(
                                seller.address(),
                                seller.taxId().isBlank() ? "" : say("seller.taxId", seller.taxId()),
                                seller.email())
                        .filter(line -> !line.isBlank())
                        .map(WriteSheet::clean)
                        .toList(),
                facts.stream().map(WriteSheet::clean).toList(),
                sums.stream().map(WriteSheet::clean).toList(),
                clean(total),
                Stream.of(
                                say(kind + ".note"),
                                say("amounts", currency),
                                seller.email().isBlank() ? "" : say("help", seller.email()))
                        .filter(line -> !line.isBlank())
                        .map(WriteSheet::clean)
                        .toList());
    }

    private List<Row> given(Receipt receipt, Given given) {
        String data = given.dataBytes() < 0 ? say("data.unlimited") : speech.data(given.dataBytes());
        return List.of(
                row("plan", receipt.given()),
                row("data", data),
                row("days", say("days.count", given.days())),
                row("esim", say("esim.end", given.iccidEnd())),
                row("renewal", receipt.number().substring(2).toLowerCase(Locale.ROOT)));
    }

    private List<Row> sums(Money net, Money tax, String rule) {
        return List.of(row("net", money(net)), new Row(worded("tax.", rule), money(tax)));
    }

    /** A word of the program in the reader's; one that is not known here as it stands. */
    private String worded(String prefix, String word) {
        return TEXTS.keys().contains(prefix + word) ? say(prefix + word) : word;
    }

    /** With the zone's distance to UTC: a paper is read anywhere. */
    private String moment(Instant at) {
        ZoneOffset offset = speech.zone().getRules().getOffset(at);
        String zone = offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset.getId();
        return say("moment", speech.date(at), speech.time(at), zone);
    }

    private String money(Money money) {
        return speech.money(money.amountMinor(), money.currency());
    }

    private Row row(String key, String is) {
        return new Row(say(key), is);
    }

    private String say(String key, Object... facts) {
        return TEXTS.say(language, key, facts);
    }

    private static Row clean(Row row) {
        return new Row(clean(row.what()), clean(row.is()));
    }

    /** Without what XML cannot carry, even escaped: control characters and halves of pairs. */
    static String clean(String text) {
        var kept = new StringBuilder();
        text.codePoints()
                .filter(sign -> sign >= ' ' && sign != 0xfffe && sign != 0xffff && !Character.isISOControl(sign))
                .filter(sign -> Character.getType(sign) != Character.SURROGATE)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
