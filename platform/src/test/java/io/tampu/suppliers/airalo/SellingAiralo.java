package io.tampu.suppliers.airalo;

import static io.tampu.suppliers.airalo.ScriptedAiralo.bytes;
import static io.tampu.suppliers.airalo.ScriptedAiralo.cut;
import static io.tampu.suppliers.airalo.ScriptedAiralo.file;
import static io.tampu.suppliers.airalo.ScriptedAiralo.recorded;
import static io.tampu.suppliers.airalo.ScriptedAiralo.text;

import io.tampu.engine.OutsideHttp;
import io.tampu.engine.Secret;
import io.tampu.suppliers.Supplier;
import io.tampu.suppliers.SupplierContractTest.Delivery;
import io.tampu.suppliers.SupplierContractTest.Fault;
import io.tampu.suppliers.SupplierContractTest.OtherSide;
import io.tampu.suppliers.airalo.ScriptedAiralo.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** The scripted Airalo with a book of sales: just enough of a wholesaler for the exam, made from the recorded messages. */
final class SellingAiralo implements OtherSide {

    private static final Secret SECRET = AiraloFixture.SECRET;

    private final ScriptedAiralo script = new ScriptedAiralo();
    private final OutsideHttp http = new OutsideHttp();
    private final List<String> marksSold = new CopyOnWriteArrayList<>();

    SellingAiralo() throws IOException {
        String esim = "GET sims/" + iccid();
        script.always("POST orders/topups", sell());
        script.always("GET orders", list());
        script.always("GET balance", file(200, "balance.json"));
        script.always(esim, file(200, "sim.json"));
        script.always(esim + "/usage", file(200, "sim-usage.json"));
        script.always(
                esim + "/topups",
                text(200, recorded("sim-topups.json").replace("\"net_price\":2.4", "\"net_price\":3.6")));
        script.always(
                esim + "/packages", (exchange, asked) -> text(200, packages()).give(exchange, asked));
    }

    private Reply sell() {
        return (exchange, asked) -> {
            JsonNode order = Fields.JSON.readTree(asked.body());
            if (!order.get("package_id").stringValue().equals(supplierPackage())) {
                file(422, "topup-invalid-package.json").give(exchange, asked);
                return;
            }
            String mark = order.get("description").stringValue();
            marksSold.add(mark);
            text(200, recorded("topup.json").replace(AiraloFixture.MARK, mark)).give(exchange, asked);
        };
    }

    /** A like-search, as Airalo's is: lower and upper case are one, and % finds all. */
    private Reply list() {
        return (exchange, asked) -> {
            String like = asked.query().replaceFirst(".*filter\\[description]=([^&]*).*", "$1");
            var rows = marksSold.stream()
                    .filter(mark ->
                            like.equals("%") || mark.toLowerCase(Locale.ROOT).contains(like.toLowerCase(Locale.ROOT)))
                    .map(SellingAiralo::row)
                    .toList();
            text(200, "{\"data\":[" + String.join(",", rows) + "],\"meta\":{\"message\":\"success\",\"last_page\":1}}")
                    .give(exchange, asked);
        };
    }

    private static String row(String mark) {
        String order = Fields.JSON.readTree(recorded("topup.json")).get("data").toString();
        return order.replace(AiraloFixture.MARK, mark)
                .replaceFirst("\\{", "{\"status\":{\"name\":\"Completed\",\"slug\":\"completed\"},");
    }

    private String packages() {
        String row = "{\"id\":600,\"status\":\"NOT_ACTIVE\",\"remaining\":1024,\"package\":{\"id\":\""
                + supplierPackage() + "\",\"amount\":1024,\"day\":7}},";
        return recorded("sim-packages.json").replaceFirst("\\[", "[" + row.repeat(marksSold.size()));
    }

    @Override
    public Supplier adapter() {
        return new Airalo(
                AiraloSettings.production(script.address(), "sandbox_airalo_client", SECRET), http, Clock.systemUTC());
    }

    @Override
    public Supplier adapterOfNobody() {
        // Port 1 is reserved, and nobody listens there.
        var nobody = AiraloSettings.production(URI.create("http://127.0.0.1:1"), "sandbox_airalo_client", SECRET);
        return new Airalo(nobody, http, Clock.systemUTC());
    }

    @Override
    public String iccid() {
        return AiraloFixture.ICCID;
    }

    @Override
    public String supplierPackage() {
        return AiraloFixture.PACKAGE;
    }

    @Override
    public String unknownIccid() {
        return "8910300999999999999";
    }

    @Override
    public int sold(String mark) {
        return (int) marksSold.stream().filter(mark::equals).count();
    }

    @Override
    public void atTheNextOrder(Fault fault) {
        script.once(
                "POST orders/topups",
                switch (fault) {
                    case LOSES_THE_REQUEST -> cut();
                    case SELLS_AND_LOSES_THE_REPLY ->
                        (exchange, asked) -> marksSold.add(Fields.JSON
                                .readTree(asked.body())
                                .get("description")
                                .stringValue());
                    case ANSWERS_500 -> text(500, "{}");
                    case TALKS_GARBAGE -> bytes(200, new byte[] {1, 2, 3}, "application/json");
                });
    }

    @Override
    public void refuseTheNextOrderAsTooMany() {
        script.once("POST orders/topups", text(429, recorded("too-many.json"), "Retry-After", "1"));
    }

    @Override
    public Delivery notification() {
        String said = recorded("notification-low-data.json");
        return new Delivery(
                Map.of("airalo-signature", AiraloNotificationsTest.signed(said)),
                said.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        script.close();
        try {
            http.close();
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
