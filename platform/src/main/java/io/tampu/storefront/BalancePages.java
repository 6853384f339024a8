package io.tampu.storefront;

import io.tampu.checkout.Attempt;
import io.tampu.checkout.AttemptState;
import io.tampu.checkout.Checkout;
import io.tampu.engine.Ids;
import io.tampu.ledger.BalanceEntry;
import io.tampu.ledger.Ledger;
import io.tampu.money.Money;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
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

/** The prepaid balance: what is there, what happened to it, and adding to it by card. */
@RestController
final class BalancePages {

    private static final int A_PAGE = 20;
    private static final Duration PAY_WITHIN = Duration.ofMinutes(30);
    /** Whole units of the currency: less is eaten by fees, more is for a bank. */
    private static final int LEAST = 1;

    private static final int MOST = 500;
    private static final List<Integer> AMOUNTS = List.of(10, 20, 50);

    /**
     * @param older the address of the next page
     * @param amounts to choose from, and what each is in words
     * @param key of this page, so that it can be sent twice
     */
    record View(
            String available,
            List<EntryLine> entries,
            Optional<String> older,
            boolean canTopUp,
            List<Amount> amounts,
            String currency,
            String key,
            Optional<String> problem,
            String least,
            String most) {}

    record Amount(String value, String words) {}

    /** @param tone in which its amount is shown */
    record EntryLine(String what, String when, String amount, String tone, Optional<String> address) {}

    /** @param state {@code open}, {@code done}, {@code closed} */
    record TopUpView(String state, String amount, Optional<String> payAt, Optional<String> declined, String address) {

        boolean isOpen() {
            return state.equals("open");
        }

        /** Of all that this shows. */
        String seen() {
            return Integer.toHexString(hashCode());
        }
    }

    private final Pages pages;
    private final Ledger ledger;
    private final Checkout checkout;
    private final Optional<URI> publicUrl;
    private final Ids ids;

    BalancePages(Pages pages, Ledger ledger, Checkout checkout, Optional<URI> publicUrl, Ids ids) {
        this.pages = pages;
        this.ledger = ledger;
        this.checkout = checkout;
        this.publicUrl = publicUrl;
        this.ids = ids;
    }

    @GetMapping("/balance")
    ResponseEntity<byte[]> balance(
            @RequestParam(defaultValue = "") String before, SignedIn who, HttpServletRequest request) {
        return show(before, who, request, HttpStatus.OK, Optional.empty());
    }

    @PostMapping("/balance")
    ResponseEntity<byte[]> topUp(
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(name = "other", defaultValue = "") String other,
            @RequestParam(defaultValue = "") String key,
            SignedIn who,
            Visitor visitor,
            HttpServletRequest request) {
        // Whatever key a form brings, it names a top-up of this customer's and nothing of anybody else's.
        UUID topUp = Ids.ofWish(who.id(), Addresses.id(key));
        Optional<Money> wanted =
                amount(other.isBlank() ? amount : other, who.customer().currency());
        if (wanted.isEmpty()) {
            return show("", who, request, HttpStatus.UNPROCESSABLE_CONTENT, Optional.of("top-up.amount"));
        }
        if (!checkout.canTakeMoney()) {
            return show("", who, request, HttpStatus.CONFLICT, Optional.of("pay.not.card"));
        }
        Attempt attempt = checkout.topUp(
                topUp,
                who.id(),
                wanted.get(),
                Addresses.backTo(publicUrl, request, Addresses.back(Addresses.topUp(topUp))),
                pages.page(request).say("top-up.description"),
                visitor.language().code(),
                PAY_WITHIN);
        return Pages.goTo(
                attempt.state() == AttemptState.OPEN && attempt.page().isPresent()
                        ? attempt.page().get().toString()
                        : Addresses.topUp(topUp));
    }

    @GetMapping("/balance/top-ups/{id}")
    ResponseEntity<byte[]> one(@PathVariable String id, SignedIn who, Visitor visitor, HttpServletRequest request) {
        UUID topUp = Addresses.id(id);
        List<Attempt> attempts = checkout.story(topUp).attempts();
        if (attempts.isEmpty() || !attempts.stream().allMatch(attempt -> isMine(who, attempt))) {
            throw new NoSuchPage();
        }
        Attempt shown = attempts.stream()
                .filter(attempt -> attempt.state() == AttemptState.KEPT)
                .findFirst()
                .orElse(attempts.getLast());
        TopUpView view = view(pages.page(request), topUp, shown, Addresses.isBack(request));
        return visitor.isLive()
                ? pages.live(request, "top-up-live", view, view.seen(), view.isOpen())
                : pages.show(request, "top-up", view);
    }

    private static TopUpView view(Page page, UUID topUp, Attempt attempt, boolean isBack) {
        String state =
                switch (attempt.state()) {
                    case WRITTEN, OPEN -> "open";
                    case KEPT -> "done";
                    case SURPLUS, CLOSED, FAILED -> "closed";
                };
        return new TopUpView(
                state,
                page.money(attempt.asked().amount()),
                attempt.state() == AttemptState.OPEN
                                && !(isBack && attempt.decline().isEmpty())
                        ? attempt.page().map(Object::toString)
                        : Optional.empty(),
                attempt.decline()
                        .map(why ->
                                page.sayOfOr("decline.", why.code(), why.retry().name())),
                Addresses.topUp(topUp));
    }

    private static boolean isMine(SignedIn who, Attempt attempt) {
        return attempt.isTopUp() && attempt.asked().payer().equals(who.id());
    }

    private ResponseEntity<byte[]> show(
            String before, SignedIn who, HttpServletRequest request, HttpStatus status, Optional<String> problem) {
        Page page = pages.page(request);
        Optional<UUID> place = before.isEmpty() ? Optional.empty() : Optional.of(Addresses.id(before));
        List<BalanceEntry> found = ledger.newestEntries(who.id(), place, A_PAGE + 1);
        List<BalanceEntry> shown = found.subList(0, Math.min(A_PAGE, found.size()));
        String currency = who.customer().currency();
        Money available = ledger.available(who.id()).orElse(Money.of(0, currency));
        return pages.show(
                request,
                status,
                "balance",
                new View(
                        page.money(available),
                        shown.stream().map(entry -> line(page, entry)).toList(),
                        found.size() > A_PAGE
                                ? Optional.of("/balance?before="
                                        + Ids.text(shown.getLast().reference()))
                                : Optional.empty(),
                        checkout.canTakeMoney(),
                        AMOUNTS.stream()
                                .map(units -> new Amount(units.toString(), page.money(units(units, currency))))
                                .toList(),
                        currency,
                        Ids.text(ids.newBeside(who.id())),
                        problem,
                        page.money(units(LEAST, currency)),
                        page.money(units(MOST, currency))));
    }

    private static EntryLine line(Page page, BalanceEntry entry) {
        boolean isIn =
                switch (entry.kind()) {
                    case CREDIT, TOP_UP, REFUND -> true;
                    case HELD, PAID, RETURNED -> false;
                };
        boolean isNothing = entry.kind() == BalanceEntry.Kind.RETURNED;
        Money amount = entry.amount();
        return new EntryLine(
                page.sayOf("entry.", entry.kind().name()),
                page.here(entry.at()),
                isNothing
                        ? page.money(amount)
                        : page.money(isIn ? amount : Money.of(-amount.amountMinor(), amount.currency())),
                isNothing ? "over" : isIn ? "in" : "out",
                switch (entry.kind()) {
                    case HELD, PAID, RETURNED -> Optional.of("/renewals/" + Ids.text(entry.reference()));
                    case CREDIT, TOP_UP, REFUND -> Optional.empty();
                });
    }

    private static Money units(int units, String currency) {
        return Money.parse(String.valueOf(units), currency);
    }

    /** As people write amounts: {@code 25}, {@code 25.50}, {@code 25,50}. Empty for what is none, or out of bounds. */
    private static Optional<Money> amount(String text, String currency) {
        try {
            Money amount = Money.parse(text.strip().replace(',', '.'), currency);
            return amount.amountMinor() >= units(LEAST, currency).amountMinor()
                            && amount.amountMinor() <= units(MOST, currency).amountMinor()
                    ? Optional.of(amount)
                    : Optional.empty();
        } catch (IllegalArgumentException notAnAmount) {
            return Optional.empty();
        }
    }
}
