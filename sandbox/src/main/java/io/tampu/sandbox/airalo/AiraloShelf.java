package io.tampu.sandbox.airalo;

import io.tampu.sandbox.phones.Operator;
import io.tampu.sandbox.phones.PhoneKind;
import io.tampu.sandbox.phones.Plan;
import io.tampu.sandbox.phones.Shelf;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sample catalogue: the operators and prices are invented. Retail prices are the net price and a quarter, rounded, so that
 * a discount of 20 % gives the net price again to the cent.
 */
final class AiraloShelf implements Shelf {

    static final int DISCOUNT_PERCENT = 20;
    static final String SUPPLIER = "airalo";

    /** Places that a plan covers or is listed under. */
    static final Map<String, String> COUNTRIES =
            Map.of("PE", "Peru", "BO", "Bolivia", "CL", "Chile", "EC", "Ecuador", "CO", "Colombia");

    private static final Operator INTI =
            new Operator(SUPPLIER, 1181, "inti", "Inti Mobile", false, List.of("PE"), true, 180, 365);
    private static final Operator KALLPA =
            new Operator(SUPPLIER, 1182, "kallpa", "Kallpa", false, List.of("PE"), false, 0, 90);
    private static final Operator WAYRA =
            new Operator(SUPPLIER, 1183, "wayra", "Wayra Unlimited", false, List.of("PE"), true, 30, 90);
    private static final Operator SALAR =
            new Operator(SUPPLIER, 1184, "salar", "Salar Mobile", false, List.of("BO"), true, 90, 365);
    private static final Operator ANDES =
            new Operator(SUPPLIER, 1190, "andes", "Andes", true, List.of("PE", "BO", "CL", "EC", "CO"), true, 180, 365);

    private final Map<String, Plan> plans = new LinkedHashMap<>();

    AiraloShelf() {
        sim(INTI, "inti-peru-7days-1gb", 1024, 7, 250);
        sim(INTI, "inti-peru-30days-3gb", 3 * 1024, 30, 620);
        topUp(INTI, "inti-peru-1day-1gb-topup", 1024, 1, 110);
        topUp(INTI, "inti-peru-7days-1gb-topup", 1024, 7, 240);
        topUp(INTI, "inti-peru-7days-3gb-topup", 3 * 1024, 7, 460);
        topUp(INTI, "inti-peru-30days-5gb-topup", 5 * 1024, 30, 800);
        topUp(INTI, "inti-peru-30days-10gb-topup", 10 * 1024, 30, 1350);
        add("inti-peru-30days-3gb-100mins-100sms-topup", INTI, true, 3 * 1024, 30, false, 100, 750);
        sim(KALLPA, "kallpa-peru-7days-1gb", 1024, 7, 210);
        add("wayra-peru-7days-unlimited", WAYRA, false, 0, 7, true, 0, 1400);
        sim(SALAR, "salar-bolivia-7days-1gb", 1024, 7, 320);
        topUp(SALAR, "salar-bolivia-7days-1gb-topup", 1024, 7, 310);
        sim(ANDES, "andes-latam-30days-3gb", 3 * 1024, 30, 980);
        topUp(ANDES, "andes-latam-7days-1gb-topup", 1024, 7, 390);
        topUp(ANDES, "andes-latam-30days-5gb-topup", 5 * 1024, 30, 1400);
    }

    private void sim(Operator operator, String id, int megabytes, int days, int netMinor) {
        add(id, operator, false, megabytes, days, false, 0, netMinor);
    }

    private void topUp(Operator operator, String id, int megabytes, int days, int netMinor) {
        add(id, operator, true, megabytes, days, false, 0, netMinor);
    }

    private void add(
            String id,
            Operator operator,
            boolean topUp,
            int megabytes,
            int days,
            boolean unlimited,
            int extras,
            int net) {
        int retail = (net * 5 + 2) / 4;
        plans.put(id, new Plan(id, operator, topUp, megabytes, days, unlimited, extras, extras, retail, net));
    }

    @Override
    public Optional<Plan> plan(String id) {
        return Optional.ofNullable(plans.get(id));
    }

    @Override
    public Collection<Plan> plans() {
        return plans.values();
    }

    @Override
    public Plan original(PhoneKind kind, int variant) {
        var id =
                switch (kind) {
                    case RENEWABLE -> variant == 0 ? "inti-peru-7days-1gb" : "inti-peru-30days-3gb";
                    case REGIONAL -> "andes-latam-30days-3gb";
                    case NOT_RECHARGEABLE -> "kallpa-peru-7days-1gb";
                    case UNLIMITED -> "wayra-peru-7days-unlimited";
                    case EXPIRED_IN_GRACE, RECYCLED, FRESH, SOLD -> "inti-peru-7days-1gb";
                };
        return plan(id).orElseThrow();
    }

    /** What may be bought for an eSIM that came with this plan. */
    List<Plan> topUpsFor(Plan original) {
        if (!original.operator().rechargeable() || original.unlimited()) {
            return List.of();
        }
        return plans.values().stream()
                .filter(plan -> plan.topUp() && plan.operator().equals(original.operator()))
                .toList();
    }
}
