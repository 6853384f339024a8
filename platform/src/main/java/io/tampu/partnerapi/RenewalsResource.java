package io.tampu.partnerapi;

import static io.tampu.partnerapi.PartnerKeyFilter.partner;

import io.tampu.accounts.Partner;
import io.tampu.checkout.Refund;
import io.tampu.checkout.Story;
import io.tampu.engine.Json;
import io.tampu.esims.Esims;
import io.tampu.invoices.CreditNote;
import io.tampu.invoices.Receipts;
import io.tampu.renewals.Pay;
import io.tampu.renewals.PayAnswer;
import io.tampu.renewals.RefundAnswer;
import io.tampu.renewals.RenewAnswer;
import io.tampu.renewals.RenewRequest;
import io.tampu.renewals.Renewal;
import io.tampu.renewals.RenewalId;
import io.tampu.renewals.RenewalState;
import io.tampu.renewals.Renewals;
import io.tampu.renewals.RequestKey;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Renewing over HTTP: {@code POST /api/v1/renewals} can be repeated blindly with the same key. */
@RestController
public class RenewalsResource {

    private static final String PATH = "/api/v1/renewals";
    private final Renewals renewals;
    private final Esims esims;
    private final Receipts receipts;

    public RenewalsResource(Renewals renewals, Esims esims, Receipts receipts) {
        this.renewals = renewals;
        this.esims = esims;
        this.receipts = receipts;
    }

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> renew(HttpServletRequest request) throws IOException {
        Partner partner = partner(request);
        RenewalBody body = RenewalBody.read(request);
        RequestKey key = body.key(request);
        RenewAnswer answer = renewals.renew(
                new RenewRequest(
                        partner.id(), body.iccid(), body.offer(), body.pay(), Optional.of(key), body.reference()),
                Preferences.wait(request));
        return switch (answer) {
            case RenewAnswer.Accepted(RenewalId id, String text) ->
                ResponseEntity.status(201)
                        .header("Location", link(id))
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(text);
            case RenewAnswer.KeyReused(RenewalId by) ->
                throw Refused.because(
                                ProblemCode.KEY_REUSED,
                                "This Idempotency-Key was used for another request: choose a new one.")
                        .with("renewal", link(by));
            case RenewAnswer.ReferenceUsed(RenewalId by) ->
                throw Refused.because(ProblemCode.REFERENCE_USED, "This reference was used for another renewal.")
                        .with("renewal", link(by));
            case RenewAnswer.InProgress(RenewalId by) -> throw inProgress(partner, by);
            case RenewAnswer.InsufficientBalance(var total) ->
                throw Refused.because(
                                ProblemCode.INSUFFICIENT_BALANCE,
                                "The balance does not cover " + total + ". Nothing was taken.")
                        .with("total", total);
            case RenewAnswer.CannotTakeMoney() -> throw noLink();
            case RenewAnswer.NoSuchBalance(String currency) ->
                throw RenewalBody.invalid(
                        ProblemCode.PAY_INVALID,
                        "Your balance is not in " + currency + ": let the money go back to 'original'.",
                        "pay.refundTo");
            case RenewAnswer.OfferLapsed() ->
                throw Refused.because(ProblemCode.OFFER_LAPSED, "The offer's time is over: ask for new offers.");
            case RenewAnswer.OfferInvalid(String why) -> throw invalidOffer(partner, body);
        };
    }

    @GetMapping(PATH + "/{id}")
    ResponseEntity<String> one(@PathVariable String id, HttpServletRequest request) {
        return idOf(id).flatMap(known -> renewals.find(partner(request).id(), known))
                .map(renewal -> json(views(List.of(renewal)).getFirst()))
                .orElseThrow(RenewalsResource::notFound);
    }

    /** Pays a renewal that awaits its money by another means. Can be repeated: a page that is open is given again. */
    @PostMapping(path = PATH + "/{id}/payments", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> pay(@PathVariable String id, HttpServletRequest request) throws IOException {
        Partner partner = partner(request);
        Pay pay = PayBody.readWhole(request);
        PayAnswer answer = idOf(id).flatMap(known -> renewals.pay(partner.id(), known, pay))
                .orElseThrow(RenewalsResource::notFound);
        return switch (answer) {
            case PayAnswer.Done(RenewalId done) -> one(done.toString(), request);
            case PayAnswer.NotAwaitingPayment(RenewalState state) ->
                throw Refused.because(
                        ProblemCode.NOT_AWAITING_PAYMENT, "This renewal is " + state + ": it cannot be paid again.");
            case PayAnswer.Lapsed() ->
                throw Refused.because(ProblemCode.OFFER_LAPSED, "The time to pay is over: ask for new offers.");
            case PayAnswer.InProgress(RenewalId by) -> throw inProgress(partner, by);
            case PayAnswer.InsufficientBalance(var total) ->
                throw Refused.because(
                                ProblemCode.INSUFFICIENT_BALANCE,
                                "The balance does not cover " + total + ". Nothing was taken.")
                        .with("total", total);
            case PayAnswer.TooManyPages() ->
                throw Refused.because(
                        ProblemCode.TRY_LATER, "Too many pages were asked for: pay from the balance, or begin anew.");
            case PayAnswer.CannotTakeMoney() -> throw noLink();
        };
    }

    /** Gives a delivered plan back that is unused and has not started. Can be repeated. */
    @PostMapping(path = PATH + "/{id}/refunds", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> giveBack(@PathVariable String id, HttpServletRequest request) throws IOException {
        Partner partner = partner(request);
        Refund.To to = PayBody.readRefundTo(request);
        RefundAnswer answer = idOf(id).flatMap(known -> renewals.giveBackUnused(partner.id(), known, to))
                .orElseThrow(RenewalsResource::notFound);
        return switch (answer) {
            case RefundAnswer.Begun(RenewalId done) -> one(done.toString(), request);
            case RefundAnswer.NotDelivered(RenewalState state) ->
                throw Refused.because(
                        ProblemCode.NOT_REFUNDABLE,
                        "This renewal is " + state + ": what is not delivered goes back by itself.");
            case RefundAnswer.TooLate(int days) ->
                throw Refused.because(
                        ProblemCode.NOT_REFUNDABLE, "An unused plan can be given back for " + days + " days.");
            case RefundAnswer.Used() ->
                throw Refused.because(
                        ProblemCode.NOT_REFUNDABLE,
                        "The plan has started, or some of it is used: the seller's staff decides. Ask them.");
            case RefundAnswer.NotKnownNow() ->
                throw Refused.because(
                        ProblemCode.TRY_LATER,
                        "The wholesaler does not say now whether it is unused: try again later.");
            case RefundAnswer.TooMuch(String why) -> throw Refused.because(ProblemCode.NOT_REFUNDABLE, why + ".");
        };
    }

    /** Its link only to whose renewal it is. */
    private Refused inProgress(Partner partner, RenewalId by) {
        Refused refused = Refused.because(
                ProblemCode.RENEWAL_IN_PROGRESS,
                "This eSIM is being renewed: wait for that renewal to end. Nothing was taken for this one.");
        return renewals.find(partner.id(), by).isPresent() ? refused.with("renewal", link(by)) : refused;
    }

    private static Refused noLink() {
        return Refused.because(
                ProblemCode.LINK_NOT_POSSIBLE, "This seller takes no payments by link: pay from the balance.");
    }

    private static Refused notFound() {
        return Refused.because(ProblemCode.RENEWAL_NOT_FOUND, "You have no renewal with this id.");
    }

    /** A page of renewals, oldest first; {@code next} is the {@code after} of the next one, null on the last. */
    record Page(List<RenewalView> renewals, @Nullable String next) {}

    @GetMapping(PATH)
    ResponseEntity<String> list(
            @RequestParam(required = false) @Nullable String reference,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit,
            HttpServletRequest request) {
        Partner partner = partner(request);
        if (reference != null && !reference.isEmpty()) {
            return json(new Page(
                    views(renewals.findByReference(partner.id(), Texts.reference(reference)).stream()
                            .toList()),
                    null));
        }
        int size = Paging.limit(limit);
        Optional<RenewalId> start = Paging.after(after).map(RenewalId::new);
        List<Renewal> found = renewals.list(partner.id(), start, size + 1);
        List<Renewal> page = found.subList(0, Math.min(size, found.size()));
        return json(
                new Page(views(page), found.size() > size ? page.getLast().id().toString() : null));
    }

    /** With their money, and with the credit notes of those that have any refund. */
    private List<RenewalView> views(List<Renewal> page) {
        Map<UUID, Story> money = renewals.money(page);
        Map<UUID, List<CreditNote>> notes = receipts.creditNotes(money.entrySet().stream()
                .filter(of -> !of.getValue().refunds().isEmpty())
                .map(Map.Entry::getKey)
                .toList());
        return page.stream()
                .map(renewal -> RenewalView.of(
                        renewal,
                        money.getOrDefault(renewal.id().value(), Story.NONE),
                        notes.getOrDefault(renewal.id().value(), List.of())))
                .toList();
    }

    static String link(RenewalId id) {
        return PATH + "/" + id;
    }

    private Refused invalidOffer(Partner partner, RenewalBody body) {
        if (esims.find(partner.id(), body.iccid()).isEmpty()) {
            return EsimsResource.notFound();
        }
        return Refused.because(
                ProblemCode.OFFER_INVALID,
                "This is not an offer that was made to you for this eSIM: ask for its offers.");
    }

    private static Optional<RenewalId> idOf(String text) {
        try {
            return Optional.of(RenewalId.parse(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private static ResponseEntity<String> json(Object view) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(Json.write(view));
    }
}
