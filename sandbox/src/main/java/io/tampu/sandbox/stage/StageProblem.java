package io.tampu.sandbox.stage;

/** Something that the person at the keyboard can mend. */
public final class StageProblem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String sentence;

    /** One sentence: what is wrong and what to do. */
    public StageProblem(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    public StageProblem(String sentence, Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
