package io.tampu.sandbox.web;

/** How a provider words what is not about its business. */
public interface Manners {

    /** A bare HTTP error. */
    Answer status(int status, int retryAfterSeconds);

    /** A business error by its number or name. */
    Answer code(String code);

    /** The refusal of the fault {@code exceed-limit}. */
    Answer limitExceeded();

    /** Nothing is at this path. */
    Answer notFound(Call call);

    /** Something is at this path, but not for this method. */
    Answer methodNotAllowed(Call call, String allowed);
}
