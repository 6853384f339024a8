package io.tampu.partnerapi;

import io.tampu.renewals.AnswerWriter;

/** The front door for the wiring: what the modules below need of this one. */
public final class PartnerApi {

    /** How the answer to a partner's request is written, and kept for its retries. */
    public static final AnswerWriter ANSWER = RenewalView.ANSWER;

    /** The paths that need a partner's key. */
    public static final String PATHS = "/api/v1/*";

    private PartnerApi() {}
}
