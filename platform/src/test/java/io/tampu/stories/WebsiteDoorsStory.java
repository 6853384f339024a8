package io.tampu.stories;

import static io.tampu.stories.WebsiteRoutes.withToken;
import static io.tampu.stories.WebsiteRoutes.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.OpenDoors;
import io.tampu.engine.TestDatabase;
import io.tampu.stories.TravellersBrowser.Page;
import io.tampu.stories.WebsiteRoutes.For;
import io.tampu.stories.WebsiteRoutes.Route;
import io.tampu.suppliers.FakeSupplier;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every route of the website, tried by everybody for whom it is not: nobody learns anything, and nothing is done. */
class WebsiteDoorsStory {

    static final String VICTIM = "victim@example.com";
    static final String ICCID = "8910300000000041004";
    static final String NOBODYS = "06d1v000000000000000000000";

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Clock CLOCK = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    private static final FakeSupplier SUPPLIER = new FakeSupplier(CLOCK);
    private static OpenDoors doors;
    private static TravellersBrowser victim;
    private static TravellersBrowser other;
    /** Ids of the victim's: of an eSIM, a renewal, its key, its refund, a top-up and its key. */
    private static final List<String> IDS = new ArrayList<>();

    @BeforeAll
    static void open() {
        doors = new OpenDoors(DATABASE, CLOCK, SUPPLIER);
        SUPPLIER.soldWaits(true);
        doors.partner("partner", "key-of-partner", "100.00");
        doors.link("partner", ICCID);
        doors.traveller(VICTIM, ICCID, "100.00");
        doors.traveller("other@example.com", "8910300000000041012", "100.00");
        victim = new TravellersBrowser(doors.port()).signIn(doors, VICTIM);
        other = new TravellersBrowser(doors.port()).signIn(doors, "other@example.com");
        live();
    }

    /** The victim has done all that can be done, so that there is something of each kind to be found. */
    private static void live() {
        String esim = id(victim.get("/").body(), "/esims/");
        Page preview = new Renewing(doors, victim).preview(esim);
        var pay = preview.form("/esims/").with("means", "card");
        victim.send(pay);
        String renewal = id(victim.get("/renewals/by-key/" + pay.field("key")).location(), "/renewals/");
        new Renewing(doors, victim).paidByCard();
        new Renewing(doors, victim).await("/renewals/" + renewal, "The network has confirmed");
        victim.send(victim.get("/renewals/" + renewal).form("/renewals/").with("give-back", "yes"));
        doors.settle();
        var topUp = victim.get("/balance").form("/balance").with("amount", "20");
        victim.send(topUp);
        String refund = doors.text("select id::text from checkout_refund limit 1");
        IDS.addAll(List.of(
                esim,
                renewal,
                pay.field("key"),
                Renewing.outside(refund),
                topUp.field("key"),
                Renewing.outside(doors.text("select reference::text from checkout_attempt where purpose = 'top-up'"))));
        assertThat(new HashSet<>(IDS)).hasSize(6);
    }

    @AfterAll
    static void close() {
        doors.close();
        DATABASE.close();
    }

    @Test
    void eachRouteIsKnownHere() {
        assertThat(WebsiteRoutes.found(doors.mappings())).isEqualTo(WebsiteRoutes.named());
    }

    /** Else the story would be about doors that nobody can open. */
    @Test
    void itsOwnerIsLetIn() {
        for (String path : List.of(
                "/esims/" + IDS.get(0),
                "/esims/" + IDS.get(0) + "/renew",
                "/renewals/" + IDS.get(1),
                "/renewals/" + IDS.get(1) + "/receipt",
                "/renewals/" + IDS.get(1) + "/receipt.pdf",
                "/renewals/" + IDS.get(1) + "/credit-notes/" + IDS.get(3) + ".pdf",
                "/balance/top-ups/" + IDS.get(5))) {
            assertThat(victim.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(victim.get("/renewals/by-key/" + IDS.get(2)).location())
                .isEqualTo("/renewals/" + IDS.get(1) + "?back=1");
    }

    @Test
    void aStrangerIsAskedToSignInAndComesBack() {
        nothingChanges(() -> sentToSignIn(new TravellersBrowser(doors.port())));
    }

    @Test
    void aPartnersKeyOpensNoneOfThem() {
        nothingChanges(
                () -> sentToSignIn(new TravellersBrowser(doors.port()).with("Authorization", "Bearer key-of-partner")));
    }

    @Test
    void whoHasSignedOutIsAStranger() {
        var leaver = new TravellersBrowser(doors.port()).signIn(doors, "leaver@example.com");
        Map<String, String> before = Map.copyOf(leaver.cookies());
        leaver.send(leaver.get("/account").form("/sign-out"));
        leaver.cookies().putAll(before);

        nothingChanges(() -> sentToSignIn(leaver));
    }

    private static void sentToSignIn(TravellersBrowser who) {
        String token = who.get("/sign-in").form("/sign-in").field("_csrf");
        for (Route route : routesOfPeople()) {
            for (String id : route.hasId() ? IDS : List.of("")) {
                String at = route.at(id);
                Page sent = route.isForm() ? who.post(at, withToken(route, token)) : who.get(at + query(route));

                String back = at + (route.isForm() ? "" : query(route));
                assertThat(sent.status()).as(route.name()).isEqualTo(303);
                assertThat(sent.location()).as(route.name()).isEqualTo("/sign-in?next=" + encoded(back));
                assertThat(sent.body()).isEmpty();
                if (!route.isForm()) {
                    Page live = who.send("GET", back, HttpRequest.BodyPublishers.noBody(), "HX-Request", "true");
                    assertThat(live.header("HX-Redirect")).isEqualTo(sent.location());
                    assertThat(live.body()).isEmpty();
                    Page head = who.send("HEAD", back, HttpRequest.BodyPublishers.noBody());
                    assertThat(head.location()).isEqualTo(sent.location());
                }
            }
        }
    }

    @Test
    void anotherCustomerFindsNothingThere() {
        String token = other.token();
        nothingChanges(() -> {
            for (Route route : WebsiteRoutes.all(For.ITS_OWNER)) {
                String random = asked(other, route, NOBODYS, token).body();
                for (String id : IDS) {
                    Page asked = asked(other, route, id, token);

                    assertThat(asked.status()).as(route.name() + " " + id).isEqualTo(404);
                    assertThat(without(asked.body(), id)).as(route.name()).isEqualTo(without(random, NOBODYS));
                    assertThat(asked.headline()).isEqualTo("There is no such page here");
                }
            }
        });
    }

    /** What is named in a form and not in the address. */
    @Test
    void anIdOfAnotherCustomersInAFormIsWorthNothing() {
        String token = other.token();
        String hers = id(other.get("/").body(), "/esims/");
        var offer =
                new Renewing(doors, victim).preview(IDS.get(0)).form("/esims/").field("offer");
        nothingChanges(() -> {
            Page paid = other.post(
                    "/esims/" + hers + "/preview",
                    Map.of("_csrf", token, "plan", "x", "offer", offer, "key", IDS.get(2), "means", "balance"));
            assertThat(other.follow(paid).at()).isEqualTo("/esims/" + hers + "/renew");
            for (String path : List.of("/?before=", "/renewals?before=", "/balance?before=")) {
                for (String id : IDS) {
                    // A place in a list, whether there is anything or not.
                    String beside = id.substring(0, 25) + (id.endsWith("0") ? "1" : "0");
                    assertThat(listed(path, id)).isEqualTo(listed(path, beside));
                }
            }
        });
        for (String id : IDS) {
            Page topUp = other.post("/balance", Map.of("_csrf", token, "amount", "20", "key", id));
            assertThat(topUp.location()).as("a top-up of one's own").startsWith("https://pay.example/");
        }
        assertThat(doors.count("select count(*) from checkout_attempt a join accounts_customer c on c.id = a.payer"
                        + " where c.email = 'other@example.com' and a.reference in (select reference from checkout_attempt"
                        + " x where x.payer <> a.payer)"))
                .isZero();
    }

    @Test
    void aFormWithoutItsTokenDoesNothing() {
        String foreign = other.token();
        var own = WebsiteRoutes.ALL.stream().filter(Route::isForm).toList();
        nothingChanges(() -> {
            for (Route route : own) {
                String at = route.at(route.name().contains("/renewals") ? IDS.get(1) : IDS.get(0));
                for (Page refused : List.of(
                        victim.post(at, route.fields()),
                        victim.post(at, withToken(route, "")),
                        victim.post(at, withToken(route, foreign)),
                        victim.post(at + "?_csrf=" + foreign, route.fields()),
                        victim.send("POST", at, HttpRequest.BodyPublishers.noBody(), "X-XSRF-TOKEN", foreign))) {
                    assertThat(refused.status()).as(route.name()).isEqualTo(403);
                    assertThat(refused.headline()).isEqualTo("This page was open for too long");
                    assertThat(refused.header("Content-Type")).startsWith("text/html");
                }
            }
        });
    }

    /** Programs that read a path in two ways have let people past guards that read it in one. */
    @Test
    void anotherWayToWriteAnAddressIsNoOtherWayIn() {
        var raw = new RawHttp(doors.port());
        nothingChanges(() -> {
            for (String path : List.of(
                    "/api/../account",
                    "/api/v1/../../account",
                    "/api/..;/account",
                    "/notifications/..;/account",
                    "/seller/..%2faccount",
                    "/sellers/../account",
                    "//account",
                    "/account;a=b",
                    "/account/",
                    "/%61ccount",
                    "/ACCOUNT",
                    "/./account",
                    "/account%00",
                    "/openapi.json/../account")) {
                RawHttp.Answer answer = raw.ask(
                        "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept: text/html\r\nCookie: "
                                + victim.cookieHeader()
                                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 11\r\n\r\nend-others=",
                        new byte[0]);

                assertThat(answer.status()).as(path).isBetween(400, 499);
            }
        });
    }

    /** But for what each page makes anew for its forms. */
    private static String listed(String path, String id) {
        return without(other.get(path + id).body(), id).replaceAll("value=\"[^\"]*\"", "");
    }

    private static List<Route> routesOfPeople() {
        var routes = new ArrayList<>(WebsiteRoutes.all(For.THEMSELVES));
        routes.addAll(WebsiteRoutes.all(For.ITS_OWNER));
        return routes;
    }

    private static Page asked(TravellersBrowser who, Route route, String id, String token) {
        return route.isForm() ? who.post(route.at(id), withToken(route, token)) : who.get(route.at(id) + query(route));
    }

    private static String query(Route route) {
        return route.fields().isEmpty() ? "" : "?" + TravellersBrowser.encoded(route.fields());
    }

    private static String encoded(String text) {
        return TravellersBrowser.encoded(text);
    }

    private static void nothingChanges(Runnable walk) {
        Map<String, String> before = Rows.of(DATABASE);
        int sold = SUPPLIER.sold().size();
        int charges = doors.provider().charges();

        walk.run();

        assertThat(Rows.of(DATABASE)).isEqualTo(before);
        assertThat(SUPPLIER.sold()).hasSize(sold);
        assertThat(doors.provider().charges()).isEqualTo(charges);
    }

    static String id(String text, String after) {
        var found = Pattern.compile(after + "([0-9a-z]{26})").matcher(text);
        assertThat(found.find()).as(after + "... in " + text).isTrue();
        return found.group(1);
    }
}
