package io.tampu.bench.kills;

import java.math.BigDecimal;

/** Cents as a person writes them. */
final class Money {

    private Money() {}

    static String text(long minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }
}
