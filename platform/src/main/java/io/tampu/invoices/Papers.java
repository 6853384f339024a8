package io.tampu.invoices;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.tampu.language.Language;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Puts receipts and credit notes on paper: PDF/A-2a and PDF/UA-1, so that they can be kept for years and read aloud. Made anew
 * each time, from rows that never change. One for the whole program: it holds back bursts, and makes them on threads of its own.
 */
public final class Papers {

    /** Each takes some tens of milliseconds of CPU and some megabytes while it is made: a burst must wait, not eat memory. */
    private static final int AT_ONCE = 2;
    /** Whoever would wait for longer, for a turn or for the paper, is told so. */
    private static final Duration MOST_WAIT = Duration.ofSeconds(10);

    /** Threads that lay nothing out are let go. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    /**
     * Requests are virtual threads, which share as many carriers as there are cores and leave them only when they wait: a layout
     * only reckons, and two of them would stop all other requests on two cores.
     */
    static final ThreadFactory THREADS = Thread.ofPlatform()
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .name("paper-", 0)
            .factory();

    private static final String FONT = "Noto Sans SC";
    private static final int REGULAR = 400;
    private static final int BOLD = 700;

    /** In place of a sign that the font does not have. */
    private static final String NO_SUCH_SIGN = "□";

    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final ExecutorService desk;

    /** What every paper needs, read once, with the first paper. */
    private static final class Kept {
        static final byte[] REGULAR_FONT = resource("/fonts/NotoSansSC-Regular.ttf");
        static final byte[] BOLD_FONT = resource("/fonts/NotoSansSC-Bold.ttf");
        static final byte[] COLOURS =
                ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

        static {
            // Its word on each step goes to the console otherwise.
            XRLog.setLoggingEnabled(false);
        }
    }

    public Papers() {
        this(THREADS);
    }

    Papers(ThreadFactory threads) {
        // Nothing waits in its queue: who comes has a turn.
        var pool = new ThreadPoolExecutor(
                AT_ONCE, AT_ONCE, IDLE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
        desk = pool;
    }

    /**
     * A paper as PDF, one page of A4.
     *
     * @param zone in which its date is written
     * @throws PapersBusy after ten seconds, when many others are wanted at the same time
     */
    public byte[] pdf(Paper paper, Language language, ZoneId zone) {
        String page = page(new WriteSheet(language, zone).of(paper));
        try {
            if (!turns.tryAcquire(MOST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new PapersBusy();
            }
            return laidOut(page).get(MOST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            throw new PapersBusy();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PapersBusy();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a paper could not be laid out", failed.getCause());
        }
    }

    /** The turn ends with the work, not with the waiting for it. */
    private Future<byte[]> laidOut(String page) {
        return desk.submit(() -> {
            try {
                return layOut(page);
            } finally {
                turns.release();
            }
        });
    }

    /** Nobody intercepts: the template has no forms, and its generated class takes no word for that but null. */
    @SuppressWarnings("NullAway")
    static String page(Sheet sheet) {
        var page = new StringOutput();
        JtepaperGenerated.render(new OwaspHtmlTemplateOutput(page), null, sheet);
        return page.toString();
    }

    private static byte[] layOut(String page) throws IOException {
        var pdf = new ByteArrayOutputStream();
        new PdfRendererBuilder()
                .useFont(() -> new ByteArrayInputStream(Kept.REGULAR_FONT), FONT, REGULAR, FontStyle.NORMAL, true)
                .useFont(() -> new ByteArrayInputStream(Kept.BOLD_FONT), FONT, BOLD, FontStyle.NORMAL, true)
                .useColorProfile(Kept.COLOURS)
                .usePdfUaAccessibility(true)
                .usePdfAConformance(PdfAConformance.PDFA_2_A)
                .useReplacementText(NO_SUCH_SIGN)
                // A page refers to nothing outside; should a text ever make it do so, nothing is fetched.
                .useExternalResourceAccessControl(
                        (uri, kind) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .withHtmlContent(page, null)
                .toStream(pdf)
                .run();
        return pdf.toByteArray();
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(Papers.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
