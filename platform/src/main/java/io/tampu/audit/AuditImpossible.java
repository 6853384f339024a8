package io.tampu.audit;

/** The audit could not be made: the database or the world cannot be read. Its message is one sentence for an operator. */
public final class AuditImpossible extends RuntimeException {
    private static final long serialVersionUID = 1;

    public AuditImpossible(String sentence) {
        super(sentence);
    }
}
