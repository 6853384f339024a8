package io.tampu.storefront;

import io.tampu.checkout.Refund;
import io.tampu.engine.Ids;
import io.tampu.ledger.Ledger;
import io.tampu.renewals.RefundAnswer;
import io.tampu.renewals.Renewal;
import io.tampu.renewals.RenewalId;
import io.tampu.renewals.RenewalState;
import io.tampu.renewals.Renewals;
import io.tampu.renewals.Secured;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** My renewals, and the story of each: the same truth on each device, after a reload, after the browser died. */
@RestController
final class RenewalPages {

    private static final int A_PAGE = 20;

    /** @param older the address of the next page */
    record ListView(List<RenewalLine> lines, Optional<String> older) {}

    private final Pages pages;
    private final Renewals renewals;
    private final Ledger ledger;
    private final TakePayment takePayment;
    private final Clock clock;

    RenewalPages(Pages pages, Renewals renewals, Ledger ledger, TakePayment takePayment, Clock clock) {
        this.pages = pages;
        this.renewals = renewals;
        this.ledger = ledger;
        this.takePayment = takePayment;
        this.clock = clock;
    }

    @GetMapping("/renewals")
    ResponseEntity<byte[]> list(
            @RequestParam(defaultValue = "") String before, SignedIn who, HttpServletRequest request) {
        Page page = pages.page(request);
        Optional<RenewalId> place = before.isEmpty() ? Optional.empty() : Optional.of(Addresses.renewalId(before));
        List<Renewal> found = renewals.newest(who.id(), place, A_PAGE + 1);
        List<Renewal> shown = found.subList(0, Math.min(A_PAGE, found.size()));
        return pages.show(
                request,
                "renewals",
                new ListView(
                        shown.stream()
                                .map(renewal -> RenewalLine.of(page, renewal))
                                .toList(),
                        found.size() > A_PAGE
                                ? Optional.of(
                                        "/renewals?before=" + shown.getLast().id())
                                : Optional.empty()));
    }

    @GetMapping("/renewals/{id}")
    ResponseEntity<byte[]> one(@PathVariable String id, SignedIn who, Visitor visitor, HttpServletRequest request) {
        return show(find(who, id), who, visitor, request, HttpStatus.OK, Optional.empty());
    }

    /** Where a payer comes back to whose renewal had no id yet when its payment page was asked for. */
    @GetMapping("/renewals/by-key/{key}")
    ResponseEntity<byte[]> byKey(@PathVariable String key, SignedIn who) {
        Renewal renewal = renewals.findByReference(who.id(), TakePayment.reference(Ids.text(Addresses.id(key))))
                .orElseThrow(NoSuchPage::new);
        return Pages.goTo(Addresses.back(Addresses.renewal(renewal.id())));
    }

    /** Pays by the next means. */
    @PostMapping(
            path = "/renewals/{id}",
            params = {"means", "!give-back"})
    ResponseEntity<byte[]> pay(
            @PathVariable String id,
            @RequestParam String means,
            SignedIn who,
            Visitor visitor,
            HttpServletRequest request) {
        Renewal renewal = find(who, id);
        TakePayment.Answer answer = takePayment.goOn(who, renewal, means, visitor.language(), request);
        return switch (answer) {
            case TakePayment.Answer.GoTo(String where) -> Pages.goTo(where);
            case TakePayment.Answer.Not(String why) ->
                show(renewal, who, visitor, request, HttpStatus.CONFLICT, Optional.of(why));
        };
    }

    /** Gives an unused plan back. */
    @PostMapping(
            path = "/renewals/{id}",
            params = {"give-back", "!means"})
    ResponseEntity<byte[]> giveBack(
            @PathVariable String id, SignedIn who, Visitor visitor, HttpServletRequest request) {
        Renewal renewal = find(who, id);
        Refund.To to =
                renewal.secured().filter(by -> by == Secured.HOLD).isPresent() ? Refund.To.BALANCE : Refund.To.ORIGINAL;
        RefundAnswer answer =
                renewals.giveBackUnused(who.id(), renewal.id(), to).orElseThrow(NoSuchPage::new);
        return switch (answer) {
            case RefundAnswer.Begun(RenewalId begun) -> Pages.goTo(Addresses.renewal(begun));
            case RefundAnswer.NotDelivered(RenewalState state) -> Pages.goTo(Addresses.renewal(renewal.id()));
            case RefundAnswer.TooLate(int days) -> not(renewal, who, visitor, request, "give-back.too-late");
            case RefundAnswer.Used() -> not(renewal, who, visitor, request, "give-back.used");
            case RefundAnswer.NotKnownNow() -> not(renewal, who, visitor, request, "give-back.not-now");
            case RefundAnswer.TooMuch(String why) -> not(renewal, who, visitor, request, "give-back.used");
        };
    }

    private ResponseEntity<byte[]> not(
            Renewal renewal, SignedIn who, Visitor visitor, HttpServletRequest request, String why) {
        return show(renewal, who, visitor, request, HttpStatus.CONFLICT, Optional.of(why));
    }

    private ResponseEntity<byte[]> show(
            Renewal renewal,
            SignedIn who,
            Visitor visitor,
            HttpServletRequest request,
            HttpStatus status,
            Optional<String> problem) {
        var view = new Timeline(
                pages.page(request),
                renewal,
                renewals.money(renewal),
                ledger.available(who.id()),
                takePayment.canTakeCards(),
                problem,
                Within.of(renewals),
                Addresses.isBack(request),
                clock.instant());
        return visitor.isLive()
                ? pages.live(request, "renewal-live", view, view.seen(), view.isMoving())
                : pages.show(request, status, "renewal", view);
    }

    private Renewal find(SignedIn who, String id) {
        return renewals.find(who.id(), Addresses.renewalId(id)).orElseThrow(NoSuchPage::new);
    }
}
