package io.tampu.sandbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.sandbox.phones.OwnedPackage;
import io.tampu.sandbox.phones.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DescriptionIndexTest {

    private static final Plan PLAN = new Plan(
            "any",
            new io.tampu.sandbox.phones.Operator("airalo", 1, "any", "Any", false, List.of("PE"), true, 1, 1),
            true,
            1024,
            7,
            false,
            0,
            0,
            300,
            240);

    private final List<OwnedPackage> sales = new ArrayList<>();
    private final List<Integer> read = new ArrayList<>();
    private final DescriptionIndex index = new DescriptionIndex(position -> {
        read.add(position);
        return sales.get(position);
    });

    private void sell(String description) {
        sales.add(OwnedPackage.sold(sales.size() + 1, 1, 0, PLAN, 240, description, 1));
        index.add(sales.size() - 1, description);
    }

    @Test
    void itFindsWhatReadingAllWouldFind() {
        var random = new Random(7);
        for (int i = 0; i < 5000; i++) {
            sell(IntStream.range(0, random.nextInt(6))
                    .mapToObj(letter -> "aBc".substring(random.nextInt(3)).substring(0, 1))
                    .reduce("", String::concat));
        }

        for (var part : List.of("", "a", "B", "ab", "CC", "abc", "bbbbb", "cabca", "abcabc")) {
            var expected = IntStream.range(0, sales.size())
                    .filter(i ->
                            sales.get(i).description().toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)))
                    .boxed()
                    .toList();
            assertThat(index.containing(part)).as(part).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void aMarkAmongMarksOfItsLengthIsFoundWithoutReadingTheOthers() {
        for (int i = 0; i < 20_000; i++) {
            sell("01J%023d".formatted(i));
        }
        read.clear();

        assertThat(index.containing("01J%023d".formatted(12_345))).containsExactly(12_345);
        assertThat(read).hasSizeLessThan(20);
    }
}
