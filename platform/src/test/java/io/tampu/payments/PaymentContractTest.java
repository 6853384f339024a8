package io.tampu.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tampu.payments.OtherSide.Call;
import io.tampu.payments.OtherSide.Delivery;
import io.tampu.payments.OtherSide.Fault;
import io.tampu.payments.OtherSide.Flaw;
import io.tampu.payments.PaymentAnswer.Todo;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The exam that every adapter takes against a provider that takes and returns money (a stand-in with a book of its own). It
 * compares what the adapter says with what that book says. Nonsense of the particular wire belongs to the adapter's own tests.
 */
public abstract class PaymentContractTest extends PaymentExam {

    @Test
    final void aChargeIsOnePageHoweverOftenItIsAskedFor() {
        var first = page();
        assertThat(provider.create(charge)).isEqualTo(first);
        assertThat(provider.query(charge)).isEqualTo(first);
        assertThat(provider.query(known(first.handle()))).isEqualTo(first);
        assertThat(first.decline()).isEmpty();
        assertThat(other.taken(id)).isZero();
    }

    @Test
    final void whatIsPaidIsTakenOnceAndSaysWhatAndHow() {
        var first = page();
        assertThat(other.pay(first.handle())).isTrue();
        var succeeded = (PaymentAnswer.Succeeded) provider.query(known(first.handle()));
        assertThat(succeeded.taken()).isEqualTo(PRICE);
        assertThat(succeeded.handle()).isEqualTo(first.handle());
        assertThat(succeeded.means()).isEqualTo("Visa 4242");
        assertThat(provider.create(charge)).isEqualTo(succeeded);
        assertThat(provider.query(charge)).isEqualTo(succeeded);
        assertThat(other.taken(id)).isEqualTo(1);
        assertThat(other.held(id)).isEqualTo(1490);
    }

    @Test
    final void aDeclineIsNoEndAndAnotherMeansMayBeTriedOnTheSamePage() {
        var first = page();
        other.payWithoutFunds(first.handle());
        var declined = (PaymentAnswer.Pending) provider.query(known(first.handle()));
        assertThat(declined.todo()).isInstanceOf(Todo.OpenPage.class);
        assertThat(declined.decline().map(Decline::code)).contains("insufficient_funds");
        assertThat(other.taken(id)).isZero();
        assertThat(other.pay(first.handle())).isTrue();
        assertThat(provider.query(known(first.handle()))).isInstanceOf(PaymentAnswer.Succeeded.class);
        assertThat(other.taken(id)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    final void silenceAboutAChargeIsNeverANoAndAskingFindsTheOnePage(Fault fault) {
        other.atTheNext(Call.CREATE, fault);
        assertThat(provider.create(charge)).isInstanceOf(PaymentAnswer.Unknown.class);
        var found = (PaymentAnswer.Pending) provider.query(charge);
        assertThat(provider.create(charge)).isEqualTo(found);
        assertThat(other.pay(found.handle())).isTrue();
        assertThat(provider.query(charge)).isInstanceOf(PaymentAnswer.Succeeded.class);
        assertThat(other.taken(id)).isEqualTo(1);
        assertThat(bill().lines().stream()
                        .filter(line -> line.mark().equals(Optional.of(id)))
                        .toList())
                .hasSize(1);
    }

    @Test
    final void askingNobodyIsProvablyNothingAndAQuestionToNobodyIsNoAnswer() {
        var nobody = other.adapterOfNobody();
        assertThat(provider.create(charge)).isInstanceOf(PaymentAnswer.Pending.class);
        assertThat(nobody.create(charge))
                .isInstanceOfSatisfying(
                        PaymentAnswer.Failed.class, no -> assertThat(no.why()).isEqualTo(Failure.NOT_NOW));
        assertThat(nobody.query(charge)).isInstanceOf(PaymentAnswer.Unknown.class);
        assertThat(nobody.query(known("cs_test_sample"))).isInstanceOf(PaymentAnswer.Unknown.class);
        assertThat(nobody.close(charge)).isInstanceOf(PaymentAnswer.Unknown.class);
        assertThat(nobody.refund(refund("pi_sample", "14.90", 1)))
                .isInstanceOfSatisfying(
                        RefundAnswer.Failed.class, no -> assertThat(no.why()).isEqualTo(Failure.NOT_NOW));
        assertThat(nobody.queryRefund(refund("pi_sample", "14.90", 1))).isInstanceOf(RefundAnswer.Unknown.class);
        assertThat(nobody.queryDispute("du_sample")).isInstanceOf(DisputeAnswer.Unknown.class);
        assertThatThrownBy(() -> nobody.bill(LocalDate.of(2026, 11, 23))).isInstanceOf(BillUnreadable.class);
        assertThatThrownBy(() -> nobody.undelivered(other.now())).isInstanceOf(BillUnreadable.class);
    }

    @Test
    final void tooManyCallsAreNotNowAndTheSameMayBeAskedAgain() {
        other.refuseTheNextAsTooMany(Call.CREATE);
        assertThat(provider.create(charge)).isInstanceOfSatisfying(PaymentAnswer.Failed.class, no -> {
            assertThat(no.why()).isEqualTo(Failure.NOT_NOW);
            assertThat(no.retry()).isEqualTo(Retry.LATER);
        });
        var paid = paid();
        other.refuseTheNextAsTooMany(Call.REFUND);
        assertThat(provider.refund(refund(paid.payment(), "14.90", 1)))
                .isInstanceOfSatisfying(
                        RefundAnswer.Failed.class, no -> assertThat(no.why()).isEqualTo(Failure.NOT_NOW));
        assertThat(other.held(id)).isEqualTo(1490);
        assertThat(provider.refund(refund(paid.payment(), "14.90", 1))).isInstanceOf(RefundAnswer.Succeeded.class);
        assertThat(other.held(id)).isZero();
    }

    @Test
    final void whatIsClosedNobodyCanPayAndClosingItAgainIsNoError() {
        var first = page();
        for (int i = 0; i < 2; i++) {
            assertThat(provider.close(known(first.handle())))
                    .isInstanceOfSatisfying(
                            PaymentAnswer.Failed.class,
                            no -> assertThat(no.why()).isEqualTo(Failure.CLOSED));
        }
        assertThat(other.pay(first.handle())).isFalse();
        assertThat(provider.query(charge))
                .isInstanceOfSatisfying(
                        PaymentAnswer.Failed.class, no -> assertThat(no.why()).isEqualTo(Failure.CLOSED));
        assertThat(other.taken(id)).isZero();
    }

    @Test
    final void aChargeWhoseAnswerWasLostIsClosedAllTheSame() {
        other.atTheNext(Call.CREATE, Fault.ACTS_AND_LOSES_THE_REPLY);
        assertThat(provider.create(charge)).isInstanceOf(PaymentAnswer.Unknown.class);
        assertThat(provider.close(charge)).isInstanceOf(PaymentAnswer.Failed.class);
        assertThat(provider.query(charge)).isInstanceOf(PaymentAnswer.Failed.class);
    }

    @Test
    final void closingWhatIsPaidSaysThatItIsPaid() {
        var first = page();
        assertThat(other.pay(first.handle())).isTrue();
        assertThat(provider.close(known(first.handle()))).isEqualTo(provider.query(known(first.handle())));
        assertThat(provider.close(charge)).isInstanceOf(PaymentAnswer.Succeeded.class);
        assertThat(other.held(id)).isEqualTo(1490);
    }

    @Test
    final void whoeverIsQuickerPayerOrCloserTheAnswerIsWhatTheBookSays() throws Exception {
        String handle = page().handle();
        var payer = Thread.ofVirtual().start(() -> other.pay(handle));
        PaymentAnswer closed = provider.close(known(handle));
        payer.join();
        PaymentAnswer after = provider.query(known(handle));
        if (closed instanceof PaymentAnswer.Failed) {
            assertThat(other.taken(id)).isZero();
        }
        assertThat(after)
                .isInstanceOf(other.taken(id) == 1 ? PaymentAnswer.Succeeded.class : PaymentAnswer.Failed.class);
    }

    @Test
    final void aRefundReturnsOnceHoweverOftenItIsAskedFor() {
        var paid = paid();
        var order = refund(paid.payment(), "14.90", 1);
        assertThat(provider.queryRefund(order))
                .isInstanceOfSatisfying(
                        RefundAnswer.Failed.class, no -> assertThat(no.why()).isEqualTo(Failure.NOT_THERE));
        var done = (RefundAnswer.Succeeded) provider.refund(order);
        assertThat(done.returned()).isEqualTo(PRICE);
        assertThat(provider.refund(order)).isEqualTo(done);
        assertThat(provider.queryRefund(order)).isEqualTo(done);
        assertThat(provider.queryRefund(withHandle(order, done.handle()))).isEqualTo(done);
        assertThat(other.held(id)).isZero();
        assertThat(provider.query(charge)).isInstanceOf(PaymentAnswer.Succeeded.class);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    final void silenceAboutARefundIsNeverANoAndItReturnsOnce(Fault fault) {
        var order = refund(paid().payment(), "14.90", 1);
        other.atTheNext(Call.REFUND, fault);
        assertThat(provider.refund(order)).isInstanceOf(RefundAnswer.Unknown.class);
        boolean returned = other.held(id) == 0;
        assertThat(provider.queryRefund(order))
                .isInstanceOf(returned ? RefundAnswer.Succeeded.class : RefundAnswer.Failed.class);
        assertThat(provider.refund(order)).isInstanceOf(RefundAnswer.Succeeded.class);
        assertThat(other.held(id)).isZero();
    }

    @Test
    final void partsAreReturnedUntilNothingIsLeftAndNeverMore() {
        var paid = paid();
        assertThat(provider.refund(refund(paid.payment(), "4.90", 1))).isInstanceOf(RefundAnswer.Succeeded.class);
        assertThat(provider.refund(refund(paid.payment(), "10.01", 2)))
                .isInstanceOfSatisfying(RefundAnswer.Failed.class, no -> {
                    assertThat(no.why()).isEqualTo(Failure.REFUSED);
                    assertThat(no.retry()).isEqualTo(Retry.NEVER);
                });
        assertThat(other.held(id)).isEqualTo(1000);
        assertThat(provider.refund(refund(paid.payment(), "10.00", 3))).isInstanceOf(RefundAnswer.Succeeded.class);
        assertThat(provider.refund(refund(paid.payment(), "0.01", 4)))
                .isInstanceOfSatisfying(
                        RefundAnswer.Failed.class, no -> assertThat(no.why()).isEqualTo(Failure.NOTHING_LEFT));
        assertThat(other.held(id)).isZero();
    }

    @Test
    final void aRefundThatFailsLaterIsToldAndTheMoneyIsOursAgain() {
        var paid = paid();
        var order = refund(paid.payment(), "14.90", 1);
        var done = (RefundAnswer.Succeeded) provider.refund(order);
        other.failLater(done.handle());
        assertThat(provider.queryRefund(withHandle(order, done.handle())))
                .isInstanceOfSatisfying(RefundAnswer.Failed.class, no -> {
                    assertThat(no.why()).isEqualTo(Failure.UNREACHABLE);
                    assertThat(no.retry()).isEqualTo(Retry.NEVER);
                });
        assertThat(provider.refund(order)).isInstanceOf(RefundAnswer.Failed.class);
        assertThat(other.held(id)).isEqualTo(1490);
        assertThat(held(bill(), paid.payment())).isEqualTo(1490);
    }

    @Test
    final void whatIsDisputedIsNotRefundedAndTheDisputeSaysHowItStands() {
        var paid = paid();
        String dispute = other.dispute(paid.payment());
        var known = (DisputeAnswer.Known) provider.queryDispute(dispute);
        assertThat(known.payment()).isEqualTo(paid.payment());
        assertThat(known.amount()).isEqualTo(PRICE);
        assertThat(known.stand()).isEqualTo(DisputeAnswer.Stand.OPEN);
        assertThat(provider.refund(refund(paid.payment(), "14.90", 1)))
                .isInstanceOfSatisfying(
                        RefundAnswer.Failed.class, no -> assertThat(no.why()).isEqualTo(Failure.DISPUTED));
        assertThat(other.held(id)).isZero();
        assertThat(held(bill(), paid.payment())).isZero();
        assertThat(provider.queryDispute("du_none_of_ours")).isInstanceOf(DisputeAnswer.Unknown.class);
    }

    @Test
    final void theBillOfADayIsItsBookToTheCent() {
        var paid = paid();
        assertThat(provider.refund(refund(paid.payment(), "4.90", 1))).isInstanceOf(RefundAnswer.Succeeded.class);
        Bill bill = bill();
        var ours = bill.lines().stream()
                .filter(line -> line.payment().equals(paid.payment()))
                .toList();
        assertThat(ours).extracting(Bill.Line::kind).containsExactlyInAnyOrder(Bill.Kind.TAKEN, Bill.Kind.RETURNED);
        assertThat(ours)
                .extracting(Bill.Line::mark)
                .containsExactlyInAnyOrder(Optional.of(id), Optional.of(id.substring(0, 24) + "r1"));
        assertThat(held(bill, paid.payment())).isEqualTo(1000).isEqualTo(other.held(id));
        assertThat(bill.lines()).extracting(Bill.Line::id).doesNotHaveDuplicates();
        assertThat(provider.bill(LocalDate.of(2020, 1, 1)).lines()).isEmpty();
    }

    @Test
    final void aNotificationIsHeardAsItCameAndNotWithOneByteChanged() {
        var paid = paid();
        Delivery genuine = other.notification(charge);
        var heard = (Heard.Genuine) provider.verify(genuine.headers(), genuine.body());
        assertThat(heard.about()).isEqualTo(new Heard.About.OfCharge(id));
        assertThat(heard.amount()).contains(paid.taken());
        assertThat(provider.verify(genuine.headers(), genuine.body())).isEqualTo(heard);
        assertApart(Heard.Why.FORGED, new Delivery(Map.of(), genuine.body()));
        for (int i = 0; i < genuine.body().length; i++) {
            byte[] altered = genuine.body().clone();
            altered[i] ^= 4;
            assertApart(Heard.Why.FORGED, new Delivery(genuine.headers(), altered));
        }
    }

    @ParameterizedTest
    @EnumSource(Flaw.class)
    final void aNotificationThatIsNotForUsIsKeptApart(Flaw flaw) {
        paid();
        assertApart(flaw.why, other.flawed(charge, flaw));
    }

    @Test
    final void manyAskingAtOnceGetOnePageAndOneRefund() throws Exception {
        var handles = new ConcurrentLinkedQueue<String>();
        together(() -> {
            if (provider.create(charge) instanceof PaymentAnswer.Pending pending) {
                handles.add(pending.handle());
            }
        });
        assertThat(handles).isNotEmpty();
        assertThat(handles.stream().distinct()).hasSize(1);
        var order = refund(paid().payment(), "4.90", 1);
        together(() -> provider.refund(order));
        assertThat(provider.refund(order)).isInstanceOf(RefundAnswer.Succeeded.class);
        assertThat(other.held(id)).isEqualTo(1000);
    }
}
