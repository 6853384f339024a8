package io.tampu.storefront;

import io.tampu.invoices.CreditNote;
import io.tampu.invoices.Receipt;
import io.tampu.invoices.Receipts;
import io.tampu.renewals.Renewal;
import io.tampu.renewals.Renewals;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The receipt of a renewal, and what was taken back of it: to be read, and to be kept. */
@RestController
final class ReceiptPages {

    /** @param story of the same renewal, for what is not on the paper */
    record View(Receipt receipt, List<CreditNote> notes, Timeline story) {

        String address() {
            return story.address() + "/receipt";
        }
    }

    private final Pages pages;
    private final Renewals renewals;
    private final Receipts receipts;
    private final Clock clock;

    ReceiptPages(Pages pages, Renewals renewals, Receipts receipts, Clock clock) {
        this.pages = pages;
        this.renewals = renewals;
        this.receipts = receipts;
        this.clock = clock;
    }

    @GetMapping("/renewals/{id}/receipt")
    ResponseEntity<byte[]> receipt(@PathVariable String id, SignedIn who, HttpServletRequest request) {
        return pages.show(request, "receipt", view(id, who, request));
    }

    private View view(String id, SignedIn who, HttpServletRequest request) {
        Renewal renewal = renewals.find(who.id(), Addresses.renewalId(id)).orElseThrow(NoSuchPage::new);
        Receipt receipt = receipts.find(renewal.id().value()).orElseThrow(NoSuchPage::new);
        var story = new Timeline(
                pages.page(request),
                renewal,
                renewals.money(renewal),
                Optional.empty(),
                false,
                Optional.empty(),
                clock.instant());
        return new View(receipt, receipts.creditNotes(renewal.id().value()), story);
    }
}
