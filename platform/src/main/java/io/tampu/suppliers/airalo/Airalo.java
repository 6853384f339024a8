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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Airalo Partner API v2 as a {@link Supplier}. Built from Airalo's partner documentation and the behaviour of its official SDK
 * (docs/adapters.md says which fact is how sure).
 *
 * <p>There is no idempotency: our mark goes into {@code description} and orders are found again by it.
 */
public final class Airalo implements Supplier {

    private static final int LONGEST_PACKAGE_ID = 200;

    private final AiraloSettings settings;
    private final Wire wire;
    private final Notifications notifications;
    private final FindOrders orders;
    private final LookAtEsims esims;
    private final String topUpAddress;
    private final String balanceAddress;

    public Airalo(AiraloSettings settings, OutsideHttp http, Clock clock) {
        this.settings = settings;
        this.wire = new Wire(settings, http, clock);
        this.notifications = new Notifications(settings.clientSecret(), clock);
        this.orders = new FindOrders(settings, wire, clock);
        this.esims = new LookAtEsims(settings, wire);
        this.topUpAddress = settings.address("orders/topups");
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

    @Override
    public OrderWord askAbout(TopUpOrder order) {
        return isIccid(order.iccid()) ? orders.find(order) : new OrderWord.Silent("not an ICCID: " + order.iccid());
    }

    @Override
    public EsimWord look(String iccid) {
        return isIccid(iccid) ? esims.look(iccid) : new EsimWord.Unknown();
    }

    @Override
    public EsimWord lookAtPackages(String iccid) {
        return isIccid(iccid) ? esims.lookAtPackages(iccid) : new EsimWord.Unknown();
    }

    @Override
    public Optional<Money> credit() {
        try {
            Fields credit = wire.get(Endpoint.BALANCE, "", balanceAddress, settings.readTimeout())
                    .answer()
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
        new OptIn(settings, wire).at(address);
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
}
