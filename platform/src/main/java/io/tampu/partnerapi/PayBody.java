package io.tampu.partnerapi;

import io.tampu.checkout.Refund;
import io.tampu.renewals.Pay;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** How a partner says that something is paid: {@code {"method":"balance"}} or {@code {"method":"link","returnUrl":...}}. */
final class PayBody {

    private static final Set<String> OF_LINK = Set.of("method", "returnUrl", "language", "refundTo");
    private static final Set<String> LANGUAGES = Set.of("zh", "es", "en");
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final int MOST_URL = 2000;

    private PayBody() {}

    /** A body that is nothing but {@code {"pay":...}}. */
    static Pay readWhole(HttpServletRequest request) throws IOException {
        JsonNode body = RenewalBody.tree(request);
        if (!body.isObject() || body.size() != 1) {
            throw RenewalBody.invalid(ProblemCode.BODY_INVALID, "The body is {\"pay\":...} and nothing else.", "pay");
        }
        return read(body.path("pay"));
    }

    /** A body that is nothing but {@code {"to":...}}. */
    static Refund.To readRefundTo(HttpServletRequest request) throws IOException {
        JsonNode body = RenewalBody.tree(request);
        if (!body.isObject() || body.size() != 1 || !body.has("to")) {
            throw RenewalBody.invalid(
                    ProblemCode.BODY_INVALID, "The body is {\"to\":\"original\"} or {\"to\":\"balance\"}.", "to");
        }
        return refundTo(body.path("to").stringValue(""), "to");
    }

    static Pay read(JsonNode pay) {
        if (!pay.isObject() || !pay.path("method").isString()) {
            throw RenewalBody.invalid(
                    ProblemCode.PAY_INVALID,
                    "Say how you pay: {\"method\":\"balance\"}, or {\"method\":\"link\",\"returnUrl\":\"https://...\"}.",
                    "pay");
        }
        return switch (pay.path("method").stringValue()) {
            case "balance" -> fromBalance(pay);
            case "link" -> byLink(pay);
            default ->
                throw RenewalBody.invalid(
                        ProblemCode.PAY_METHOD_UNKNOWN, "The ways to pay here are 'balance' and 'link'.", "pay.method");
        };
    }

    private static Pay fromBalance(JsonNode pay) {
        if (pay.size() != 1) {
            throw RenewalBody.invalid(
                    ProblemCode.PAY_INVALID, "Paying from the balance takes nothing but the method.", "pay");
        }
        return new Pay.FromBalance();
    }

    private static Pay byLink(JsonNode pay) {
        for (String name : pay.propertyNames()) {
            if (!OF_LINK.contains(name)) {
                throw RenewalBody.invalid(
                        ProblemCode.PAY_INVALID,
                        "Paying by link takes method, returnUrl, language and refundTo.",
                        "pay." + name);
            }
        }
        String language = pay.has("language") ? pay.path("language").stringValue("") : "es";
        if (!LANGUAGES.contains(language)) {
            throw RenewalBody.invalid(ProblemCode.PAY_INVALID, "The languages are zh, es and en.", "pay.language");
        }
        String where = pay.has("refundTo") ? pay.path("refundTo").stringValue("") : "original";
        return new Pay.ByLink(address(pay.path("returnUrl")), language, refundTo(where, "pay.refundTo"));
    }

    private static Refund.To refundTo(String text, String field) {
        return switch (text) {
            case "original" -> Refund.To.ORIGINAL;
            case "balance" -> Refund.To.BALANCE;
            default ->
                throw RenewalBody.invalid(
                        ProblemCode.PAY_INVALID, "Money goes back to 'original' or to 'balance'.", field);
        };
    }

    /** Where the payer comes back to. Plain http only to the partner's own machine, for trying things out. */
    private static URI address(JsonNode value) {
        if (value.isString() && value.stringValue().length() <= MOST_URL) {
            try {
                URI address = new URI(value.stringValue());
                boolean isSafe = "https".equals(address.getScheme())
                        || "http".equals(address.getScheme()) && THIS_MACHINE.contains(address.getHost());
                if (isSafe && address.getHost() != null && address.getUserInfo() == null) {
                    return address;
                }
            } catch (java.net.URISyntaxException notAnAddress) {
                // Said below.
            }
        }
        throw RenewalBody.invalid(
                ProblemCode.PAY_INVALID,
                "The returnUrl is the https address that the payer comes back to, at most " + MOST_URL + " characters.",
                "pay.returnUrl");
    }
}
