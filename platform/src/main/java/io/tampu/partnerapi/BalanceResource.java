package io.tampu.partnerapi;

import static io.tampu.partnerapi.PartnerKeyFilter.partner;

import io.tampu.engine.Ids;
import io.tampu.engine.Json;
import io.tampu.ledger.BalanceEntry;
import io.tampu.ledger.Ledger;
import io.tampu.money.Money;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A partner's prepaid balance, and what happened to it. */
@RestController
public class BalanceResource {

    private final Ledger ledger;

    public BalanceResource(Ledger ledger) {
        this.ledger = ledger;
    }

    record BalanceView(Money available) {}

    record EntryView(String reference, BalanceEntry.Kind kind, Money amount, Instant at) {}

    record Page(List<EntryView> entries, @Nullable String next) {}

    @GetMapping("/api/v1/balance")
    ResponseEntity<String> balance(HttpServletRequest request) {
        var partner = partner(request);
        return json(new BalanceView(ledger.available(partner.id()).orElseGet(() -> Money.of(0, partner.currency()))));
    }

    @GetMapping("/api/v1/balance/entries")
    ResponseEntity<String> entries(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit,
            HttpServletRequest request) {
        int size = Paging.limit(limit);
        Optional<UUID> start = Paging.after(after);
        List<BalanceEntry> found = ledger.entries(partner(request).id(), start, size + 1);
        List<BalanceEntry> page = found.subList(0, Math.min(size, found.size()));
        return json(new Page(
                page.stream()
                        .map(entry ->
                                new EntryView(Ids.text(entry.reference()), entry.kind(), entry.amount(), entry.at()))
                        .toList(),
                found.size() > size ? Ids.text(page.getLast().reference()) : null));
    }

    private static ResponseEntity<String> json(Object view) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(Json.write(view));
    }
}
