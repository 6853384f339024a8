package io.tampu.storefront;

import io.tampu.engine.Ids;
import io.tampu.esims.Esim;
import io.tampu.esims.EsimId;
import io.tampu.esims.Esims;
import io.tampu.esims.Snapshot;
import io.tampu.renewals.Renewal;
import io.tampu.renewals.Renewals;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** My eSIMs: what is left on each, and what needs its owner. For those whom we do not know: what this is, and how to sign in. */
@RestController
final class HomePage {

    /** More on one page is a list that nobody reads. */
    static final int A_PAGE = 20;

    /** Renewals under way are among the newest. */
    private static final int RECENT = 20;

    /**
     * @param cards what needs its owner first
     * @param older where those are that were added before
     */
    record View(String headline, Optional<String> moment, List<EsimCard> cards, Optional<String> older) {}

    private final Pages pages;
    private final Esims esims;
    private final Renewals renewals;
    private final Clock clock;

    HomePage(Pages pages, Esims esims, Renewals renewals, Clock clock) {
        this.pages = pages;
        this.esims = esims;
        this.renewals = renewals;
        this.clock = clock;
    }

    @GetMapping("/")
    ResponseEntity<byte[]> home(
            @RequestParam(defaultValue = "") String before, Visitor visitor, HttpServletRequest request) {
        return visitor.signedIn()
                .map(who -> mine(who, before, request))
                .orElseGet(() -> pages.show(request, "welcome", SignInPages.Form.empty("/")));
    }

    private ResponseEntity<byte[]> mine(SignedIn who, String before, HttpServletRequest request) {
        Instant now = clock.instant();
        esims.takeBought(who.id(), who.customer().email());
        Optional<EsimId> place = before.isEmpty() ? Optional.empty() : Optional.of(Addresses.esimId(before));
        List<Esim> found = esims.ofOwner(who.id(), place, A_PAGE + 1);
        List<Renewal> open = renewals.openAmongNewest(who.id(), RECENT);
        List<Esim> owned = new ArrayList<>(found.subList(0, Math.min(A_PAGE, found.size())));
        Optional<String> older = found.size() > A_PAGE
                ? Optional.of("/?before=" + Ids.text(owned.getLast().id().value()))
                : Optional.empty();
        if (place.isEmpty()) {
            owned.addAll(busyBesides(owned, open, who));
        }
        Map<EsimId, Snapshot> known = esims.freshEnough(owned);
        List<EsimCard> cards = owned.stream()
                .map(esim -> new EsimCard(
                        esim,
                        Standing.of(Optional.ofNullable(known.get(esim.id())), now),
                        open.stream()
                                .filter(one -> one.terms().esim().equals(esim.id()))
                                .findFirst(),
                        now))
                .sorted(Comparator.comparingInt(HomePage::urgency))
                .toList();
        Page page = pages.page(request);
        return pages.show(request, "home", new View(headline(page, cards), moment(page, cards), cards, older));
    }

    /** What is being renewed comes first, however long ago it was bought. */
    private List<Esim> busyBesides(List<Esim> shown, List<Renewal> open, SignedIn who) {
        Set<EsimId> busy = open.stream()
                .map(renewal -> renewal.terms().esim())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        shown.forEach(esim -> busy.remove(esim.id()));
        return busy.isEmpty()
                ? List.of()
                : esims.findAll(busy).stream()
                        .filter(esim -> esim.owner().equals(Optional.of(who.id())))
                        .toList();
    }

    private static int urgency(EsimCard card) {
        if (card.isBusy()) {
            return 0;
        }
        return card.needsCare() ? 1 : card.standing().mayBeRenewed() ? 2 : 3;
    }

    /** The answer to why somebody came: a full sentence about what is most urgent. */
    private static String headline(Page page, List<EsimCard> cards) {
        if (cards.isEmpty()) {
            return page.say("home.none");
        }
        EsimCard first = cards.getFirst();
        if (first.isBusy()) {
            return page.sayOfOr(
                    "home.renewal.", first.renewal().orElseThrow().state().name(), "PAID");
        }
        return first.sentence(page, cards.size() == 1 ? page.say("home.network") : first.name(page));
    }

    private static Optional<String> moment(Page page, List<EsimCard> cards) {
        return cards.stream()
                .findFirst()
                .filter(first -> !first.isBusy())
                .flatMap(first -> first.standing().onlineUntil())
                .map(page::moment);
    }
}
