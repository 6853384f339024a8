package io.tampu.sandbox.phones;

import java.util.List;

/**
 * Who carries a plan. All operators here are samples.
 *
 * @param supplier the wholesaler that sells it
 * @param countries ISO codes of the countries covered
 * @param rechargeable whether top-ups are sold for its eSIMs
 * @param graceDays days from exhausted or expired until its eSIM is recycled
 * @param installDays days until an eSIM that was never used is recycled
 */
public record Operator(
        String supplier,
        int id,
        String slug,
        String title,
        boolean global,
        List<String> countries,
        boolean rechargeable,
        int graceDays,
        int installDays) {}
