package io.tampu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tampu.accounts.Customer;
import io.tampu.checkout.Hint;
import io.tampu.checkout.Refund;
import io.tampu.engine.TestDatabase;
import io.tampu.esims.Esim;
import io.tampu.language.Language;
import io.tampu.messages.Handed;
import io.tampu.messages.Mail;
import io.tampu.money.Money;
import io.tampu.payments.DisputeAnswer.Stand;
import io.tampu.payments.Heard;
import io.tampu.renewals.Offered;
import io.tampu.renewals.Pay;
import io.tampu.renewals.RefundAnswer;
import io.tampu.renewals.RenewAnswer;
import io.tampu.renewals.RenewRequest;
import io.tampu.renewals.Renewal;
import io.tampu.renewals.RenewalId;
import io.tampu.suppliers.FakeSupplier.Turn;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a traveller who has closed the page is told by letter: once, and only what is true when it goes out. */
class LettersStory {

    private static final String ADDRESS = "ana@mail.example";

    private TestDatabase database;
    private Shop shop;
    private Customer traveller;
    private Esim esim;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        shop = new Shop(database.dataSource(), "letters", "100.00");
        traveller = shop.house().customers().add(ADDRESS, "USD", "en");
        shop.house().ledger().openBalance(traveller.id(), "USD");
        shop.house()
                .ledger()
                .credit(
                        shop.house().ids().newBeside(traveller.id()),
                        traveller.id(),
                        Money.usd("20.00"),
                        shop.clock.instant());
        esim = shop.esim("8910300000000004242");
    }

    @AfterEach
    void close() {
        shop.close();
        database.close();
    }

    private Renewal begun(Pay pay) {
        String offer = shop.renewals().offers(traveller.id(), esim).lines().stream()
                .filter(line -> line.reason().isEmpty())
                .map(Offered.Line::id)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        RenewAnswer answer = shop.renewals()
                .renew(
                        new RenewRequest(traveller.id(), esim.iccid(), offer, pay, Optional.empty(), Optional.empty()),
                        Duration.ZERO);
        return now(((RenewAnswer.Accepted) answer).id());
    }

    private Renewal now(RenewalId id) {
        return shop.renewals().find(traveller.id(), id).orElseThrow();
    }

    private Renewal byBalance() {
        Renewal renewal = begun(new Pay.FromBalance());
        shop.pass(Duration.ofSeconds(2));
        return renewal;
    }

    private Renewal byCard() {
        Renewal renewal = begun(Shop.LINK);
        shop.pass(Duration.ofSeconds(2));
        String attempt =
                shop.renewals().money(renewal).attempts().getFirst().id().toString();
        shop.provider.pay(attempt);
        hint(new Heard.About.OfCharge(attempt));
        shop.pass(Duration.ofSeconds(3));
        return renewal;
    }

    private void hint(Heard.About about) {
        shop.checkout()
                .hear(List.of(new Hint("stripe", new Heard.Genuine("evt", "told", about, Optional.empty()))))
                .afterwards()
                .run();
    }

    /** Time passes, and letters go out as it does. */
    private void pass(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plusSeconds(10)) {
            shop.pass(Duration.ofSeconds(10));
            shop.house().messages().deliverOnce();
        }
    }

    private List<String> subjects() {
        return shop.mail.to(ADDRESS).stream().map(Mail::subject).toList();
    }

    private String text() {
        return shop.mail.to(ADDRESS).getLast().text();
    }

    @Test
    void itIsRenewed() {
        Renewal renewal = byBalance();

        pass(Duration.ofMinutes(30));

        assertThat(subjects()).containsExactly("Your eSIM …4242 is renewed: 7 days, 1 GB");
        assertThat(text())
                .startsWith("Hello,\n\nYou are online until Monday 30 November. To the minute: Monday 30 November, ")
                .contains(
                        "We added 7 days, 1 GB to your eSIM ending in 4242. No new installation is needed. Paid with: Balance, $3.90.")
                .contains("See the renewal and its receipt\nhttps://shop.example/renewals/" + renewal.id())
                .endsWith("\n\n" + Shop.SELLER.name() + "\n");
        assertThat(shop.mail.to(ADDRESS).getLast().html())
                .contains("<a href=\"https://shop.example/renewals/" + renewal.id() + "\">");
    }

    @Test
    void aPartnersTravellersAreThePartnersToTell() {
        shop.renew(esim, shop.offer(esim), "tap", Duration.ZERO);

        pass(Duration.ofMinutes(1));

        assertThat(shop.mail.all()).isEmpty();
    }

    @Test
    void theOperatorRefusedAndTheBalanceHasItsMoney() {
        shop.supplier.next(Turn.REFUSE);
        byBalance();

        pass(Duration.ofMinutes(30));

        assertThat(subjects()).containsExactly("We have refunded you: $3.90");
        assertThat(text())
                .contains("We could not renew your eSIM ending in 4242 (7 days, 1 GB).")
                .contains("The operator no longer has this plan.")
                .contains("$3.90 is on your balance.")
                .contains("See how it stands");
    }

    @Test
    void theOperatorRefusedAndTheCardIsRefundedInOneLetter() {
        shop.supplier.next(Turn.REFUSE);
        byCard();

        pass(Duration.ofMinutes(30));

        assertThat(subjects()).containsExactly("We have refunded you: $3.90");
        assertThat(text()).contains("$3.90 was refunded to the way you paid on ");
    }

    @Test
    void aSlowRefundIsToldOnItsWayAndWhenItIsDone() {
        shop.provider.refundsWait(true);
        shop.supplier.next(Turn.REFUSE);
        byCard();

        pass(Duration.ofMinutes(15));
        assertThat(subjects()).containsExactly("Your money is on its way back: $3.90");
        assertThat(text()).contains("$3.90 is being refunded to the way you paid");

        shop.provider.refundsWait(false);
        pass(Duration.ofHours(2));
        assertThat(subjects()).hasSize(2).last().isEqualTo("We have refunded you: $3.90");
    }

    @Test
    void aSilenceThatIsSoonOverIsNotToldOf() {
        shop.supplier.next(Turn.SELL_AND_BE_SILENT);
        byBalance();

        pass(Duration.ofMinutes(15));

        assertThat(subjects()).containsExactly("Your eSIM …4242 is renewed: 7 days, 1 GB");
        assertThat(letters("TAKES_LONGER")).containsExactly("DROPPED");
    }

    @Test
    void aLongSilenceIsToldWithItsDeadlineAndThenHowItEnded() {
        shop.supplier.lateBy(Duration.ofHours(9)).next(Turn.SELL_LATER_AND_BE_SILENT);
        byBalance();

        pass(Duration.ofMinutes(5));
        assertThat(subjects()).containsExactly("We have your payment. The network is slow to answer");
        assertThat(text())
                .contains("We ask again and again, and never order twice.")
                .contains("Your money is safe. If the network does not confirm by ")
                .contains("it goes back by itself.");

        pass(Duration.ofMinutes(10));
        assertThat(subjects()).hasSize(2).last().isEqualTo("We have refunded you: $3.90");
        assertThat(text()).contains("The operator did not confirm in time.");
    }

    @Test
    void staffGivesMoneyBack() {
        Renewal renewal = byBalance();
        shop.renewals().giveBackByStaff(now(renewal.id()), Money.usd("1.00"), Refund.To.BALANCE);

        pass(Duration.ofMinutes(1));

        assertThat(subjects()).last().isEqualTo("You get money back for your eSIM …4242");
        assertThat(text()).contains("$1.00 was put on your balance on ");
    }

    @Test
    void nobodyPaidAndNobodyIsWrittenTo() {
        begun(Shop.LINK);

        pass(Duration.ofHours(2));

        assertThat(shop.mail.all()).isEmpty();
    }

    @Test
    void anAddressThatNoLetterCanBearHindersNoDelivery() {
        sql("update accounts_customer set email = 'ana;bob@mail.example'");

        Renewal renewal = byBalance();

        pass(Duration.ofMinutes(1));
        assertThat(now(renewal.id()).state().name()).isEqualTo("RENEWED");
        assertThat(letters("RENEWED")).isEmpty();
        assertThat(shop.mail.all()).isEmpty();
    }

    @Test
    void dataThatCameLateIsToldWithItsMoney() {
        shop.supplier.lateBy(Duration.ofMinutes(12)).next(Turn.SELL_LATER_AND_BE_SILENT);
        shop.provider.refundsWait(true);
        byCard();

        pass(Duration.ofMinutes(25));

        assertThat(subjects()).last().isEqualTo("Your money is on its way back: $3.90");
        assertThat(text()).contains("The data came later: it is yours");
    }

    @Test
    void whatWasGivenBackBeforeTheMailServerWasThereIsNotCalledRenewed() {
        shop.mail.answer(new Handed.NotNow("451 later"));
        shop.supplier.soldWaits(true);
        Renewal waiting = byBalance();
        shop.house().messages().deliverOnce();
        assertThat(shop.renewals().giveBackUnused(traveller.id(), waiting.id(), Refund.To.BALANCE))
                .containsInstanceOf(RefundAnswer.Begun.class);

        pass(Duration.ofMinutes(5));

        assertThat(letters("RENEWED")).containsExactly("DROPPED");
        assertThat(subjects()).last().isEqualTo("You get money back for your eSIM …4242");
    }

    @Test
    void whoHasAnotherAddressByThenIsWrittenToThere() {
        shop.mail.answer(new Handed.NotNow("451 later"));
        byBalance();
        shop.house().messages().deliverOnce();
        sql("update accounts_customer set email = 'new@mail.example', language = 'es'");

        pass(Duration.ofMinutes(1));

        assertThat(shop.mail.to(ADDRESS)).hasSize(1);
        assertThat(shop.mail.to("new@mail.example"))
                .extracting(Mail::subject)
                .containsExactly("Tu eSIM …4242 está renovada: 7 días, 1 GB");
    }

    @Test
    void moneyThatABankHasTakenIsNotSaidToBeOnTheBalance() {
        Renewal renewal = byCard();
        dispute(renewal, Stand.OPEN);
        shop.renewals().giveBackByStaff(now(renewal.id()), Money.usd("3.90"), Refund.To.BALANCE);
        pass(Duration.ofMinutes(1));
        assertThat(text())
                .contains("$3.90: you have asked your bank for this money back, and we wait for its decision.");

        dispute(renewal, Stand.LOST);
        shop.pass(Duration.ofHours(1));

        assertThat(shop.renewals().money(now(renewal.id())).refunds())
                .singleElement()
                .matches(Refund::isByDispute);
    }

    @Test
    void moneyThatABankHasGivenIsNotSaidToComeAgain() {
        shop.supplier.lateBy(Duration.ofHours(9)).next(Turn.SELL_LATER_AND_BE_SILENT);
        Renewal renewal = byCard();
        dispute(renewal, Stand.LOST);

        pass(Duration.ofMinutes(12));

        assertThat(subjects()).last().isEqualTo("We have refunded you: $3.90");
        assertThat(text()).contains("$3.90: your bank has already given it back to you.");
    }

    @Test
    void aStepThatIsRolledBackIsNotTold() {
        Renewal renewal = byBalance();

        assertThatThrownBy(() -> shop.house().database().inTransaction(() -> {
                    shop.renewals().giveBackByStaff(now(renewal.id()), Money.usd("1.00"), Refund.To.BALANCE);
                    throw new IllegalStateException("the platform died");
                }))
                .hasMessage("the platform died");

        assertThat(letters("GIVEN_BACK")).isEmpty();
    }

    /** Each kind in each language, for a reader in Lima and one elsewhere. */
    @ParameterizedTest
    @CsvSource({
        "en, America/Lima",
        "en, Asia/Shanghai",
        "es, America/Lima",
        "es, Europe/Madrid",
        "zh, America/Lima",
        "zh, Asia/Shanghai"
    })
    void everyLetterReadsWellInEachLanguageAndPlace(String language, String zone) {
        shop.house().customers().setLanguage(traveller.id(), Language.of(language));
        shop.house().customers().setZone(traveller.id(), ZoneId.of(zone));
        Renewal renewal = byBalance();
        pass(Duration.ofSeconds(10));
        shop.renewals().giveBackByStaff(now(renewal.id()), Money.usd("1.00"), Refund.To.BALANCE);
        shop.supplier.lateBy(Duration.ofHours(9)).next(Turn.SELL_LATER_AND_BE_SILENT);
        shop.provider.refundsWait(true);
        byCard();
        pass(Duration.ofMinutes(25));
        shop.provider.refundsWait(false);
        pass(Duration.ofHours(2));

        assertThat(sql("select kind from messages_letter where state = 'SENT' order by written_at"))
                .containsExactly("RENEWED", "GIVEN_BACK", "TAKES_LONGER", "MONEY_GOING_BACK", "MONEY_BACK");
        assertThat(shop.mail.to(ADDRESS)).hasSize(5).allSatisfy(mail -> {
            assertThat(mail.language()).isEqualTo(language);
            assertThat(mail.text()).contains("4242");
            assertThat(mail.subject() + mail.text()).doesNotContain("{", "'", "..", "。。", "。.", ".。");
            if (language.equals("zh")) {
                assertThat(mail.text()).doesNotContain(", ", ": ", ";");
            }
        });
    }

    private void dispute(Renewal renewal, Stand stand) {
        String attempt =
                shop.renewals().money(renewal).attempts().getFirst().id().toString();
        String dispute = shop.provider.dispute(attempt, stand);
        hint(new Heard.About.OfDispute(dispute, dispute.substring(3)));
        shop.pass(Duration.ofSeconds(2));
    }

    private List<String> letters(String kind) {
        return sql("select state from messages_letter where kind = '" + kind + "'");
    }

    /** The rows of one column; none for what changes rows. */
    private List<String> sql(String statement) {
        var client = shop.house().database().client().sql(statement);
        if (statement.startsWith("select")) {
            return client.query(String.class).list();
        }
        client.update();
        return List.of();
    }
}
