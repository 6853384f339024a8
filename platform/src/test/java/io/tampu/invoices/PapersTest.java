package io.tampu.invoices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tampu.language.Language;
import io.tampu.money.Money;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Papers, read as a reader's program reads them. */
class PapersTest {

    private static final ZoneId LIMA = ZoneId.of("America/Lima");
    private static final UUID RENEWAL = UUID.fromString("01a20847-5bc0-70e3-83f9-f117d2b06d6b");
    private static final UUID REFUND = UUID.fromString("01a20847-6b60-7f54-83fb-50dd10fc6038");
    private static final Seller SELLER =
            new Seller("Example eSIM S.A.C.", "20000000001", "Jr. de la Muestra 100, Lima", "help@seller.example");
    private static final Given GIVEN = new Given(3L << 30, 7, "1146");

    private final Papers papers = new Papers();

    @Test
    void aReceiptSaysAllThatAReceiptMust() throws IOException {
        String text = text(papers.pdf(receipt("Peru, 7 days, 3 GB", Optional.of("Visa 4242")), Language.EN, LIMA));

        assertThat(text.lines())
                .containsExactly(
                        "Example eSIM S.A.C.",
                        "Jr. de la Muestra 100, Lima",
                        "RUC 20000000001",
                        "help@seller.example",
                        "Receipt",
                        "Number R-01M844EPY0E3HR7YFH2Z9B0VBB",
                        "Date 23 November 2026, 18:40 (UTC-05:00)",
                        "Plan Peru, 7 days, 3 GB",
                        "Data 3 GB",
                        "Valid for 7 days",
                        "eSIM ...1146",
                        "Renewal 01m844epy0e3hr7yfh2z9b0vbb",
                        "Amount without tax $3.31",
                        "Tax (IGV 18%) $0.59",
                        "Paid with Visa 4242 $3.90",
                        "The price includes the tax.",
                        "All amounts are in USD.",
                        "Questions? Write to help@seller.example.");
    }

    @Test
    void aCreditNoteSaysWhatItTakesBack() throws IOException {
        String text = text(papers.pdf(creditNote("Perú, 7 días, 3 GB"), Language.ES, LIMA));

        assertThat(text.lines())
                .contains(
                        "Nota de crédito",
                        "Número C-01M844ETV0FXA87YTGVM8FRR1R",
                        "Fecha 24 de noviembre de 2026, 09:05 (UTC-05:00)",
                        "Del recibo R-01M844EPY0E3HR7YFH2Z9B0VBB",
                        "Motivo Devuelto sin usar",
                        "Plan Perú, 7 días, 3 GB",
                        "Importe sin impuesto USD 1.27",
                        "Impuesto (IGV 18%) USD 0.23",
                        "Devuelto USD 1.50");
    }

    @Test
    void inChineseToo() throws IOException {
        String text =
                text(papers.pdf(receipt("秘鲁 7 天 3 GB", Optional.empty()), Language.ZH, ZoneId.of("Asia/Shanghai")));

        assertThat(text.lines())
                .contains("收据", "日期 2026年11月24日 07:40（UTC+08:00）", "套餐 秘鲁 7 天 3 GB", "有效期 7 天", "付款方式：账户余额 US$3.90");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void itCanBeReadAloudAndKept(Language language) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(papers.pdf(creditNote("Peru"), language, LIMA))) {
            var catalog = pdf.getDocumentCatalog();

            assertThat(catalog.getLanguage()).isEqualTo(language.tag());
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getStructureTreeRoot().getKids()).isNotEmpty();
            assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
            assertThat(pdf.getDocumentInformation().getTitle()).endsWith(" C-01M844ETV0FXA87YTGVM8FRR1R");
            assertThat(new String(catalog.getMetadata().toByteArray(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("pdfuaid:part")
                    .contains("pdfaid:part");
            assertThat(pdf.getNumberOfPages()).isOne();
            for (COSName name : pdf.getPage(0).getResources().getFontNames()) {
                PDFont font = pdf.getPage(0).getResources().getFont(name);
                assertThat(font.isEmbedded()).isTrue();
                assertThat(font.getName()).contains("+NotoSansSC-");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a <b>\"fat\"</b> & 'thin' plan",
                "]]> &amp; <!-- ${7*7} @for",
                "</title></style><script>alert(1)</script>",
                "秘鲁 “七天” 3 GB，含税",
                "Perú – ñandú, 9,90 € ≥ S/ 33.00"
            })
    void noTextIsLostOrTakenForMore(String plan) throws IOException {
        byte[] pdf = papers.pdf(receipt(plan, Optional.of(plan)), Language.EN, LIMA);

        assertThat(text(pdf).replaceAll("\\s", "")).contains("Plan" + plan.replaceAll("\\s", ""));
        assertThat(text(pdf).replaceAll("\\s", "")).contains("Paidwith" + plan.replaceAll("\\s", ""));
    }

    @Test
    void whatNoFontOrFileCanCarryDoesNoHarm() throws IOException {
        String plan = "Peru\u0000\u0007\u202e\ud800 \ud83c\uddf5\ud83c\uddea \ufffe 3 GB";

        String text = text(papers.pdf(receipt(plan, Optional.empty()), Language.EN, LIMA));

        assertThat(text).contains("Plan Peru").contains("3 GB");
    }

    @Test
    void aVeryLongNameStaysOnThePage() throws IOException {
        byte[] pdf = papers.pdf(receipt("很长的套餐名称".repeat(30), Optional.empty()), Language.ZH, LIMA);

        try (PDDocument read = Loader.loadPDF(pdf)) {
            var stripper = new PDFTextStripper() {
                private float farthest;

                @Override
                protected void processTextPosition(org.apache.pdfbox.text.TextPosition sign) {
                    farthest = Math.max(farthest, sign.getXDirAdj() + sign.getWidthDirAdj());
                    super.processTextPosition(sign);
                }
            };
            assertThat(stripper.getText(read).replaceAll("\\s", "")).contains("很长的套餐名称".repeat(30));
            assertThat(stripper.farthest).isLessThan(595 - 60);
        }
    }

    @Test
    void aSellerWithANameOnlyIsAllThatIsSaid() throws IOException {
        var receipt = new Receipt(
                RENEWAL,
                RENEWAL,
                "Peru",
                Money.usd("3.90"),
                Money.usd("0.00"),
                "NONE",
                Instant.parse("2026-11-23T23:40:00Z"),
                new Seller("Tampu \"<&", "", "", ""));

        String text = text(papers.pdf(
                new Paper.OfReceipt(receipt, new Given(-1, 1, "1146"), Optional.empty()),
                Language.EN,
                ZoneId.of("UTC")));

        assertThat(text.lines())
                .startsWith("Tampu \"<&", "Receipt")
                .contains("Date 23 November 2026, 23:40 (UTC)", "Data Unlimited", "Valid for 1 day", "No tax $0.00")
                .noneMatch(line -> line.startsWith("RUC") || line.startsWith("Questions"));
    }

    @Test
    void manyAtOnceWaitForTheirTurnAndEachIsWhole() throws Exception {
        var wanted = new ArrayList<Callable<String>>();
        for (int i = 0; i < 8; i++) {
            String plan = "Peru " + i;
            wanted.add(() -> text(papers.pdf(receipt(plan, Optional.empty()), Language.ZH, LIMA)));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var made = threads.invokeAll(wanted);
            for (int i = 0; i < 8; i++) {
                assertThat(made.get(i).get().lines()).contains("套餐 Peru " + i, "付款方式：账户余额 US$3.90");
            }
        }
    }

    @Test
    void theyAreMadeByTwoThreadsThatNoRequestRunsOn() throws Exception {
        var threads = new CopyOnWriteArrayList<Thread>();
        var made = new Papers(work -> {
            Thread thread = Papers.THREADS.newThread(work);
            threads.add(thread);
            return thread;
        });
        Callable<byte[]> wanted = () -> made.pdf(receipt("Peru", Optional.empty()), Language.EN, LIMA);

        try (var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var pdf : requests.invokeAll(Collections.nCopies(8, wanted))) {
                assertThat(pdf.get()).isNotEmpty();
            }
        }

        assertThat(threads).hasSizeBetween(1, 2).allMatch(thread -> !thread.isVirtual() && thread.isDaemon());
        assertThat(threads).allMatch(thread -> thread.getPriority() == Thread.MIN_PRIORITY);
    }

    @Test
    void aCreditNoteOfAnotherReceiptIsRefused() {
        var other =
                new CreditNote(REFUND, REFUND, Money.usd("1.50"), Money.usd("0.23"), "unused", Instant.EPOCH, SELLER);

        assertThatThrownBy(() -> new Paper.OfCreditNote(other, ofReceipt("Peru"), GIVEN))
                .hasMessageContaining("does not correct R-");
    }

    /** The fonts are cut down: a new word in a text may need them to be made anew. */
    @Test
    void theFontsHaveEverySignOfOurOwnTexts() throws IOException {
        var signs = new TreeSet<Integer>();
        for (Language language : Language.values()) {
            WriteSheet.TEXTS
                    .keys()
                    .forEach(key ->
                            WriteSheet.TEXTS.raw(language, key).codePoints().forEach(signs::add));
        }
        for (String name : new String[] {"NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"}) {
            try (InputStream in = Papers.class.getResourceAsStream("/fonts/" + name)) {
                var cmap = new TTFParser()
                        .parse(new RandomAccessReadBuffer(java.util.Objects.requireNonNull(in)))
                        .getUnicodeCmapLookup();
                assertThat(signs).as(name).allMatch(sign -> cmap.getGlyphId(sign) > 0, "is in the font");
            }
        }
    }

    static Paper.OfReceipt receipt(String plan, Optional<String> means) {
        return new Paper.OfReceipt(ofReceipt(plan), GIVEN, means);
    }

    static Paper.OfCreditNote creditNote(String plan) {
        return new Paper.OfCreditNote(
                new CreditNote(
                        REFUND,
                        RENEWAL,
                        Money.usd("1.50"),
                        Money.usd("0.23"),
                        "unused",
                        Instant.parse("2026-11-24T14:05:00Z"),
                        SELLER),
                ofReceipt(plan),
                GIVEN);
    }

    private static Receipt ofReceipt(String plan) {
        return new Receipt(
                RENEWAL,
                RENEWAL,
                plan,
                Money.usd("3.90"),
                Money.usd("0.59"),
                "PE-IGV-18",
                Instant.parse("2026-11-23T23:40:00Z"),
                SELLER);
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument read = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(read);
        }
    }
}
