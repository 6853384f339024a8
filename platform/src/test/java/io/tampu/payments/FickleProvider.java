package io.tampu.payments;

import io.tampu.payments.FickleBook.Given;
import io.tampu.payments.FickleBook.Page;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A payment provider that does with each call what comes into its mind, the same for the same seed. Its book is the truth. */
public final class FickleProvider implements PaymentProvider {

    /** What it does with a call. */
    enum Whim {
        ANSWER,
        BE_SILENT,
        ACT_AND_BE_SILENT,
        NOT_NOW,
        CRASH_BEFORE,
        CRASH_AFTER
    }

    private final FicklePost post;
    private final FickleBook book;
    private final ShuffledPack<Whim> whims;
    private final Random chance;
    private Runnable crash = () -> {};
    private Runnable meanwhile = () -> {};
    private boolean calm;
    private boolean deaf;

    public FickleProvider(Clock clock, long seed) {
        this.chance = new Random(seed);
        this.post = new FicklePost(new Random(seed + 1));
        this.book = new FickleBook(clock, new Random(seed + 2), post);
        this.whims = new ShuffledPack<>(chance, List.of(Whim.values()), 2);
    }

    /** What kills the platform that is calling, by throwing. */
    public void crashBy(Runnable how) {
        crash = how;
    }

    /** What may happen in the world while a platform waits for an answer. */
    public void meanwhile(Runnable what) {
        meanwhile = what;
    }

    /** A calm provider answers whatever is asked at once; its payers and banks keep what they had in mind. */
    public void calm(boolean isCalm) {
        calm = isCalm;
    }

    public void deaf(boolean isDeaf) {
        deaf = isDeaf;
    }

    public FickleBook book() {
        return book;
    }

    public FicklePost post() {
        return post;
    }

    /** All that it, its payers and their banks may do. */
    public static List<String> everything() {
        return Stream.of(
                        Stream.of(Whim.values()).map(whim -> "provider " + whim),
                        Stream.of(FickleBook.Payer.values()).map(payer -> "payer " + payer),
                        Stream.of(FickleBook.Bank.values()).map(bank -> "bank " + bank),
                        Stream.of(FickleBook.Back.values()).map(back -> "refund " + back))
                .flatMap(each -> each)
                .toList();
    }

    /** How often it, its payers and their banks did what. */
    public Map<String, Integer> drawn() {
        var drawn = new TreeMap<>(book.drawn());
        whims.drawn().forEach((what, times) -> drawn.put("provider " + what, times));
        return drawn;
    }

    @Override
    public String name() {
        return "stripe";
    }

    private <A> A answer(Supplier<A> act, A silence, A notNow) {
        letTheWorldGoOn();
        A answer = decide(act, silence, notNow);
        letTheWorldGoOn();
        return answer;
    }

    private synchronized <A> A decide(Supplier<A> act, A silence, A notNow) {
        book.pass();
        if (deaf) {
            return silence;
        }
        return switch (calm ? whims.usual() : whims.next()) {
            case ANSWER -> act.get();
            case BE_SILENT -> silence;
            case ACT_AND_BE_SILENT -> {
                var lost = act.get();
                yield silence;
            }
            case NOT_NOW -> notNow;
            case CRASH_BEFORE -> {
                crash.run();
                yield silence;
            }
            case CRASH_AFTER -> {
                A answer = act.get();
                crash.run();
                yield answer;
            }
        };
    }

    private void letTheWorldGoOn() {
        if (!calm && chance.nextInt(8) == 0) {
            meanwhile.run();
        }
    }

    private PaymentAnswer payment(Supplier<PaymentAnswer> act) {
        return answer(
                act,
                new PaymentAnswer.Unknown("time-out"),
                new PaymentAnswer.Failed(Failure.NOT_NOW, Retry.LATER, "429", "too many"));
    }

    private RefundAnswer refund(Supplier<RefundAnswer> act) {
        return answer(
                act,
                new RefundAnswer.Unknown("time-out"),
                new RefundAnswer.Failed(Failure.NOT_NOW, Retry.LATER, "429", "too many"));
    }

    @Override
    public PaymentAnswer create(Charge charge) {
        return payment(() -> stands(book.open(charge)));
    }

    @Override
    public PaymentAnswer query(Charge charge) {
        return payment(() -> stands(book.open(charge)));
    }

    @Override
    public PaymentAnswer close(Charge charge) {
        return payment(() -> {
            Page page = book.open(charge);
            page.closed = true;
            return stands(page);
        });
    }

    private static PaymentAnswer stands(Page page) {
        if (page.payment != null) {
            return new PaymentAnswer.Succeeded(page.handle, page.payment, page.taken, "Visa 4242", page.at);
        }
        if (page.closed) {
            return new PaymentAnswer.Failed(Failure.CLOSED, Retry.NEVER, "expired", "");
        }
        return new PaymentAnswer.Pending(
                page.handle,
                new PaymentAnswer.Todo.OpenPage(
                        URI.create("https://pay.example/" + page.handle), page.charge.payUntil()),
                Optional.ofNullable(page.decline));
    }

    @Override
    public RefundAnswer refund(RefundOrder order) {
        return refund(() -> {
            Page page = book.pages.get(order.charge());
            if (page != null && book.isDisputed(page) && !book.refunds.containsKey(order.id())) {
                return new RefundAnswer.Failed(Failure.DISPUTED, Retry.LATER, "charge_disputed", "");
            }
            return book.giveBack(order)
                    .map(FickleProvider::stands)
                    .orElseGet(() ->
                            new RefundAnswer.Failed(Failure.NOTHING_LEFT, Retry.NEVER, "charge_already_refunded", ""));
        });
    }

    @Override
    public RefundAnswer queryRefund(RefundOrder order) {
        return refund(() -> Optional.ofNullable(book.refunds.get(order.id()))
                .map(FickleProvider::stands)
                .orElseGet(() -> new RefundAnswer.Failed(Failure.NOT_THERE, Retry.LATER, "resource_missing", "")));
    }

    private static RefundAnswer stands(Given given) {
        if (given.failed != null) {
            return new RefundAnswer.Failed(Failure.UNREACHABLE, given.failed.retry(), given.failed.code(), "");
        }
        return given.pending
                ? new RefundAnswer.Pending(given.handle, "pending")
                : new RefundAnswer.Succeeded(given.handle, given.order.amount());
    }

    @Override
    public DisputeAnswer queryDispute(String dispute) {
        var silence = new DisputeAnswer.Unknown("time-out");
        return this.<DisputeAnswer>answer(
                () -> book.known(dispute).map(DisputeAnswer.class::cast).orElse(silence), silence, silence);
    }

    @Override
    public Heard verify(Map<String, String> headers, byte[] body) {
        return new Heard.Apart(Heard.Why.FORGED, "the simulation notifies by hand");
    }

    @Override
    public List<Heard.Genuine> undelivered(Instant since) {
        if (!calm && chance.nextInt(4) == 0) {
            throw new BillUnreadable("half a list");
        }
        return post.lost();
    }

    @Override
    public Bill bill(LocalDate day) {
        throw new BillUnreadable("the simulation has no bills yet");
    }
}
