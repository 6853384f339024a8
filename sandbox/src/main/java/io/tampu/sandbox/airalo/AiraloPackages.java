package io.tampu.sandbox.airalo;

import io.tampu.sandbox.phones.Operator;
import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET packages}: places, the operators of each, the packages of each. From page 2 on {@code data} is no list but an
 * object keyed by position: a collection cut by PHP keeps its keys.
 */
final class AiraloPackages {

    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 5000;

    private final AiraloShelf shelf;
    private final AiraloShapes shapes;

    AiraloPackages(AiraloShelf shelf, AiraloShapes shapes) {
        this.shelf = shelf;
        this.shapes = shapes;
    }

    Answer list(Call call) {
        int limit = call.asked("limit", USUAL_PAGE, 1, LARGEST_PAGE);
        int page = call.asked("page", 1, 1, Integer.MAX_VALUE / LARGEST_PAGE);
        var places = places(call);
        int from = Math.min(places.size(), (page - 1) * limit);
        var cut = places.subList(from, Math.min(places.size(), from + limit));
        var answer = Json.object("pricing", shapes.pricing());
        answer.putAll(AiraloShapes.paged(cut, call.address(), page, limit, places.size()));
        if (page >= 2 && !cut.isEmpty()) {
            var keyed = Json.object();
            for (int i = 0; i < cut.size(); i++) {
                keyed.put(Integer.toString(from + i), cut.get(i));
            }
            answer.put("data", keyed);
        }
        return Answer.json(200, answer);
    }

    private List<Map<String, @Nullable Object>> places(Call call) {
        var type = call.asked("filter[type]").orElse("");
        var country = call.asked("filter[country]").orElse("").toUpperCase(Locale.ROOT);
        boolean withTopUps = AiraloSims.includes(call).contains("topup");
        var byPlace = new LinkedHashMap<String, List<Operator>>();
        shelf.plans().stream()
                .map(plan -> plan.operator())
                .distinct()
                .filter(operator -> type.isEmpty() || type.equals(operator.global() ? "global" : "local"))
                .filter(operator -> country.isEmpty() || operator.countries().contains(country))
                .forEach(operator -> byPlace.computeIfAbsent(
                                operator.global() ? "" : operator.countries().getFirst(), place -> new ArrayList<>())
                        .add(operator));
        var places = new ArrayList<Map<String, @Nullable Object>>();
        byPlace.forEach((code, operators) -> places.add(place(code, operators, withTopUps)));
        return places;
    }

    private Map<String, @Nullable Object> place(String code, List<Operator> operators, boolean withTopUps) {
        var title = code.isEmpty() ? "Andean countries" : AiraloShelf.COUNTRIES.getOrDefault(code, code);
        var slug = title.toLowerCase(Locale.ROOT).replace(' ', '-');
        return Json.object(
                "slug", slug,
                "country_code", code,
                "title", title,
                "image", image(slug),
                "operators",
                        operators.stream()
                                .map(each -> operator(each, withTopUps))
                                .toList());
    }

    private static Map<String, @Nullable Object> image(String slug) {
        return Json.object("width", 132, "height", 99, "url", "https://sandbox.invalid/images/" + slug + ".png");
    }

    private Map<String, @Nullable Object> operator(Operator operator, boolean withTopUps) {
        var automatic = Json.object("apn_type", "automatic", "apn_value", null);
        var plans = shelf.plans().stream()
                .filter(plan -> plan.operator().equals(operator) && (withTopUps || !plan.topUp()))
                .toList();
        boolean voice = plans.stream().anyMatch(plan -> plan.minutes() > 0);
        return Json.object(
                "id",
                operator.id(),
                "style",
                "light",
                "gradient_start",
                "#263a66",
                "gradient_end",
                "#2f6b48",
                "type",
                operator.global() ? "global" : "local",
                "is_prepaid",
                false,
                "title",
                operator.title(),
                "esim_type",
                "Prepaid",
                "warning",
                null,
                "apn_type",
                "automatic",
                "apn_value",
                null,
                "is_roaming",
                true,
                "info",
                List.of("Sample operator of the sandbox."),
                "image",
                image(operator.slug()),
                "plan_type",
                voice ? "data-voice-text" : "data",
                "activation_policy",
                "first-usage",
                "is_kyc_verify",
                false,
                "rechargeability",
                operator.rechargeable(),
                "other_info",
                null,
                "coverages",
                operator.countries().stream().map(AiraloPackages::coverage).toList(),
                "install_window_days",
                operator.installDays(),
                "topup_grace_window_days",
                operator.rechargeable() ? operator.graceDays() : null,
                "apn",
                Json.object("ios", automatic, "android", automatic),
                "packages",
                plans.stream().map(shapes::offered).toList(),
                "countries",
                operator.countries().stream()
                        .map(code -> Json.object(
                                "country_code", code,
                                "title", AiraloShelf.COUNTRIES.getOrDefault(code, code),
                                "image", image(code.toLowerCase(Locale.ROOT))))
                        .toList());
    }

    private static Map<String, @Nullable Object> coverage(String code) {
        return Json.object(
                "name", code,
                "code", code,
                "networks", List.of(Json.object("name", "Sample network", "types", List.of("4G", "5G"))));
    }
}
