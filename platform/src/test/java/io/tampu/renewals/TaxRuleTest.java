package io.tampu.renewals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tampu.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tax in a price that includes it. */
class TaxRuleTest {

    @ParameterizedTest
    @CsvSource({
        "PE-IGV-18, 1.18, 0.18",
        "PE-IGV-18, 4.72, 0.72",
        "PE-IGV-18, 3.90, 0.59",
        "PE-IGV-18, 0.03, 0.00",
        "PE-IGV-18, 0.04, 0.01",
        "PE-IGV-18, 1000000.00, 152542.37",
        "NONE,      3.90, 0.00"
    })
    void theTaxIsRoundedHalfUpToTheCent(String rule, String total, String tax) {
        assertThat(TaxRule.parse(rule).taxIn(Money.usd(total))).isEqualTo(Money.usd(tax));
    }

    @Test
    void anUnknownRuleNamesTheRulesThereAre() {
        assertThatThrownBy(() -> TaxRule.parse("VAT")).hasMessage("not a tax rule: VAT (there are NONE and PE-IGV-18)");
    }
}
