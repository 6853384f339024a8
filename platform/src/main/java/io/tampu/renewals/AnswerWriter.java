package io.tampu.renewals;

import io.tampu.checkout.Story;

/** Writes the answer to a buyer's request as the door does that took it. It is stored with the state that it tells of. */
public interface AnswerWriter {

    /**
     * The same text for the same renewal, always.
     *
     * @param money what happened to its money outside
     */
    String write(Renewal renewal, Story money);
}
