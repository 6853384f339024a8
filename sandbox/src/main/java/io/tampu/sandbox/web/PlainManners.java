package io.tampu.sandbox.web;

import java.util.Map;

/** The world's own manners: a sentence. */
enum PlainManners implements Manners {
    INSTANCE;

    @Override
    public Answer status(int status, int retryAfterSeconds) {
        return Answer.refused(status, "refused with " + status);
    }

    @Override
    public Answer code(String code) {
        return Answer.refused(422, "refused with code " + code);
    }

    @Override
    public Answer limitExceeded() {
        return Answer.refused(422, "limit exceeded");
    }

    @Override
    public Answer notFound(Call call) {
        return Answer.refused(404, "there is nothing at " + call.path());
    }

    @Override
    public Answer methodNotAllowed(Call call, String allowed) {
        return Answer.refused(405, call.path() + " wants " + allowed).with(Map.of("Allow", allowed));
    }
}
