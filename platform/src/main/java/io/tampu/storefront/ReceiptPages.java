package io.tampu.storefront;

import io.tampu.invoices.CreditNote;
import io.tampu.invoices.Given;
import io.tampu.invoices.Paper;
import io.tampu.invoices.Papers;
import io.tampu.invoices.Receipt;
import io.tampu.invoices.Receipts;
import io.tampu.renewals.Promise;
import io.tampu.renewals.Renewal;
import io.tampu.renewals.Renewals;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
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

        Given given() {
            Promise promise = story.renewal().terms().promise();
            return new Given(promise.dataBytes(), promise.validityDays(), story.tail());
        }
    }

    private final Pages pages;
    private final Renewals renewals;
    private final Receipts receipts;
    private final Papers papers;
    private final Clock clock;

    ReceiptPages(Pages pages, Renewals renewals, Receipts receipts, Papers papers, Clock clock) {
        this.pages = pages;
        this.renewals = renewals;
        this.receipts = receipts;
        this.papers = papers;
        this.clock = clock;
    }

    @GetMapping("/renewals/{id}/receipt")
    ResponseEntity<byte[]> receipt(@PathVariable String id, SignedIn who, HttpServletRequest request) {
        return pages.show(request, "receipt", view(id, who, request));
    }

    @GetMapping("/renewals/{id}/receipt.pdf")
    ResponseEntity<byte[]> pdf(@PathVariable String id, SignedIn who, HttpServletRequest request) {
        View view = view(id, who, request);
        return file(
                new Paper.OfReceipt(view.receipt(), view.given(), view.story().cardMeans()),
                view.receipt().number(),
                who,
                request);
    }

    @GetMapping("/renewals/{id}/credit-notes/{note}.pdf")
    ResponseEntity<byte[]> notePdf(
            @PathVariable String id, @PathVariable String note, SignedIn who, HttpServletRequest request) {
        View view = view(id, who, request);
        UUID wanted = Addresses.id(note);
        CreditNote found = view.notes().stream()
                .filter(one -> one.refund().equals(wanted))
                .findFirst()
                .orElseThrow(NoSuchPage::new);
        return file(new Paper.OfCreditNote(found, view.receipt(), view.given()), found.number(), who, request);
    }

    private ResponseEntity<byte[]> file(Paper paper, String number, SignedIn who, HttpServletRequest request) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + number + ".pdf\"")
                .body(papers.pdf(paper, Pages.language(request), Visitor.LIMA));
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
                Within.of(renewals),
                false,
                clock.instant());
        return new View(receipt, receipts.creditNotes(renewal.id().value()), story);
    }
}
