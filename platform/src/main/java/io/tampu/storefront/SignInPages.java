package io.tampu.storefront;

import io.tampu.accounts.Asked;
import io.tampu.accounts.Customer;
import io.tampu.accounts.NewSession;
import io.tampu.accounts.SignInAnswer;
import io.tampu.accounts.SignIns;
import io.tampu.ledger.Ledger;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Signing in by a code that comes by letter, and out. */
@RestController
final class SignInPages {

    private static final int MOST_AGENT = 400;

    /**
     * The form that asks for an address.
     *
     * @param problem the key of what was wrong with the last one
     * @param number of seconds or minutes to wait, that the problem speaks of
     */
    record Form(String email, String next, Optional<String> problem, long number) {

        static Form empty(String next) {
            return new Form("", next, Optional.empty(), 0);
        }
    }

    /**
     * The form that asks for the code.
     *
     * @param problem the key of what was wrong with the last one
     */
    record CodeForm(String email, String next, Optional<String> problem, int triesLeft) {}

    private final Pages pages;
    private final SignIns signIns;
    private final Ledger ledger;
    private final DemoLink demoLink;
    private final String currency;
    private final Clock clock;

    SignInPages(Pages pages, SignIns signIns, Ledger ledger, DemoLink demoLink, String currency, Clock clock) {
        this.pages = pages;
        this.signIns = signIns;
        this.ledger = ledger;
        this.demoLink = demoLink;
        this.currency = currency;
        this.clock = clock;
    }

    @GetMapping("/sign-in")
    ResponseEntity<byte[]> form(
            @RequestParam(defaultValue = "/") String next, Visitor visitor, HttpServletRequest request) {
        return visitor.signedIn().isPresent()
                ? Pages.goTo(Addresses.safe(next))
                : pages.show(request, "sign-in", Form.empty(Addresses.safe(next)));
    }

    @PostMapping("/sign-in")
    ResponseEntity<byte[]> ask(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "/") String next,
            Visitor visitor,
            HttpServletRequest request,
            HttpServletResponse response) {
        String back = Addresses.safe(next);
        Asked asked = signIns.askToSignIn(email, visitor.language(), visitor.from(), Cookies.CODE.of(request));
        return switch (asked) {
            case Asked.Sent(var token) -> {
                Cookies.CODE.put(request, response, token.reveal());
                yield Pages.goTo("/sign-in/code?next=" + Addresses.encoded(back));
            }
            case Asked.NotAnAddress() ->
                pages.show(
                        request,
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "sign-in",
                        new Form(email, back, Optional.of("sign-in.not-an-address"), 0));
            case Asked.TooOften(Instant again) -> {
                TooSoon wait = TooSoon.until(again, clock.instant());
                if (isWaitingFor(email, request)) {
                    yield codeForm(
                            request,
                            HttpStatus.TOO_MANY_REQUESTS,
                            back,
                            Optional.of(wait.key()),
                            Math.toIntExact(wait.number()));
                }
                yield pages.show(
                        request,
                        HttpStatus.TOO_MANY_REQUESTS,
                        "sign-in",
                        new Form(email, back, Optional.of(wait.key()), wait.number()));
            }
        };
    }

    @GetMapping("/sign-in/code")
    ResponseEntity<byte[]> codeForm(
            @RequestParam(defaultValue = "/") String next, Visitor visitor, HttpServletRequest request) {
        return visitor.signedIn().isPresent()
                ? Pages.goTo(Addresses.safe(next))
                : codeForm(request, HttpStatus.OK, Addresses.safe(next), Optional.empty(), 0);
    }

    @PostMapping("/sign-in/code")
    ResponseEntity<byte[]> code(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "/") String next,
            Visitor visitor,
            HttpServletRequest request,
            HttpServletResponse response) {
        String back = Addresses.safe(next);
        if (visitor.signedIn().isPresent()) {
            // The second tap of an impatient thumb: the first one has signed in.
            return Pages.goTo(back);
        }
        SignInAnswer answer =
                signIns.signIn(Cookies.CODE.of(request).orElse(""), code, currency, visitor.language(), agent(request));
        return switch (answer) {
            case SignInAnswer.In(NewSession session) -> {
                Cookies.CODE.drop(request, response);
                yield welcome(session, back, request, response);
            }
            case SignInAnswer.WrongCode(int triesLeft) ->
                codeForm(request, HttpStatus.UNPROCESSABLE_CONTENT, back, Optional.of("code.wrong"), triesLeft);
            case SignInAnswer.Lapsed() ->
                codeForm(request, HttpStatus.UNPROCESSABLE_CONTENT, back, Optional.of("code.lapsed"), 0);
        };
    }

    /** This browser has a code for that address already, and a place to type it. */
    private boolean isWaitingFor(String email, HttpServletRequest request) {
        return Cookies.CODE
                .of(request)
                .flatMap(signIns::askedFor)
                .filter(email.strip()::equalsIgnoreCase)
                .isPresent();
    }

    /** To whom the code was sent is known by the browser's cookie: addresses of people do not belong in those of pages. */
    private ResponseEntity<byte[]> codeForm(
            HttpServletRequest request, HttpStatus status, String next, Optional<String> problem, int triesLeft) {
        String email = Cookies.CODE.of(request).flatMap(signIns::askedFor).orElse("");
        return pages.show(request, status, "sign-in-code", new CodeForm(email, next, problem, triesLeft));
    }

    /** The demo's link, which its operator has set and can use as often as they like. */
    @GetMapping("/sign-in/link/{token}")
    ResponseEntity<byte[]> link(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        Customer customer = demoLink.open(token).orElseThrow(NoSuchPage::new);
        return welcome(signIns.openFor(customer, agent(request)), "/", request, response);
    }

    @PostMapping("/sign-out")
    ResponseEntity<byte[]> out(HttpServletRequest request, HttpServletResponse response) {
        Cookies.SESSION.of(request).ifPresent(signIns::end);
        Cookies.SESSION.drop(request, response);
        return Pages.goTo("/");
    }

    private ResponseEntity<byte[]> welcome(
            NewSession session, String next, HttpServletRequest request, HttpServletResponse response) {
        Customer customer = session.session().customer();
        ledger.openBalance(customer.id(), customer.currency());
        Cookies.SESSION.put(request, response, session.token().reveal());
        return Pages.goTo(next);
    }

    static String agent(HttpServletRequest request) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return agent == null ? "" : agent.substring(0, Math.min(MOST_AGENT, agent.length()));
    }
}
