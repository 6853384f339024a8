package io.tampu.invoices;

/**
 * Who sells, as a paper names them.
 *
 * @param taxId in Peru the RUC; may be empty
 * @param address may be empty
 * @param email where buyers ask for help; may be empty
 */
public record Seller(String name, String taxId, String address, String email) {

    public Seller {
        if (name.isBlank()) {
            throw new IllegalArgumentException("the seller's name is blank");
        }
    }
}
