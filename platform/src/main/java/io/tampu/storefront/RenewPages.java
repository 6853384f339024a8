package io.tampu.storefront;

import io.tampu.catalog.Plan;
import io.tampu.engine.Ids;
import io.tampu.esims.Esim;
import io.tampu.esims.Esims;
import io.tampu.ledger.Ledger;
import io.tampu.renewals.Offered;
import io.tampu.renewals.Renewal;
import io.tampu.renewals.Renewals;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Choose, see exactly what will happen, pay. What happens then is followed on the renewal's own page. */
@RestController
final class RenewPages {

    /**
     * The plans there are.
     *
     * @param refused why others do not fit, with those that do not
     * @param recent a renewal of this eSIM that is not over, or was delivered just now
     */
    record Choice(
            EsimCard card, List<Group> groups, String networks, List<Refused> refused, Optional<Renewal> recent) {}

    /** Plans of one length. */
    record Group(Plan.Kind kind, List<Fitting> plans) {}

    record Fitting(
            String code, String data, String lasts, String price, String aDay, String details, boolean isFirst) {}

    record Refused(String why, List<String> plans) {}

    private final Pages pages;
    private final Esims esims;
    private final Renewals renewals;
    private final Ledger ledger;
    private final TakePayment takePayment;
    private final Clock clock;
    private final Ids ids;

    RenewPages(
            Pages pages, Esims esims, Renewals renewals, Ledger ledger, TakePayment takePayment, Clock clock, Ids ids) {
        this.pages = pages;
        this.esims = esims;
        this.renewals = renewals;
        this.ledger = ledger;
        this.takePayment = takePayment;
        this.clock = clock;
        this.ids = ids;
    }

    @GetMapping("/esims/{id}/renew")
    ResponseEntity<byte[]> choose(@PathVariable String id, SignedIn who, HttpServletRequest request) {
        Esim esim = find(who, id);
        Page page = pages.page(request);
        Offered offered = renewals.offers(who.id(), esim);
        Instant now = clock.instant();
        var card = new EsimCard(esim, Standing.of(esims.snapshot(esim.id()), now), Optional.empty(), now);
        return pages.show(
                request,
                "choose",
                new Choice(
                        card,
                        groups(page, offered, card),
                        networks(page, offered),
                        refused(page, offered),
                        takePayment.recent(who.id(), esim)));
    }

    @GetMapping("/esims/{id}/preview")
    ResponseEntity<byte[]> preview(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String plan,
            SignedIn who,
            HttpServletRequest request) {
        return preview(find(who, id), plan, who, request, HttpStatus.OK, Optional.empty());
    }

    /** Sent twice with the same key, it is one renewal. */
    @PostMapping("/esims/{id}/preview")
    ResponseEntity<byte[]> pay(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String plan,
            @RequestParam(defaultValue = "") String offer,
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String means,
            @RequestParam(name = "once-more", defaultValue = "") String onceMore,
            SignedIn who,
            Visitor visitor,
            HttpServletRequest request) {
        Esim esim = find(who, id);
        TakePayment.Answer answer = takePayment.begin(
                new TakePayment.Wish(who, esim, offer, key, means, !onceMore.isEmpty(), visitor.language()), request);
        return switch (answer) {
            case TakePayment.Answer.GoTo(String where) -> Pages.goTo(where);
            case TakePayment.Answer.Not(String why) ->
                preview(esim, plan, who, request, HttpStatus.CONFLICT, Optional.of(why));
        };
    }

    private ResponseEntity<byte[]> preview(
            Esim esim,
            String plan,
            SignedIn who,
            HttpServletRequest request,
            HttpStatus status,
            Optional<String> problem) {
        Optional<Offered.Line> line = renewals.offers(who.id(), esim).lines().stream()
                .filter(one -> one.plan().code().equals(plan) && one.id().isPresent())
                .findFirst();
        if (line.isEmpty()) {
            return Pages.goTo(Addresses.esim(esim.id()) + "/renew");
        }
        return pages.show(
                request,
                status,
                "preview",
                new Preview(
                        pages.page(request),
                        esim,
                        line.get(),
                        ledger.available(who.id()),
                        takePayment.canTakeCards(),
                        Ids.text(ids.newBeside(who.id())),
                        renewals.patience().delivery(),
                        renewals.patience().openAtSupplier(),
                        problem,
                        takePayment.recent(who.id(), esim),
                        clock.instant()));
    }

    private static List<Group> groups(Page page, Offered offered, EsimCard card) {
        Map<Plan.Kind, List<Fitting>> groups = new TreeMap<>();
        Optional<Long> pace = card.standing().bytesADay(card.now());
        boolean isFirst = true;
        for (Offered.Line line : offered.lines()) {
            if (line.id().isPresent()) {
                groups.computeIfAbsent(line.plan().kind(), kind -> new ArrayList<>())
                        .add(fitting(page, line.plan(), pace, isFirst));
                isFirst = false;
            }
        }
        return groups.entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getValue()))
                .toList();
    }

    /** Those of all plans that fit, each once: one supplier's plans of one country mostly share theirs. */
    private static String networks(Page page, Offered offered) {
        return offered.lines().stream()
                .filter(line -> line.id().isPresent())
                .flatMap(line -> line.plan().networks().stream())
                .map(Plan.Network::brand)
                .distinct()
                .collect(Collectors.joining(page.say("list.comma")));
    }

    private static Fitting fitting(Page page, Plan plan, Optional<Long> pace, boolean isFirst) {
        return new Fitting(
                plan.code(),
                PlanWords.data(page, plan.dataBytes()),
                page.say("plan.days", plan.validityDays()),
                page.money(plan.price()),
                page.say("plan.a-day", page.money(PlanWords.aDay(plan))),
                pace.filter(bytes -> !plan.isUnlimited())
                                .map(bytes -> pace(page, plan, plan.dataBytes() / bytes))
                                .orElse("")
                        + extras(page, plan),
                isFirst);
    }

    private static String pace(Page page, Plan plan, long days) {
        return days >= plan.validityDays() ? page.say("plan.enough") : page.say("plan.pace", Math.max(1, days));
    }

    private static String extras(Page page, Plan plan) {
        String text = plan.voiceMinutes() > 0 ? " " + page.say("plan.minutes", plan.voiceMinutes()) : "";
        return text + (plan.smsCount() > 0 ? " " + page.say("plan.messages", plan.smsCount()) : "");
    }

    private static List<Refused> refused(Page page, Offered offered) {
        Map<Offered.Reason, List<String>> reasons = new TreeMap<>();
        Set<String> offeredWords = offered.lines().stream()
                .filter(line -> line.reason().isEmpty())
                .map(line -> words(page, line.plan()))
                .collect(Collectors.toSet());
        for (Offered.Line line : offered.lines()) {
            // Of two operators' plans that read alike, the one that fits is enough.
            line.reason()
                    .filter(why -> !offeredWords.contains(words(page, line.plan())))
                    .ifPresent(why -> reasons.computeIfAbsent(why, none -> new ArrayList<>())
                            .add(words(page, line.plan())));
        }
        return reasons.entrySet().stream()
                .map(reason -> new Refused(page.sayOf("reason.", reason.getKey().code()), reason.getValue()))
                .toList();
    }

    private static String words(Page page, Plan plan) {
        return PlanWords.of(page, plan.validityDays(), plan.dataBytes());
    }

    private Esim find(SignedIn who, String id) {
        return esims.findOfOwner(who.id(), Addresses.esimId(id)).orElseThrow(NoSuchPage::new);
    }
}
