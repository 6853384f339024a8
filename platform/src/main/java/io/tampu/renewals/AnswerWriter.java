package io.tampu.renewals;

/** Writes the answer to a buyer's request as the door does that took it. It is stored with the state that it tells of. */
public interface AnswerWriter {

    /** The same text for the same renewal, always. */
    String write(Renewal renewal);
}
