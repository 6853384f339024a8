package io.tampu.esims;

import io.tampu.money.Money;
import io.tampu.suppliers.EsimWord;
import io.tampu.suppliers.EsimWord.Known;
import io.tampu.suppliers.EsimWord.OwnedPackage;
import io.tampu.suppliers.EsimWord.TopUpOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Writes what a supplier said as JSON, and reads it again. Lists without field names: a row per eSIM is written with every
 * renewal, and half of its bytes would be names. New fields go to the end of a list.
 */
final class SnapshotText {

    private static final JsonMapper JSON = new JsonMapper();

    private SnapshotText() {}

    /** {@code [voice, sms, apn, [package, supplierPackage, status, total, remaining, activated, expires, days], ...]}. */
    static String packages(Known known) {
        var text = JSON.createArrayNode();
        add(text, known.voiceMinutesLeft());
        add(text, known.smsLeft());
        known.apn().ifPresentOrElse(text::add, text::addNull);
        for (OwnedPackage one : known.packages()) {
            var item = text.addArray();
            item.add(one.packageId()).add(one.supplierPackage());
            item.add(one.status().name()).add(one.totalBytes()).add(one.remainingBytes());
            addTime(item, one.activatedAt());
            addTime(item, one.expiresAt());
            item.add(one.validityDays());
        }
        return text.toString();
    }

    /** {@code [[supplierPackage, costMinor, currency], ...]}. */
    static String topUps(Known known) {
        var text = JSON.createArrayNode();
        for (TopUpOption option : known.topUps()) {
            text.addArray()
                    .add(option.supplierPackage())
                    .add(option.cost().amountMinor())
                    .add(option.cost().currency());
        }
        return text.toString();
    }

    static Known known(String packages, Optional<String> topUps) {
        var text = JSON.readTree(packages);
        var owned = new ArrayList<OwnedPackage>();
        for (int i = 3; i < text.size(); i++) {
            owned.add(ownedPackage(text.get(i)));
        }
        return new Known(
                List.copyOf(owned),
                topUps.map(SnapshotText::options).orElse(List.of()),
                number(text.get(0)),
                number(text.get(1)),
                text.get(2).isNull()
                        ? Optional.empty()
                        : Optional.of(text.get(2).stringValue()));
    }

    private static OwnedPackage ownedPackage(JsonNode item) {
        return new OwnedPackage(
                item.get(0).stringValue(),
                item.get(1).stringValue(),
                EsimWord.Status.valueOf(item.get(2).stringValue()),
                item.get(3).longValue(),
                item.get(4).longValue(),
                time(item.get(5)),
                time(item.get(6)),
                item.get(7).intValue());
    }

    private static List<TopUpOption> options(String topUps) {
        var options = new ArrayList<TopUpOption>();
        for (JsonNode option : JSON.readTree(topUps)) {
            options.add(new TopUpOption(
                    option.get(0).stringValue(),
                    Money.of(option.get(1).longValue(), option.get(2).stringValue())));
        }
        return List.copyOf(options);
    }

    private static void add(ArrayNode list, Optional<Integer> value) {
        value.ifPresentOrElse(list::add, list::addNull);
    }

    private static void addTime(ArrayNode list, Optional<Instant> time) {
        time.ifPresentOrElse(at -> list.add(at.toEpochMilli()), list::addNull);
    }

    private static Optional<Integer> number(JsonNode node) {
        return node.isNull() ? Optional.empty() : Optional.of(node.intValue());
    }

    private static Optional<Instant> time(JsonNode node) {
        return node.isNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(node.longValue()));
    }
}
