package io.tampu.sandbox.web;

/** Answers a request. The other methods are for faults that the endpoint itself has to know of. */
@FunctionalInterface
public interface Endpoint {
    Answer answer(Call call);

    /** Answers after a pause that a fault asks for; the request counts as under way meanwhile. */
    default Answer slowly(Call call, Runnable pause) {
        pause.run();
        return answer(call);
    }

    /** A refusal that a fault gives instead of an answer; nothing is done but, where the provider does so, kept. */
    default Answer instead(Call call, Answer refusal) {
        return refusal;
    }

    /** Answers under a fault that only this provider knows. */
    default Answer twisted(Call call, String fault, String argument) {
        return answer(call);
    }
}
