package io.tampu.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.OpenDoors;
import io.tampu.engine.TestDatabase;
import io.tampu.stories.TravellersBrowser.Form;
import io.tampu.stories.TravellersBrowser.Page;
import io.tampu.suppliers.FakeSupplier;
import io.tampu.suppliers.FakeSupplier.Turn;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The path of a renewal on the website, without a browser: each story ends with books in order. */
class RenewOnTheWebStory {

    private static final String CONFIRMED = "The network has confirmed";
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    private static final FakeSupplier SUPPLIER = new FakeSupplier(CLOCK);
    private static OpenDoors doors;
    private static int number;

    private String email = "";
    private String esim = "";
    private TravellersBrowser traveller = new TravellersBrowser(0);
    private int soldBefore;

    @BeforeAll
    static void open() {
        doors = new OpenDoors(DATABASE, CLOCK, SUPPLIER);
    }

    @AfterAll
    static void close() {
        doors.close();
        DATABASE.close();
    }

    @BeforeEach
    void come() {
        email = "renewing-" + ++number + "@example.com";
        doors.traveller(email, "89103000000046%05d".formatted(number), "10.00");
        traveller = new TravellersBrowser(doors.port()).signIn(doors, email);
        esim = WebsiteDoorsStory.id(traveller.get("/").body(), "/esims/");
        soldBefore = SUPPLIER.sold().size();
    }

    /** No balance below zero, nothing held for what has ended, each renewed one paid once. */
    @AfterEach
    void theBooksAreInOrder() {
        assertThat(doors.count("select count(*) from ledger_balance where available_minor < 0"))
                .isZero();
        assertThat(doors.count("""
                select count(*) from renewals_renewal r where r.state = 'RENEWED' and 1 <>
                    (select count(*) from checkout_attempt a where a.reference = r.id and a.state = 'KEPT')
                    + (select count(*) from ledger_posting p where p.reference = r.id and p.line = 'hold')""")).isZero();
    }

    private Renewing renewing() {
        return new Renewing(doors, traveller);
    }

    private Form pay(String means) {
        return renewing().preview(esim).form("/esims/").with("means", means);
    }

    /** Where the renewal is that waits for its card. */
    private String begunByCard() {
        Form form = pay("card");
        traveller.send(form);
        return traveller.get("/renewals/by-key/" + form.field("key")).location().replace("?back=1", "");
    }

    private int sold() {
        return SUPPLIER.sold().size() - soldBefore;
    }

    private void balanceIs(String words) {
        assertThat(traveller.get("/balance").headline()).contains(words);
    }

    @Test
    void byBalance() {
        Page paid = traveller.send(pay("balance"));

        assertThat(paid.status()).isEqualTo(303);
        renewing().await(paid.location(), CONFIRMED);
        assertThat(sold()).isEqualTo(1);
        balanceIs("$6.10");
        assertThat(traveller.get(paid.location() + "/receipt").words()).contains("$3.90");
    }

    @Test
    void byCardAndThereIsNoReceiptBefore() {
        Form form = pay("card");
        Page paid = traveller.send(form);
        assertThat(paid.location()).startsWith("https://pay.example/");
        String back = traveller.get("/renewals/by-key/" + form.field("key")).location();
        assertThat(back).endsWith("?back=1");
        assertThat(traveller.get(back).headline()).isEqualTo("We are checking your payment");
        assertThat(traveller.get(back).words()).contains("Please do not pay again");
        assertThat(traveller.get(back).forms()).noneMatch(pays -> pays.action().startsWith("/renewals/"));
        String renewal = back.replace("?back=1", "");
        assertThat(traveller.get(renewal).headline()).isEqualTo("Waiting for your payment");
        assertThat(traveller.get(renewal + "/receipt").status()).isEqualTo(404);
        assertThat(traveller.get(renewal + "/receipt.pdf").status()).isEqualTo(404);

        renewing().paidByCard();
        renewing().await(renewal, CONFIRMED);

        assertThat(traveller.get(renewal + "/receipt").words()).contains("Visa 4242");
        balanceIs("$10.00");
    }

    @Test
    void declinedAndThenByBalanceInTheSameRenewal() {
        String renewal = begunByCard();
        renewing().declined("insufficient_funds");
        Page declined = renewing().await(renewal, "there is not enough money on it");

        Page paid = traveller.send(declined.form(renewal).with("means", "balance"));

        assertThat(paid.location()).isEqualTo(renewal);
        renewing().await(renewal, CONFIRMED);
        assertThat(sold()).isEqualTo(1);
        balanceIs("$6.10");
        assertThat(traveller
                        .send(declined.form(renewal).with("means", "balance"))
                        .location())
                .isEqualTo(renewal);
        balanceIs("$6.10");
    }

    @Test
    void whoOwnsMoreThanAPageOfEsimsReachesThemAll() {
        for (int i = 0; i < 20; i++) {
            doors.traveller(email, "89103000000047%05d".formatted(100 * number + i), "0.00");
        }

        Page first = traveller.get("/");
        Page older = traveller.get("/?before=" + WebsiteDoorsStory.id(first.body(), "/?before="));

        assertThat(first.body().split("<section class=\"card", -1)).hasSize(1 + 20);
        assertThat(older.body().split("<section class=\"card", -1)).hasSize(1 + 1);
        assertThat(older.body()).contains(esim).doesNotContain("Older ones");
        assertThat(first.body()).doesNotContain(esim);
        begunByCard();
        assertThat(traveller.get("/").body()).contains(esim);
        assertThat(traveller.get("/?before=nonsense").status()).isEqualTo(404);
    }

    @Test
    void aMeansThatThereIsNotIsNoMeans() {
        String renewal = begunByCard();

        Page refused = traveller.send(traveller.get(renewal).form(renewal).with("means", "barter"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.words()).contains("Please choose how you pay. No money was taken.");
        balanceIs("$10.00");
    }

    @Test
    void twoTapsAtOnceAreOneRenewal() throws Exception {
        Form form = pay("balance");
        var answers = new ArrayList<Page>();
        try (var thumbs = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Page>> taps = List.of(
                    thumbs.submit(() -> traveller.send(form)),
                    thumbs.submit(() -> traveller.send(form)),
                    thumbs.submit(() -> traveller.send(form)));
            for (Future<Page> tap : taps) {
                answers.add(tap.get());
            }
        }
        String renewal = answers.getFirst().location();
        renewing().await(renewal, CONFIRMED);

        assertThat(answers).allSatisfy(one -> assertThat(one.location()).isEqualTo(renewal));
        assertThat(traveller.send(form).location())
                .as("once more when it is over")
                .isEqualTo(renewal);
        assertThat(sold()).isEqualTo(1);
        balanceIs("$6.10");
    }

    @Test
    void whoseSessionIsOverComesBackToTheSamePageAndNothingIsLost() {
        Form form = pay("balance");
        doors.forget("accounts_session");

        Page sent = traveller.send(form);

        assertThat(sent.location())
                .startsWith("/sign-in?next=" + TravellersBrowser.encoded("/esims/" + esim + "/preview"));
        assertThat(sold()).isZero();
        doors.forget("accounts_limit");
        Page asked = traveller.follow(
                traveller.send(traveller.get(sent.location()).form("/sign-in").with("email", email)));
        doors.sendLetters();
        Page back = traveller.follow(traveller.send(
                asked.form("/sign-in/code").with("code", doors.mail().codeFor(email))));
        assertThat(back.at()).startsWith("/esims/" + esim + "/preview?plan=");
        renewing()
                .await(
                        traveller
                                .send(back.form("/esims/").with("means", "balance"))
                                .location(),
                        CONFIRMED);
        assertThat(sold()).isEqualTo(1);
    }

    @Test
    void aBalanceThatBecameTooSmallMeanwhileTakesNothing() {
        Form form = pay("balance");
        for (int i = 1; i <= 2; i++) {
            doors.traveller(email, "89103000000047%05d".formatted(number * 10 + i), "0.00");
            String other = WebsiteDoorsStory.id(traveller.get("/").body().replace(esim, ""), "/esims/");
            Form paid = renewing().preview(other).form("/esims/").with("means", "balance");
            renewing().await(traveller.send(paid).location(), CONFIRMED);
        }

        Page refused = traveller.send(form);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.words()).contains("The balance does not cover this. No money was taken.");
        assertThat(sold()).isEqualTo(2);
    }

    @Test
    void anOfferThatIsNoneIsRefusedInWords() {
        Page refused = traveller.send(pay("balance").with("offer", "of-yesterday"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.words()).contains("nothing was begun and no money was taken");
        balanceIs("$10.00");
    }

    @Test
    void whatTheSupplierRefusesIsGivenBackAndSaysSo() {
        Form form = pay("balance");
        SUPPLIER.next(Turn.REFUSE);

        Page paid = traveller.send(form);

        renewing().await(paid.location(), "It could not be delivered. We have refunded you.");
        balanceIs("$10.00");
        assertThat(traveller.get(paid.location() + "/receipt").status()).isEqualTo(404);
    }

    @Test
    void whileTheSupplierIsSilentThePageSaysUntilWhen() {
        Form form = pay("balance");
        SUPPLIER.next(Turn.SELL_AND_BE_SILENT);
        SUPPLIER.deaf(true);
        try {
            Page paid = traveller.send(form);
            Page silent = renewing().await(paid.location(), "The network is slow to answer");
            assertThat(silent.words())
                    .containsPattern("does not confirm by [0-9]{2}:[0-9]{2} \\(Peru Time\\), it goes back by itself");
        } finally {
            SUPPLIER.deaf(false);
        }
    }

    @Test
    void twoTabsThatBothPayAreOneRenewalUntilItIsWantedTwice() {
        Form first = pay("balance");
        Form second = pay("balance");
        String renewal = traveller.send(first).location();
        renewing().await(renewal, CONFIRMED);

        Page again = traveller.send(second);

        assertThat(again.location()).isEqualTo(renewal);
        assertThat(sold()).isEqualTo(1);
        balanceIs("$6.10");
    }

    @Test
    void aTopUpSentTwiceIsOne() {
        Form form = traveller.get("/balance").form("/balance").with("amount", "20");
        Page first = traveller.send(form);
        Page again = traveller.send(form);
        assertThat(again.location()).isEqualTo(first.location()).startsWith("https://pay.example/");

        renewing().paidByCard();
        String back = doors.text("select reference::text from checkout_attempt order by id desc limit 1");
        renewing().await("/balance/top-ups/" + Renewing.outside(back), "is on your balance");

        assertThat(traveller.send(form).location()).isEqualTo("/balance/top-ups/" + Renewing.outside(back));
        balanceIs("$30.00");
    }
}
