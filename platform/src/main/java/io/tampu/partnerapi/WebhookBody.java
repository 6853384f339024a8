package io.tampu.partnerapi;

import io.tampu.renewals.FeedCursor;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** What a partner says of its webhooks: one field, and nothing beside it. */
final class WebhookBody {

    private WebhookBody() {}

    static String url(HttpServletRequest request) throws IOException {
        JsonNode url = only(request, "url");
        if (!url.isString() || !Texts.isPlain(url.stringValue())) {
            throw Refused.because(ProblemCode.FIELD_INVALID, "The field 'url' is not a text.")
                    .with("field", "url");
        }
        return url.stringValue();
    }

    /** From where to send again; null is the beginning. */
    static FeedCursor after(HttpServletRequest request) throws IOException {
        JsonNode after = only(request, "after");
        if (after.isNull()) {
            return FeedCursor.BEGINNING;
        }
        if (!after.isString()) {
            throw Refused.because(ProblemCode.FIELD_INVALID, "The field 'after' is neither a text nor null.")
                    .with("field", "after");
        }
        return EventsResource.place(after.stringValue());
    }

    private static JsonNode only(HttpServletRequest request, String name) throws IOException {
        JsonNode body = RenewalBody.tree(request);
        if (!body.isObject()) {
            throw Refused.because(ProblemCode.BODY_INVALID, "The body is not a JSON object.");
        }
        for (String field : body.propertyNames()) {
            if (!field.equals(name)) {
                throw Refused.because(ProblemCode.UNKNOWN_FIELD, "The only field here is '" + name + "'.");
            }
        }
        if (!body.has(name)) {
            throw Refused.because(ProblemCode.FIELD_INVALID, "The field '" + name + "' is missing.")
                    .with("field", name);
        }
        return body.get(name);
    }
}
