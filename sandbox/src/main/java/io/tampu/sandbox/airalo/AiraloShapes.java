package io.tampu.sandbox.airalo;

import io.tampu.sandbox.phones.OwnedPackage;
import io.tampu.sandbox.phones.Phone;
import io.tampu.sandbox.phones.Plan;
import io.tampu.sandbox.web.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON of orders, eSIMs and packages. */
final class AiraloShapes {

    static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CODE =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

    private static final long FIRST_PACKAGE = 1_000_000_000L;
    static final Map<String, @Nullable Object> SUCCESS = Json.object("message", "success");

    private final AiraloSettings settings;

    AiraloShapes(AiraloSettings settings) {
        this.settings = settings;
    }

    static @Nullable String plain(long millis) {
        return millis == 0 ? null : PLAIN.format(Instant.ofEpochMilli(millis));
    }

    private static @Nullable String iso(long millis) {
        return millis == 0 ? null : ISO.format(Instant.ofEpochMilli(millis));
    }

    static String code(int order, long at) {
        return "%s-%06d".formatted(CODE.format(Instant.ofEpochMilli(at)), order);
    }

    Map<String, @Nullable Object> pricing() {
        return Json.object(
                "model",
                settings.pricingModel(),
                "discount_percentage",
                settings.isDiscountPricing() ? AiraloShelf.DISCOUNT_PERCENT : 0);
    }

    /** A package as something to be bought. */
    Map<String, @Nullable Object> offered(Plan plan) {
        var shape = briefly(plan);
        shape.put("voice", nullIfZero(plan.minutes()));
        shape.put("text", nullIfZero(plan.messages()));
        shape.put("net_price", net(plan));
        shape.put(
                "prices",
                Json.object(
                        "net_price",
                        settings.isDiscountPricing() ? null : Json.object("USD", Json.decimal(plan.netMinor())),
                        "recommended_retail_price",
                        Json.object("USD", Json.decimal(plan.priceMinor()))));
        shape.put("is_fair_usage_policy", plan.unlimited());
        shape.put("fair_usage_policy", plan.unlimited() ? "Lower speed rate of 1 Mbps after 3 GB usage per day" : null);
        return shape;
    }

    private static Map<String, @Nullable Object> briefly(Plan plan) {
        return Json.object(
                "id", plan.id(),
                "type", plan.topUp() ? "topup" : "sim",
                "price", Json.decimal(plan.priceMinor()),
                "amount", plan.megabytes(),
                "day", plan.days(),
                "is_unlimited", plan.unlimited(),
                "title", plan.title(),
                "data", plan.data(),
                "short_info", null);
    }

    private @Nullable Number net(Plan plan) {
        return settings.isDiscountPricing() ? null : Json.decimal(plan.netMinor());
    }

    private static @Nullable Object nullIfZero(int count) {
        return count == 0 ? null : count;
    }

    /** A package that an eSIM has or had. */
    Map<String, @Nullable Object> history(OwnedPackage owned, long now) {
        var plan = briefly(owned.plan());
        plan.put("net_price", net(owned.plan()));
        plan.put("voice", nullIfZero(owned.plan().minutes()));
        plan.put("text", nullIfZero(owned.plan().messages()));
        return Json.object(
                "id", owned.seq() == 0 ? owned.esim() + 1L : FIRST_PACKAGE + owned.seq(),
                "status", owned.status(now),
                "remaining", owned.leftMegabytes(),
                "activated_at", iso(owned.activatedAt()),
                "expired_at", iso(owned.expiresAt()),
                "finished_at", iso(owned.finishedAt()),
                "package", plan);
    }

    /** An order as the reply to it. {@code quantity} is echoed as it came: a form sends text. */
    Map<String, @Nullable Object> order(OwnedPackage head, Object quantity) {
        boolean text = settings.isNumbersAsText();
        return orderShape(head, text ? quantity.toString() : quantity, text);
    }

    /** An order as lists and eSIMs show it: validity and price are text there. */
    Map<String, @Nullable Object> listedOrder(OwnedPackage head, int quantity) {
        return orderShape(head, settings.isNumbersAsText() ? Integer.toString(quantity) : quantity, true);
    }

    private Map<String, @Nullable Object> orderShape(OwnedPackage head, Object quantity, boolean text) {
        var plan = head.plan();
        var operator = plan.operator();
        var shape = Json.object(
                "id", orderId(head),
                "code", code(orderId(head), head.boughtAt()),
                "package_id", plan.id(),
                "currency", "USD",
                "quantity", quantity,
                "type", plan.topUp() ? "topup" : "sim",
                "description", head.description(),
                "esim_type", plan.topUp() ? (operator.global() ? "global" : "local") : "Prepaid",
                "validity", text ? Integer.toString(plan.days()) : plan.days(),
                "package", operator.title() + "-" + plan.title(),
                "data", plan.data(),
                "price", text ? Json.fixed(plan.priceMinor()) : Json.decimal(plan.priceMinor()),
                "pricing_model", settings.pricingModel(),
                "text", nullIfZero(plan.messages()),
                "voice", nullIfZero(plan.minutes()),
                "net_price", net(plan),
                "created_at", plain(head.boughtAt()));
        if (settings.isDiscountPricing()) {
            shape.put("discount_percentage", AiraloShelf.DISCOUNT_PERCENT);
            shape.put("discount_amount", Json.decimal(plan.priceMinor() - plan.netMinor()));
            shape.put("unit_paid_price", Json.decimal(plan.netMinor()));
            shape.put("total_amount_paid", Json.decimal((long) plan.netMinor() * count(quantity)));
        }
        shape.put("manual_installation", "<p><b>eSIM name:</b> " + operator.title() + "</p>");
        shape.put("qrcode_installation", "<p><b>eSIM name:</b> " + operator.title() + "</p>");
        shape.put("installation_guides", Json.object("en", "https://sandbox.invalid/installation-guide"));
        return shape;
    }

    private static int count(Object quantity) {
        return Integer.parseInt(quantity.toString());
    }

    /** Orders from before the world began have an id made of their eSIM. */
    private static int orderId(OwnedPackage head) {
        return head.order() == 0 ? head.esim() + 1 : head.order();
    }

    static Map<String, @Nullable Object> completed() {
        return Json.object("name", "Completed", "slug", "completed");
    }

    static Map<String, @Nullable Object> user() {
        return Json.object(
                "id", 1,
                "created_at", "2024-01-01 00:00:00",
                "name", "Sample partner",
                "email", "partner@sandbox.invalid",
                "mobile", null,
                "address", null,
                "state", null,
                "city", null,
                "postal_code", null,
                "country_id", null,
                "company", "Sample partner");
    }

    /** An eSIM as orders show it. */
    Map<String, @Nullable Object> sim(Phone phone) {
        var activation = "LPA:1$" + AiraloSims.SMDP + "$" + AiraloSims.matchingId(phone.index());
        var automatic = Json.object("apn_type", "automatic", "apn_value", null);
        return Json.object(
                "id",
                phone.index() + 1,
                "created_at",
                plain(phone.first().boughtAt()),
                "iccid",
                phone.iccid(),
                "lpa",
                AiraloSims.SMDP,
                "imsis",
                null,
                "matching_id",
                AiraloSims.matchingId(phone.index()),
                "qrcode",
                activation,
                "qrcode_url",
                "https://sandbox.invalid/qr?id=" + (phone.index() + 1),
                "airalo_code",
                null,
                "apn_type",
                "automatic",
                "apn_value",
                null,
                "is_roaming",
                true,
                "confirmation_code",
                null,
                "order",
                null,
                "msisdn",
                null,
                "direct_apple_installation_url",
                "https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=" + activation,
                "apn",
                Json.object("ios", automatic, "android", automatic));
    }

    /** An eSIM as it is shown alone. */
    Map<String, @Nullable Object> simAlone(Phone phone, Set<String> include, long now) {
        var shape = sim(phone);
        boolean recycled = phone.isRecycled(now);
        shape.put("brand_settings_name", null);
        shape.put("recycled", recycled);
        shape.put("recycled_at", recycled ? plain(phone.recycledAt(now).orElse(0)) : null);
        if (include.contains("order")
                || include.contains("simable")
                || include.contains("order.status")
                || include.contains("order.user")
                || include.contains("share")) {
            shape.put("simable", simable(phone, include));
        }
        return shape;
    }

    private Map<String, @Nullable Object> simable(Phone phone, Set<String> include) {
        var shape = listedOrder(phone.first(), 1);
        if (include.contains("order.status") || include.contains("order")) {
            shape.put("status", completed());
        }
        if (include.contains("order.user")) {
            shape.put("user", user());
        }
        if (include.contains("share")) {
            shape.put(
                    "sharing",
                    Json.object(
                            "link",
                            "https://sandbox.invalid/share/" + phone.iccid(),
                            "access_code",
                            "%04d".formatted(phone.index() % 10_000)));
        }
        return shape;
    }

    /** A page of something, as Laravel writes it. */
    static Map<String, @Nullable Object> paged(List<?> data, String path, int page, int perPage, int total) {
        int last = Math.max(1, (total + perPage - 1) / perPage);
        int from = (page - 1) * perPage + 1;
        return Json.object(
                "data", data,
                "links",
                        Json.object(
                                "first",
                                path + "?page=1",
                                "last",
                                path + "?page=" + last,
                                "prev",
                                page > 1 ? path + "?page=" + (page - 1) : null,
                                "next",
                                page < last ? path + "?page=" + (page + 1) : null),
                "meta",
                        Json.object(
                                "message", "success",
                                "current_page", page,
                                "from", data.isEmpty() ? null : from,
                                "last_page", last,
                                "path", path,
                                "per_page", perPage,
                                "to", data.isEmpty() ? null : from + data.size() - 1,
                                "total", total));
    }
}
