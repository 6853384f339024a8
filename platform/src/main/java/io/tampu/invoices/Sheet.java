package io.tampu.invoices;

import java.util.List;

/**
 * A paper in one language, ready to be laid out: nothing but texts.
 *
 * @param lang for assistive technology
 * @param seller the lines under the seller's name
 * @param total the line that stands out
 */
record Sheet(
        String lang,
        String title,
        String about,
        String heading,
        String sellerName,
        List<String> seller,
        List<Row> facts,
        List<Row> sums,
        Row total,
        List<String> notes) {

    record Row(String what, String is) {}
}
