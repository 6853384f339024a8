package io.tampu.suppliers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The exam that every adapter takes against a wholesaler that sells for real (a stand-in with its own book of sales). It compares
 * what the adapter says with what that book says. Nonsense of the particular wire belongs to the adapter's own tests.
 */
public abstract class SupplierContractTest {

    /** What the wholesaler does to the next order. */
    public enum Fault {
        LOSES_THE_REQUEST,
        SELLS_AND_LOSES_THE_REPLY,
        ANSWERS_500,
        TALKS_GARBAGE
    }

    /** A notification as it arrives. */
    public record Delivery(Map<String, String> headers, byte[] body) {}

    /** The wholesaler. */
    public interface OtherSide extends AutoCloseable {
        /** The adapter under examination, asking this wholesaler. */
        Supplier adapter();

        /** The same adapter, asking an address where nobody listens. */
        Supplier adapterOfNobody();

        /** An eSIM that may be topped up. */
        String iccid();

        /** A package that it may be topped up with. */
        String supplierPackage();

        /** An eSIM it has never heard of. */
        String unknownIccid();

        /** Its own book: sales under exactly this mark. */
        int sold(String mark);

        void atTheNextOrder(Fault fault);

        void refuseTheNextOrderAsTooMany();

        /** A genuine notification about {@link #iccid()}. */
        Delivery notification();

        @Override
        void close();
    }

    /** Exams taken so far: each has marks of its own, so that one wholesaler can be asked by all of them. */
    private static final AtomicInteger EXAMS = new AtomicInteger();

    private final String mark = "01jd%04d00000000000000000a".formatted(EXAMS.incrementAndGet());
    private OtherSide other;
    private Supplier supplier;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    protected SupplierContractTest() {}

    /** A wholesaler, and an eSIM there of which nobody has asked yet: wholesalers limit how often one may be looked at. */
    protected abstract OtherSide open() throws Exception;

    @BeforeEach
    final void start() throws Exception {
        other = open();
        supplier = other.adapter();
    }

    @AfterEach
    final void stop() {
        other.close();
    }

    private TopUpOrder order(String under) {
        return new TopUpOrder(under, other.iccid(), other.supplierPackage());
    }

    @Test
    final void aSaleIsDoneOnceAndFoundAgainAsOftenAsItIsAskedAbout() {
        var done = (TopUpAnswer.Done) supplier.topUp(order(mark));
        assertThat(other.sold(mark)).isEqualTo(1);
        assertThat(done.order().supplierPackage()).isEqualTo(other.supplierPackage());
        assertThat(done.order().cost().isPositive()).isTrue();
        assertThat(done.order().validityDays()).isPositive();
        for (int i = 0; i < 2; i++) {
            assertThat(supplier.askAbout(order(mark))).isEqualTo(new OrderWord.Sold(done.order()));
        }
        assertThat(other.sold(mark)).isEqualTo(1);
    }

    @Test
    final void whatWasSoldIsOnTheEsimAndCostWhatWasOffered() {
        var before = (EsimWord.Known) supplier.look(other.iccid());
        var option = before.topUps().stream()
                .filter(one -> one.supplierPackage().equals(other.supplierPackage()))
                .findFirst()
                .orElseThrow();
        var done = (TopUpAnswer.Done) supplier.topUp(order(mark));
        assertThat(done.order().cost()).isEqualTo(option.cost());
        var after = (EsimWord.Known) supplier.lookAtPackages(other.iccid());
        assertThat(after.packages()).hasSize(before.packages().size() + 1);
        assertThat(after.packages())
                .filteredOn(owned -> owned.supplierPackage().equals(other.supplierPackage()))
                .extracting(EsimWord.OwnedPackage::totalBytes)
                .contains(done.order().dataBytes());
    }

    @Test
    final void readingChangesNothing() {
        assertThat(supplier.look(other.iccid())).isEqualTo(supplier.look(other.iccid()));
        assertThat(supplier.lookAtPackages(other.iccid())).isEqualTo(supplier.lookAtPackages(other.iccid()));
        assertThat(supplier.credit()).isPresent().isEqualTo(supplier.credit());
        assertThat(supplier.askAbout(order(mark))).isEqualTo(new OrderWord.NotSeen());
        assertThat(other.sold(mark)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    final void silenceIsNeverANoAndAskingTellsTheTruth(Fault fault) {
        other.atTheNextOrder(fault);
        assertThat(supplier.topUp(order(mark))).isInstanceOf(TopUpAnswer.Silent.class);
        int sold = other.sold(mark);
        assertThat(sold)
                .isEqualTo(fault == Fault.SELLS_AND_LOSES_THE_REPLY ? 1 : sold)
                .isLessThanOrEqualTo(1);
        var word = supplier.askAbout(order(mark));
        assertThat(word).isInstanceOf(sold == 1 ? OrderWord.Sold.class : OrderWord.NotSeen.class);
    }

    @Test
    final void anOrderOneTooManyAndOneThatNeverLeftMayBeSentAgain() {
        assertThat(other.adapterOfNobody().topUp(order(mark))).isInstanceOf(TopUpAnswer.NotNow.class);
        assertThat(other.adapterOfNobody().askAbout(order(mark))).isInstanceOf(OrderWord.Silent.class);
        assertThat(other.adapterOfNobody().look(other.iccid())).isInstanceOf(EsimWord.Silent.class);
        other.refuseTheNextOrderAsTooMany();
        assertThat(supplier.topUp(order(mark))).isInstanceOf(TopUpAnswer.NotNow.class);
        assertThat(other.sold(mark)).isZero();
    }

    @Test
    final void onlyTheExactMarkIsOurs() {
        assertThat(supplier.topUp(order(mark))).isInstanceOf(TopUpAnswer.Done.class);
        for (String like :
                List.of(mark.substring(0, 25), mark.substring(1), mark + "0", mark.substring(0, 25) + "A", "%")) {
            assertThat(supplier.askAbout(order(like))).as(like).isEqualTo(new OrderWord.NotSeen());
        }
    }

    @Test
    final void aPackageThatIsNotOfferedIsRefusedAndNothingIsSold() {
        var absurd = new TopUpOrder(mark, other.iccid(), "no-such-package");
        assertThat(supplier.topUp(absurd)).isInstanceOf(TopUpAnswer.Refused.class);
        assertThat(supplier.askAbout(absurd)).isEqualTo(new OrderWord.NotSeen());
    }

    @Test
    final void anUnknownEsimIsUnknown() {
        assertThat(supplier.look(other.unknownIccid())).isEqualTo(new EsimWord.Unknown());
        assertThat(supplier.lookAtPackages(other.unknownIccid())).isEqualTo(new EsimWord.Unknown());
        assertThat(supplier.look("' OR 1=1 --")).isEqualTo(new EsimWord.Unknown());
    }

    @Test
    final void manyOrdersAtOnceAreAsManySales() throws Exception {
        var answers = new ConcurrentHashMap<String, TopUpAnswer>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 40; i++) {
            String one = mark.substring(0, 24) + (i + 10);
            threads.add(Thread.ofVirtual().start(() -> answers.put(one, supplier.topUp(order(one)))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(answers).hasSize(40);
        answers.forEach((one, answer) -> {
            assertThat(answer).isInstanceOf(TopUpAnswer.Done.class);
            assertThat(other.sold(one)).isEqualTo(1);
        });
    }

    @Test
    final void aNotificationIsHeardAsItCameAndNotWithOneByteChanged() {
        Delivery genuine = other.notification();
        SupplierHint hint = supplier.verify(genuine.headers(), genuine.body()).orElseThrow();
        assertThat(hint.iccid()).contains(other.iccid());
        assertThat(supplier.verify(genuine.headers(), genuine.body())).contains(hint);
        assertThat(supplier.verify(Map.of(), genuine.body())).isEmpty();
        for (int i = 0; i < genuine.body().length; i++) {
            byte[] altered = genuine.body().clone();
            altered[i] ^= 4;
            assertThat(supplier.verify(genuine.headers(), altered))
                    .as("byte " + i)
                    .isEmpty();
        }
    }
}
