package io.tampu.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Dispute;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import io.tampu.sandbox.WorldUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Money that goes back: refunds and disputes. */
class StripeBackTest {

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void start() throws Exception {
        shop = new Shop(new WorldUnderTest(folder));
    }

    @AfterEach
    void stop() throws Exception {
        shop.close();
    }

    private Refund refund(Session session, long amount, String mark) throws Exception {
        return shop.client
                .v1()
                .refunds()
                .create(
                        RefundCreateParams.builder()
                                .setPaymentIntent(session.getPaymentIntent())
                                .setAmount(amount)
                                .putMetadata("refund", mark)
                                .build(),
                        RequestOptions.builder().setIdempotencyKey(mark).build());
    }

    private Refund refund(String id) throws Exception {
        return shop.client.v1().refunds().retrieve(id);
    }

    private Dispute dispute(Session session) throws Exception {
        var disputes = shop.client
                .v1()
                .disputes()
                .list(com.stripe.param.DisputeListParams.builder()
                        .setPaymentIntent(session.getPaymentIntent())
                        .build());
        return disputes.getData().getFirst();
    }

    @Test
    void partsGoBackUntilNothingIsLeft() throws Exception {
        var session = shop.paid("attempt-1", Shop.PAYS);

        var first = refund(session, 500, "refund-1");
        var second = refund(session, 990, "refund-2");

        assertThat(first.getStatus()).isEqualTo("succeeded");
        assertThat(first.getMetadata()).containsEntry("refund", "refund-1");
        assertThatThrownBy(() -> refund(session, 1, "refund-3"))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo("charge_already_refunded"));
        assertThat(shop.held()).isZero();
        assertThat(shop.ledger())
                .containsExactly(
                        "taken 1490 payment attempt-1",
                        "returned 500 refund attempt-1",
                        "returned 990 refund attempt-1");
        assertThat(shop.client
                        .v1()
                        .refunds()
                        .list(RefundListParams.builder()
                                .setPaymentIntent(session.getPaymentIntent())
                                .build())
                        .getData())
                .extracting(Refund::getId)
                .containsExactly(second.getId(), first.getId());
    }

    @Test
    void moreThanWasPaidDoesNotGoBack() throws Exception {
        var session = shop.paid("attempt-1", Shop.PAYS);

        assertThatThrownBy(() -> refund(session, 1491, "refund-1"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Refund amount ($14.91) is greater than charge amount ($14.90)");
        assertThatThrownBy(() -> refund(session, 0, "refund-2")).isInstanceOf(InvalidRequestException.class);
        assertThat(shop.held()).isEqualTo(1490);
    }

    @Test
    void aRefundThatIsPendingEndsLater() throws Exception {
        var session = shop.paid("attempt-1", "4000000000007726");

        var refund = refund(session, 1490, "refund-1");

        assertThat(refund.getStatus()).isEqualTo("pending");
        assertThat(refund.getPendingReason()).isEqualTo("processing");
        shop.listening();
        shop.world.clock.turn(Duration.ofMinutes(1));
        assertThat(shop.hearTypes(2)).containsExactly("charge.refund.updated", "refund.updated");
        assertThat(refund(refund.getId()).getStatus()).isEqualTo("succeeded");
        assertThat(shop.held()).isZero();
    }

    @Test
    void aRefundThatSucceededMayFailAllTheSame() throws Exception {
        var session = shop.paid("attempt-1", Shop.PAYS);
        shop.world.arm("stripe.refund", "refund-fails-later", 1, 90);

        var refund = refund(session, 1490, "refund-1");

        assertThat(refund.getStatus()).isEqualTo("succeeded");
        assertThat(shop.held()).isZero();
        shop.listening();
        shop.world.clock.turn(Duration.ofSeconds(91));
        assertThat(shop.hearTypes(3)).containsExactly("charge.refund.updated", "refund.failed", "refund.updated");
        var failed = refund(refund.getId());
        assertThat(failed.getStatus()).isEqualTo("failed");
        assertThat(failed.getFailureReason()).isEqualTo("expired_or_canceled_card");
        assertThat(failed.getFailureBalanceTransaction()).startsWith("txn_");
        assertThat(shop.held()).isEqualTo(1490);
        assertThat(refund(session, 1490, "refund-2").getStatus()).isEqualTo("succeeded");
        assertThat(shop.world
                        .desk("POST", "/world/stripe/refunds/" + refund.getId() + "/fail", "{}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(shop.ledger())
                .containsExactly(
                        "taken 1490 payment attempt-1",
                        "returned 1490 refund attempt-1",
                        "taken 1490 refund-failed attempt-1",
                        "returned 1490 refund attempt-1");
    }

    @Test
    void theDeskFailsARefundAtOnce() throws Exception {
        var refund = refund(shop.paid("attempt-1", Shop.PAYS), 490, "refund-1");

        shop.world.desk("POST", "/world/stripe/refunds/" + refund.getId() + "/fail", "{}");

        assertThat(refund(refund.getId()).getStatus()).isEqualTo("failed");
        assertThat(shop.held()).isEqualTo(1490);
    }

    @Test
    void aDisputeTakesTheMoneyAndBarsRefundsUntilItIsWon() throws Exception {
        var session = shop.paid("attempt-1", "4000000000000259");
        var dispute = dispute(session);

        assertThat(dispute.getStatus()).isEqualTo("needs_response");
        assertThat(dispute.getReason()).isEqualTo("fraudulent");
        assertThat(dispute.getBalanceTransactions()).hasSize(1);
        assertThat(dispute.getEvidenceDetails().getDueBy()).isGreaterThan(dispute.getCreated());
        assertThat(shop.held()).isZero();
        assertThatThrownBy(() -> refund(session, 1490, "refund-1"))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo("charge_disputed"));
        shop.listening();
        shop.world.desk("POST", "/world/stripe/disputes/" + dispute.getId() + "/win", "{}");

        assertThat(shop.hearTypes(3))
                .containsExactly("charge.dispute.closed", "charge.dispute.funds_reinstated", "charge.dispute.updated");
        assertThat(shop.client.v1().disputes().retrieve(dispute.getId()).getStatus())
                .isEqualTo("won");
        assertThat(shop.held()).isEqualTo(1490);
        assertThat(shop.ledger())
                .containsExactly(
                        "taken 1490 payment attempt-1",
                        "returned 1490 dispute attempt-1",
                        "taken 1490 dispute-won attempt-1");
        assertThat(refund(session, 1490, "refund-2").getStatus()).isEqualTo("succeeded");
    }

    @Test
    void evidenceDecidesAsInTestMode() throws Exception {
        var won = dispute(shop.paid("attempt-1", "4000000000002685"));
        var lost = dispute(shop.paid("attempt-2", "4000000000000259"));

        evidence(won, "winning_evidence");
        var closed = shop.client.v1().disputes().close(lost.getId());

        assertThat(won.getReason()).isEqualTo("product_not_received");
        assertThat(shop.client.v1().disputes().retrieve(won.getId()).getStatus())
                .isEqualTo("won");
        assertThat(closed.getStatus()).isEqualTo("lost");
        assertThat(shop.held()).isEqualTo(1490);
        assertThatThrownBy(() -> evidence(lost, "winning_evidence")).isInstanceOf(InvalidRequestException.class);
    }

    private void evidence(Dispute dispute, String words) throws Exception {
        shop.client
                .v1()
                .disputes()
                .update(
                        dispute.getId(),
                        DisputeUpdateParams.builder()
                                .setEvidence(DisputeUpdateParams.Evidence.builder()
                                        .setUncategorizedText(words)
                                        .build())
                                .setSubmit(true)
                                .build());
    }

    @Test
    void anInquiryTakesNothingAndAPersonOpensADisputeOnThePage() throws Exception {
        var asked = shop.paid("attempt-1", "4000000000001976");
        var taken = shop.paid("attempt-2", Shop.PAYS);

        shop.act(taken, "action", "dispute");

        assertThat(dispute(asked).getStatus()).isEqualTo("warning_needs_response");
        assertThat(refund(asked, 1490, "refund-1").getStatus()).isEqualTo("succeeded");
        assertThat(dispute(taken).getStatus()).isEqualTo("needs_response");
        assertThat(shop.held()).isZero();
    }
}
