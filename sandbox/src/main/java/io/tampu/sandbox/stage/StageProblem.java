package io.tampu.sandbox.stage;

/** Something that the person at the keyboard can mend. Its message is one sentence on what is wrong and what to do. */
public final class StageProblem extends RuntimeException {

    public StageProblem(String sentence) {
        super(sentence);
    }

    public StageProblem(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
