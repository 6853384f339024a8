package io.tampu.storefront;

import io.tampu.accounts.CodeAnswer;
import io.tampu.accounts.CodeAsked;
import io.tampu.accounts.Customer;
import io.tampu.accounts.Customers;
import io.tampu.accounts.Session;
import io.tampu.accounts.SignIns;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** My account: address, zone, where I am signed in. The address is changed in three steps, each of which shows who is there. */
@RestController
final class AccountPages {

    private static final Set<String> STEPS_WITH_ADDRESS = Set.of("start", "prove", "code");

    /** The last ones: whoever has more signs them all out. */
    private static final int MOST_DEVICES = 10;

    /** A zone that can be chosen. */
    record Zone(String id, String words, boolean isChosen) {}

    /** Where somebody is signed in. */
    record Device(String name, String used, boolean isThis) {}

    record View(String email, List<Zone> zones, List<Device> devices) {}

    /**
     * Changing the address.
     *
     * @param step {@code start}, {@code prove} (a code to the old address), {@code address}, {@code code} (one to the new)
     * @param wanted what was typed as the new one, to be mended; empty on the other steps
     */
    record Change(String step, String email, String wanted, Optional<String> problem, long number) {}

    private final Pages pages;
    private final SignIns signIns;
    private final Customers customers;
    private final Clock clock;

    AccountPages(Pages pages, SignIns signIns, Customers customers, Clock clock) {
        this.pages = pages;
        this.signIns = signIns;
        this.customers = customers;
        this.clock = clock;
    }

    @GetMapping("/account")
    ResponseEntity<byte[]> account(SignedIn who, HttpServletRequest request) {
        Page page = pages.page(request);
        Instant now = clock.instant();
        List<Zone> zones = Zones.choice().stream()
                .map(zone -> new Zone(zone.getId(), Zones.inList(zone, page.language(), now), zone.equals(who.zone())))
                .toList();
        List<Device> devices = signIns.list(who.id()).stream()
                .limit(MOST_DEVICES)
                .map(session -> device(page, who, session))
                .toList();
        return pages.show(request, "account", new View(who.customer().email(), zones, devices));
    }

    @PostMapping(
            path = "/account",
            params = {"zone", "!end-others"})
    ResponseEntity<byte[]> zone(@RequestParam String zone, SignedIn who) {
        Zones.choice().stream()
                .map(ZoneId::getId)
                .filter(zone::equals)
                .findFirst()
                .ifPresent(known -> customers.setZone(who.id(), ZoneId.of(known)));
        return Pages.goTo("/account");
    }

    @PostMapping(
            path = "/account",
            params = {"end-others", "!zone"})
    ResponseEntity<byte[]> endOthers(SignedIn who) {
        signIns.endOthers(who.session());
        return Pages.goTo("/account");
    }

    /** Each step has an address: a letter is read elsewhere, and the browser may have forgotten the page meanwhile. */
    @GetMapping("/account/email")
    ResponseEntity<byte[]> change(
            @RequestParam(defaultValue = "") String step, SignedIn who, HttpServletRequest request) {
        String first = isProved(who) ? "address" : "start";
        String shown = STEPS_WITH_ADDRESS.contains(step) ? step : first;
        return step(request, HttpStatus.OK, who, shown, "", Optional.empty(), 0);
    }

    @PostMapping(path = "/account/email", params = "step=start")
    ResponseEntity<byte[]> askToProve(SignedIn who, Visitor visitor, HttpServletRequest request) {
        return sent(signIns.askToProve(who.session(), visitor.from()), who, request, "start", "", "prove");
    }

    @PostMapping(path = "/account/email", params = "step=prove")
    ResponseEntity<byte[]> prove(
            @RequestParam(defaultValue = "") String code, SignedIn who, HttpServletRequest request) {
        return typed(signIns.prove(who.session(), code), who, request, "prove", () -> Pages.goTo("/account/email"));
    }

    @PostMapping(path = "/account/email", params = "step=address")
    ResponseEntity<byte[]> address(
            @RequestParam(defaultValue = "") String email, SignedIn who, Visitor visitor, HttpServletRequest request) {
        return sent(
                signIns.askNewAddress(who.session(), email, visitor.from()), who, request, "address", email, "code");
    }

    @PostMapping(path = "/account/email", params = "step=code")
    ResponseEntity<byte[]> code(
            @RequestParam(defaultValue = "") String code, SignedIn who, HttpServletRequest request) {
        CodeAnswer<Customer> answer = signIns.changeAddress(who.session(), code);
        return typed(answer, who, request, "code", () -> Pages.goTo("/account"));
    }

    private ResponseEntity<byte[]> sent(
            CodeAsked asked, SignedIn who, HttpServletRequest request, String here, String wanted, String next) {
        return switch (asked) {
            case CodeAsked.Sent() -> Pages.goTo("/account/email?step=" + next);
            case CodeAsked.NotAnAddress() -> wrong(request, who, here, wanted, "sign-in.not-an-address", 0);
            case CodeAsked.ProveFirst() -> wrong(request, who, "start", wanted, "email.prove-first", 0);
            case CodeAsked.TooOften(Instant again) -> {
                TooSoon wait = TooSoon.until(again, clock.instant());
                yield wrong(request, who, here, wanted, wait.key(), wait.number());
            }
        };
    }

    private <T> ResponseEntity<byte[]> typed(
            CodeAnswer<T> answer,
            SignedIn who,
            HttpServletRequest request,
            String here,
            Supplier<ResponseEntity<byte[]>> next) {
        return switch (answer) {
            case CodeAnswer.Right<T>(T what) -> next.get();
            case CodeAnswer.WrongCode<T>(int triesLeft) -> wrong(request, who, here, "", "code.wrong", triesLeft);
            case CodeAnswer.Lapsed<T>() -> wrong(request, who, "start", "", "code.lapsed", 0);
        };
    }

    private ResponseEntity<byte[]> wrong(
            HttpServletRequest request, SignedIn who, String step, String wanted, String problem, long number) {
        return step(request, HttpStatus.UNPROCESSABLE_CONTENT, who, step, wanted, Optional.of(problem), number);
    }

    private ResponseEntity<byte[]> step(
            HttpServletRequest request,
            HttpStatus status,
            SignedIn who,
            String step,
            String wanted,
            Optional<String> problem,
            long number) {
        return pages.show(
                request, status, "email", new Change(step, who.customer().email(), wanted, problem, number));
    }

    private boolean isProved(SignedIn who) {
        return who.session().isProved(clock.instant());
    }

    private static Device device(Page page, SignedIn who, Session session) {
        return new Device(
                session.device().isEmpty() ? page.say("device.unknown") : session.device(),
                page.speech().day(session.usedAt()),
                session.id().equals(who.session().id()));
    }
}
