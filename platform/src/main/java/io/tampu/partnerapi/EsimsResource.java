package io.tampu.partnerapi;

import static io.tampu.partnerapi.PartnerKeyFilter.partner;

import io.tampu.catalog.Plan;
import io.tampu.engine.Ids;
import io.tampu.engine.Json;
import io.tampu.esims.Esim;
import io.tampu.esims.Esims;
import io.tampu.esims.Snapshot;
import io.tampu.money.Money;
import io.tampu.renewals.Offered;
import io.tampu.renewals.Promise;
import io.tampu.renewals.Remaining;
import io.tampu.renewals.Renewals;
import io.tampu.suppliers.EsimWord;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The eSIMs that are linked to a partner: what they have, and what may be bought for them. */
@RestController
public class EsimsResource {

    private final Esims esims;
    private final Renewals renewals;

    public EsimsResource(Esims esims, Renewals renewals) {
        this.esims = esims;
        this.renewals = renewals;
    }

    record EsimView(
            String iccid,
            String supplier,
            String label,
            String status,
            @Nullable Instant checkedAt,
            @Nullable Integer voiceMinutes,
            @Nullable Integer sms,
            @Nullable String apn,
            List<AllowanceView> allowances) {}

    record AllowanceView(
            String supplierPackage,
            EsimWord.Status status,
            boolean unlimited,
            @Nullable Long totalBytes,
            @Nullable Long remainingBytes,
            @Nullable Instant startedAt,
            @Nullable Instant expiresAt,
            int validityDays) {}

    record OffersView(@Nullable Instant checkedAt, List<OfferView> offers) {}

    record OfferView(
            @Nullable String id,
            boolean eligible,
            @Nullable String reason,
            PlanView plan,
            Money total,
            long taxMinor,
            Remaining before,
            Remaining after,
            Promise.Start start,
            int refundDays,
            @Nullable Instant renewableUntil,
            Instant validUntil) {}

    record PlanView(
            String id,
            String code,
            String name,
            Plan.Kind kind,
            List<String> region,
            boolean unlimited,
            @Nullable Long dataBytes,
            int voiceMinutes,
            int sms,
            int validityDays,
            List<Plan.Network> networks,
            Plan.StartRule startRule,
            Plan.StackingRule stackingRule,
            String fairUse,
            boolean sample) {}

    @GetMapping("/api/v1/esims/{iccid}")
    ResponseEntity<String> one(@PathVariable String iccid, HttpServletRequest request) {
        Esim esim = find(iccid, request);
        return json(view(esim, esims.freshEnough(esim)));
    }

    @GetMapping("/api/v1/esims/{iccid}/offers")
    ResponseEntity<String> offers(@PathVariable String iccid, HttpServletRequest request) {
        Esim esim = find(iccid, request);
        Offered offered = renewals.offers(partner(request).id(), esim);
        return json(new OffersView(
                offered.checkedAt().orElse(null),
                offered.lines().stream().map(EsimsResource::view).toList()));
    }

    static Refused notFound() {
        return Refused.because(ProblemCode.ESIM_NOT_FOUND, "No eSIM with this ICCID is linked to you.");
    }

    private Esim find(String iccid, HttpServletRequest request) {
        return esims.find(partner(request).id(), RenewalBody.iccid(iccid)).orElseThrow(EsimsResource::notFound);
    }

    private static EsimView view(Esim esim, Snapshot snapshot) {
        Optional<Snapshot.Checked> checked =
                snapshot instanceof Snapshot.Checked word ? Optional.of(word) : Optional.empty();
        Optional<EsimWord.Known> known = checked.flatMap(
                word -> word.word() instanceof EsimWord.Known found ? Optional.of(found) : Optional.empty());
        return new EsimView(
                esim.iccid(),
                esim.supplier(),
                esim.label(),
                checked.map(word -> status(word.word())).orElse("not-checked-yet"),
                checked.map(Snapshot.Checked::checkedAt).orElse(null),
                known.flatMap(EsimWord.Known::voiceMinutesLeft).orElse(null),
                known.flatMap(EsimWord.Known::smsLeft).orElse(null),
                known.flatMap(EsimWord.Known::apn).orElse(null),
                known.map(EsimWord.Known::packages).orElse(List.of()).stream()
                        .map(EsimsResource::view)
                        .toList());
    }

    private static String status(EsimWord word) {
        return switch (word) {
            case EsimWord.Known known -> "known";
            case EsimWord.Recycled recycled -> "recycled";
            case EsimWord.Unknown unknown -> "unknown-to-supplier";
            case EsimWord.Silent silent -> "not-checked-yet";
        };
    }

    private static AllowanceView view(EsimWord.OwnedPackage one) {
        boolean unlimited = one.totalBytes() < 0;
        return new AllowanceView(
                one.supplierPackage(),
                one.status(),
                unlimited,
                unlimited ? null : one.totalBytes(),
                unlimited ? null : one.remainingBytes(),
                one.activatedAt().orElse(null),
                one.expiresAt().orElse(null),
                one.validityDays());
    }

    private static OfferView view(Offered.Line line) {
        return new OfferView(
                line.id().orElse(null),
                line.reason().isEmpty(),
                line.reason().map(Offered.Reason::code).orElse(null),
                view(line.plan()),
                line.total(),
                line.tax().amountMinor(),
                line.promise().before(),
                line.promise().after(),
                line.promise().start(),
                line.promise().refundDays(),
                line.renewableUntil().orElse(null),
                line.validUntil());
    }

    private static PlanView view(Plan plan) {
        return new PlanView(
                Ids.text(plan.id().value()),
                plan.code(),
                plan.name(),
                plan.kind(),
                plan.region(),
                plan.isUnlimited(),
                plan.isUnlimited() ? null : plan.dataBytes(),
                plan.voiceMinutes(),
                plan.smsCount(),
                plan.validityDays(),
                plan.networks(),
                plan.startRule(),
                plan.stackingRule(),
                plan.fairUse(),
                plan.sample());
    }

    private static ResponseEntity<String> json(Object view) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(Json.write(view));
    }
}
