package io.tampu.storefront;

import io.tampu.accounts.CodeAnswer;
import io.tampu.accounts.CodeAsked;
import io.tampu.accounts.SignIns;
import io.tampu.esims.Esim;
import io.tampu.esims.EsimId;
import io.tampu.esims.Esims;
import io.tampu.renewals.Renewal;
import io.tampu.renewals.Renewals;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One eSIM: what is on it, its name, how to get online with it; and adding one that was bought elsewhere. */
@RestController
final class EsimPages {

    private static final int RECENT = 50;
    /** What somebody remembers; the rest is among all renewals. */
    private static final int MOST_LINES = 10;

    record View(
            EsimCard card,
            String headline,
            Optional<Instant> renewableUntil,
            List<RenewalLine> renewals,
            boolean hasOlder) {}

    /**
     * Adding an eSIM.
     *
     * @param isAsked a code is on its way, if there is such an eSIM
     */
    record AddForm(String iccid, String email, boolean isAsked, Optional<String> problem, long number) {

        static AddForm empty(String email) {
            return new AddForm("", email, false, Optional.empty(), 0);
        }
    }

    private final Pages pages;
    private final Esims esims;
    private final SignIns signIns;
    private final Renewals renewals;
    private final Clock clock;

    EsimPages(Pages pages, Esims esims, SignIns signIns, Renewals renewals, Clock clock) {
        this.pages = pages;
        this.esims = esims;
        this.signIns = signIns;
        this.renewals = renewals;
        this.clock = clock;
    }

    @GetMapping("/esims/{id}")
    ResponseEntity<byte[]> one(@PathVariable String id, SignedIn who, HttpServletRequest request) {
        Esim esim = find(who, id);
        Instant now = clock.instant();
        Page page = pages.page(request);
        List<Renewal> found = renewals.ofEsimAmongNewest(who.id(), esim.id(), RECENT, MOST_LINES + 1);
        List<RenewalLine> lines = found.stream()
                .limit(MOST_LINES)
                .map(renewal -> RenewalLine.of(page, renewal))
                .toList();
        var card = new EsimCard(esim, Standing.of(Optional.of(esims.freshEnough(esim)), now), Optional.empty(), now);
        return pages.show(
                request,
                "esim",
                new View(
                        card,
                        card.sentence(page, EsimCard.name(page, esim)),
                        renewableUntil(card),
                        lines,
                        found.size() > MOST_LINES));
    }

    private Optional<Instant> renewableUntil(EsimCard card) {
        return card.standing()
                .lastEnd()
                .map(end -> renewals.renewableUntil(card.esim(), end))
                .filter(until -> until.isAfter(card.now()) && card.standing().mayBeRenewed());
    }

    @PostMapping("/esims/{id}")
    ResponseEntity<byte[]> rename(
            @PathVariable String id, @RequestParam(defaultValue = "") String label, SignedIn who) {
        Esim esim = find(who, id);
        esims.rename(who.id(), esim.id(), label);
        return Pages.goTo(Addresses.esim(esim.id()));
    }

    @GetMapping("/esims/add")
    ResponseEntity<byte[]> addForm(SignedIn who, HttpServletRequest request) {
        return pages.show(request, "esim-add", AddForm.empty(who.customer().email()));
    }

    /** The answer is the same whether there is such an eSIM or not: whoever has its letters will know. */
    @PostMapping("/esims/add")
    ResponseEntity<byte[]> ask(
            @RequestParam(defaultValue = "") String iccid,
            @RequestParam(defaultValue = "") String email,
            SignedIn who,
            Visitor visitor,
            HttpServletRequest request) {
        if (!Esims.isIccid(iccid)) {
            return wrong(request, new AddForm(iccid, email, false, Optional.of("add.not-an-iccid"), 0));
        }
        Optional<SignIns.Claimed> found = esims.findForClaim(iccid, email)
                .map(esim -> new SignIns.Claimed(
                        esim.id().value(),
                        EsimCard.tail(esim.iccid()),
                        esim.customerEmail().orElseThrow()));
        CodeAsked asked = signIns.askToClaim(who.session(), email, found, visitor.from());
        return switch (asked) {
            case CodeAsked.Sent() -> Pages.goTo("/esims/add/code");
            case CodeAsked.NotAnAddress() ->
                wrong(request, new AddForm(iccid, email, false, Optional.of("sign-in.not-an-address"), 0));
            case CodeAsked.ProveFirst() -> throw new IllegalStateException("adding an eSIM needs no proof");
            case CodeAsked.TooOften(Instant again) -> {
                TooSoon wait = TooSoon.until(again, clock.instant());
                yield wrong(request, new AddForm(iccid, email, false, Optional.of(wait.key()), wait.number()));
            }
        };
    }

    @GetMapping("/esims/add/code")
    ResponseEntity<byte[]> codeForm(SignedIn who, HttpServletRequest request) {
        return pages.show(request, "esim-add", new AddForm("", "", true, Optional.empty(), 0));
    }

    @PostMapping("/esims/add/code")
    ResponseEntity<byte[]> add(@RequestParam(defaultValue = "") String code, SignedIn who, HttpServletRequest request) {
        CodeAnswer<UUID> answer = signIns.claim(who.session(), code);
        return switch (answer) {
            case CodeAnswer.Right<UUID>(UUID esim) ->
                esims.own(who.id(), new EsimId(esim))
                        ? Pages.goTo(Addresses.esim(new EsimId(esim)))
                        : wrong(request, new AddForm("", who.customer().email(), false, Optional.of("code.lapsed"), 0));
            case CodeAnswer.WrongCode<UUID>(int triesLeft) ->
                wrong(request, new AddForm("", "", true, Optional.of("code.wrong"), triesLeft));
            case CodeAnswer.Lapsed<UUID>() ->
                wrong(request, new AddForm("", who.customer().email(), false, Optional.of("code.lapsed"), 0));
        };
    }

    private ResponseEntity<byte[]> wrong(HttpServletRequest request, AddForm form) {
        return pages.show(request, HttpStatus.UNPROCESSABLE_CONTENT, "esim-add", form);
    }

    private Esim find(SignedIn who, String id) {
        return esims.findOfOwner(who.id(), Addresses.esimId(id)).orElseThrow(NoSuchPage::new);
    }
}
