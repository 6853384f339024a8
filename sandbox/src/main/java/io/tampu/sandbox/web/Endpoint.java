package io.tampu.sandbox.web;

/** Answers a request. */
@FunctionalInterface
public interface Endpoint {
    Answer answer(Call call);
}
