package io.tampu.suppliers;

/**
 * A top-up to be ordered.
 *
 * @param mark our id for the order at the other side, made before the first try and never anew: 26 base-32 characters
 * @param iccid the eSIM's ICCID, 18 to 22 digits
 * @param supplierPackage the wholesaler's own id of the package
 */
public record TopUpOrder(String mark, String iccid, String supplierPackage) {}
