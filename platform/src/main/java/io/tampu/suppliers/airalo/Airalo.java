package io.tampu.suppliers.airalo;

import io.tampu.engine.OutsideHttp;
import io.tampu.money.Money;
import io.tampu.suppliers.EsimWord;
import io.tampu.suppliers.OrderWord;
import io.tampu.suppliers.Refusal;
import io.tampu.suppliers.Supplier;
import io.tampu.suppliers.SupplierHint;
import io.tampu.suppliers.TopUpAnswer;
import io.tampu.suppliers.TopUpOrder;
import io.tampu.suppliers.airalo.Wire.Heard;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Airalo Partner API v2 as a {@link Supplier}. Built from Airalo's partner documentation and the behaviour of its official SDK
 * (docs/adapters.md says which fact is how sure).
 *
 * <p>There is no idempotency: our mark goes into {@code description} and orders are found again by it.
 */
public final class Airalo implements Supplier {

    private static final Logger log = LoggerFactory.getLogger(Airalo.class);

    /** Rows asked for at once. One mark has one order; the filter is a like-search but nothing else is like a mark. */
    private static final int PAGE = 100;
    /** Pages read at most: beyond it the filter cannot have been applied, and the list proves nothing. */
    private static final int MOST_PAGES = 5;

    private static final int LONGEST_PACKAGE_ID = 200;

    private final AiraloSettings settings;
    private final Clock clock;
    private final Wire wire;
    private final Notifications notifications;
    private final AccessPoints accessPoints;
    private final String topUpAddress;
    private final String ordersAddress;
    private final String esimsAddress;
    private final String balanceAddress;

    public Airalo(AiraloSettings settings, OutsideHttp http, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.wire = new Wire(settings, http, clock);
        this.notifications = new Notifications(settings.clientSecret(), clock);
        this.accessPoints = new AccessPoints(settings, wire);
        this.topUpAddress = settings.address("orders/topups");
        this.ordersAddress = settings.address("orders");
        this.esimsAddress = settings.address("sims/");
        this.balanceAddress = settings.address("balance");
    }

    @Override
    public String name() {
        return "airalo";
    }

    @Override
    public TopUpAnswer topUp(TopUpOrder order) {
        if (!isIccid(order.iccid()) || order.supplierPackage().length() > LONGEST_PACKAGE_ID) {
            return new TopUpAnswer.Refused(Refusal.OPERATIONS, "not-sent", "not an ICCID or package: " + order);
        }
        return switch (wire.post(Endpoint.TOP_UP, order.iccid(), topUpAddress, body(order), settings.orderTimeout())) {
            case Heard.Undone undone
            when undone.ours() -> new TopUpAnswer.Refused(Refusal.OPERATIONS, undone.code(), undone.said());
            case Heard.Undone undone -> new TopUpAnswer.NotNow(undone.after(), undone.code(), undone.said());
            case Heard.Silent silent -> new TopUpAnswer.Silent(silent.what());
            case Heard.Said said when said.status() == 200 -> sold(said.body(), order);
            case Heard.Said said -> refused(said, order);
        };
    }

    private static byte[] body(TopUpOrder order) {
        var encoder = JsonStringEncoder.getInstance();
        var json = new StringBuilder(200).append("{\"package_id\":\"");
        encoder.quoteAsString(order.supplierPackage(), json);
        json.append("\",\"iccid\":\"").append(order.iccid()).append("\",\"description\":\"");
        encoder.quoteAsString(order.mark(), json);
        return json.append("\"}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static TopUpAnswer sold(Fields body, TopUpOrder order) {
        try {
            return new TopUpAnswer.Done(Orders.sold(body, order));
        } catch (Unreadable unreadable) {
            return new TopUpAnswer.Silent(unreadable.what());
        }
    }

    private TopUpAnswer refused(Heard.Said said, TopUpOrder order) {
        if (!AiraloError.isReadable(said.status(), said.body())) {
            return new TopUpAnswer.Silent("neither a sale nor a refusal, with status " + said.status());
        }
        String words = wire.words(said.body());
        Optional<AiraloError> error = AiraloError.in(said.body());
        if (error.equals(Optional.of(AiraloError.UNEXPECTED))) {
            return afterTheUnexpected(order, words);
        }
        // What the table does not know is a no all the same (a missing field, a new code): somebody must look at it.
        return error.map(known -> known.answer(words))
                .orElseGet(() -> new TopUpAnswer.Refused(
                        Refusal.OPERATIONS,
                        said.body().maybeText("code").orElse(Integer.toString(said.status())),
                        words));
    }

    /** Only when the order list says that it is not there may the order be sent again. */
    private TopUpAnswer afterTheUnexpected(TopUpOrder order, String words) {
        return switch (askAbout(order)) {
            case OrderWord.Sold sold -> new TopUpAnswer.Done(sold.order());
            case OrderWord.NotSeen notSeen -> AiraloError.UNEXPECTED.answer(words);
            case OrderWord.EndedUnsold ended -> AiraloError.UNEXPECTED.answer(words);
            case OrderWord.StillOpen open -> new TopUpAnswer.Silent("code 53, and the order is " + open.status());
            case OrderWord.Silent silent -> new TopUpAnswer.Silent("code 53, then " + silent.what());
        };
    }

    /**
     * Looks for the mark in the order list. {@code sims/{iccid}/packages} is not consulted: its rows bear no order, no mark and no
     * time of purchase, so that a package there may be an older or a stranger's purchase, and a missing one may yet come. It can
     * neither prove nor disprove a sale.
     */
    @Override
    public OrderWord askAbout(TopUpOrder order) {
        if (!isIccid(order.iccid())) {
            return new OrderWord.Silent("not an ICCID: " + order.iccid());
        }
        String address = ordersAddress + "?filter%5Bdescription%5D=" + encoded(order.mark()) + "&filter%5Biccid%5D="
                + order.iccid() + "&include=sims,status&limit=" + PAGE + "&page=";
        var rows = new ArrayList<Fields>();
        try {
            for (int page = 1; page <= MOST_PAGES; page++) {
                Fields answer =
                        answered(wire.get(Endpoint.ORDERS, order.iccid(), address + page, settings.readTimeout()));
                rows.addAll(answer.objects("data"));
                if (isLast(answer, page)) {
                    return Orders.judge(rows, order, clock.instant());
                }
            }
            OrderWord word = Orders.judge(rows, order, clock.instant());
            return word instanceof OrderWord.NotSeen
                    ? new OrderWord.Silent("the order list does not end after " + MOST_PAGES + " pages")
                    : word;
        } catch (Unreadable unreadable) {
            return new OrderWord.Silent(unreadable.what());
        }
    }

    private static boolean isLast(Fields answer, int page) throws Unreadable {
        Optional<Fields> meta = answer.maybeObject("meta");
        if (meta.isPresent() && meta.get().has("last_page")) {
            return page >= meta.get().whole("last_page");
        }
        return answer.maybeObject("links")
                .flatMap(links -> links.maybeText("next"))
                .isEmpty();
    }

    private static Fields answered(Heard heard) throws Unreadable {
        return switch (heard) {
            case Heard.Said said when said.status() == 200 -> said.body();
            case Heard.Said said -> throw new Unreadable("status " + said.status());
            case Heard.Undone undone -> throw new Unreadable(undone.what());
            case Heard.Silent silent -> throw new Unreadable(silent.what());
        };
    }

    /** Three questions at once (packages, top-ups, access point), and one more where minutes or messages are left. */
    @Override
    public EsimWord look(String iccid) {
        if (!isIccid(iccid)) {
            return new EsimWord.Unknown();
        }
        var asking = inBackground(() -> ask(Endpoint.TOP_UPS_OF_ESIM, iccid, "/topups"));
        var accessPoint = inBackground(() -> accessPoints.of(iccid));
        Heard packages = ask(Endpoint.PACKAGES_OF_ESIM, iccid, "/packages");
        return inWords(
                asking.join(), topUps -> inWords(packages, owned -> known(iccid, owned, topUps, accessPoint.join())));
    }

    private EsimWord known(String iccid, Fields packages, Fields topUps, Optional<String> accessPoint)
            throws Unreadable {
        var owned = Esims.packages(packages);
        var options = Esims.topUps(topUps, settings.currency());
        Optional<Fields> usage = owned.withVoiceOrSms() ? usage(iccid) : Optional.empty();
        return new EsimWord.Known(
                owned.packages(), options, left(usage, "remaining_voice"), left(usage, "remaining_text"), accessPoint);
    }

    /** Minutes and messages are nice to know: where the limit or the answer does not allow it, they stay unsaid. */
    private Optional<Fields> usage(String iccid) {
        return ask(Endpoint.USAGE_OF_ESIM, iccid, "/usage") instanceof Heard.Said said && said.status() == 200
                ? said.body().maybeObject("data")
                : Optional.empty();
    }

    private static Optional<Integer> left(Optional<Fields> usage, String field) {
        try {
            return usage.isPresent() && usage.get().has(field)
                    ? Optional.of(usage.get().whole(field))
                    : Optional.empty();
        } catch (Unreadable unsaid) {
            return Optional.empty();
        }
    }

    @Override
    public EsimWord lookAtPackages(String iccid) {
        if (!isIccid(iccid)) {
            return new EsimWord.Unknown();
        }
        return inWords(
                ask(Endpoint.PACKAGES_OF_ESIM, iccid, "/packages"),
                body -> new EsimWord.Known(
                        Esims.packages(body).packages(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    private interface Reading {
        EsimWord read(Fields body) throws Unreadable;
    }

    private static EsimWord inWords(Heard heard, Reading reading) {
        try {
            return switch (heard) {
                case Heard.Said said when said.status() == 200 -> reading.read(said.body());
                case Heard.Said said
                when AiraloError.in(said.body()).equals(Optional.of(AiraloError.RECYCLED)) -> new EsimWord.Recycled();
                case Heard.Said said when said.status() == 404 && isAboutTheEsim(said.body()) -> new EsimWord.Unknown();
                case Heard.Said said -> new EsimWord.Silent("status " + said.status());
                case Heard.Undone undone -> new EsimWord.Silent(undone.what());
                case Heard.Silent silent -> new EsimWord.Silent(silent.what());
            };
        } catch (Unreadable unreadable) {
            return new EsimWord.Silent(unreadable.what());
        }
    }

    /** Airalo's own form, with data and meta: a 404 of its router has neither and is about our address. */
    private static boolean isAboutTheEsim(Fields notFound) {
        return notFound.has("data") && notFound.has("meta");
    }

    @Override
    public Optional<Money> credit() {
        try {
            Fields credit = answered(wire.get(Endpoint.BALANCE, "", balanceAddress, settings.readTimeout()))
                    .object("data")
                    .object("balances")
                    .object("availableBalance");
            return Optional.of(Money.roundedHalfUp(credit.decimal("amount"), credit.text("currency")));
        } catch (Unreadable | IllegalArgumentException | ArithmeticException unsaid) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<SupplierHint> verify(Map<String, String> headers, byte[] body) {
        return notifications.verify(headers, body);
    }

    /**
     * Asks for notifications of low data and of our credit at {@code address}, to be called at each start: asking again changes
     * nothing. Airalo first sends a HEAD there and wants a 200, so the door must be open already. A refusal is logged and no
     * more: the program does not live on notifications.
     */
    public void optIn(URI address) {
        for (String type : List.of("webhook_low_data", "webhook_credit_limit")) {
            String json = "{\"type\":\"" + type + "\",\"webhook_url\":\""
                    + new String(JsonStringEncoder.getInstance().quoteAsCharArray(address.toString()))
                    + "\",\"levels\":[50,70,80,90],\"language\":\"en\"}";
            Heard heard = wire.post(
                    Endpoint.NOTIFICATIONS,
                    "",
                    settings.address("notifications/opt-in"),
                    json.getBytes(StandardCharsets.UTF_8),
                    settings.readTimeout());
            switch (heard) {
                case Heard.Said said when said.status() == 200 -> log.info("Airalo will send {} to {}", type, address);
                case Heard.Said said ->
                    log.warn("Airalo refused {} with {}: {}", type, said.status(), wire.words(said.body()));
                case Heard.Undone undone -> log.warn("Airalo did not take {}: {}", type, undone.what());
                case Heard.Silent silent -> log.warn("Airalo said nothing to {}: {}", type, silent.what());
            }
        }
    }

    private Heard ask(Endpoint endpoint, String iccid, String what) {
        return wire.get(endpoint, iccid, esimsAddress + iccid + what, settings.readTimeout());
    }

    private static <T> CompletableFuture<T> inBackground(java.util.function.Supplier<T> question) {
        return CompletableFuture.supplyAsync(
                question, task -> Thread.ofVirtual().start(task));
    }

    /** Airalo's own rule: 18 to 22 digits. What passes may stand in an address as it is. */
    static boolean isIccid(String text) {
        if (text.length() < 18 || text.length() > 22) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
