package io.tampu.messages;

/** What a mail server said to a mail. Silence is an answer of its own: it may have been taken. */
public sealed interface Handed {

    /** It is theirs now. Whether it reaches anybody is not known by this. */
    record Taken() implements Handed {}

    /** Not now (4xx), or nobody was there to take it: to be tried again. */
    record NotNow(String what) implements Handed {}

    /** Not at all, for a reason of this letter's own: mostly that nobody has this address. */
    record Refused(String what) implements Handed {}

    /** Not at all, for a reason that is ours: the account, the sender. Every letter will be refused so until somebody mends it. */
    record RefusesUs(String what) implements Handed {}

    /** It was being handed over and no answer came: to be tried again, with the same id. */
    record Silent(String what) implements Handed {}
}
