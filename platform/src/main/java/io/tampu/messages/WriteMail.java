package io.tampu.messages;

/** A letter in words. */
final class WriteMail {

    private WriteMail() {}

    static Mail of(Letter letter) {
        String subject = letter.kind().hasCode()
                ? Code.inGroups(letter.facts().getOrDefault("code", "")) + " is your Tampu code"
                : "Your address at Tampu was changed";
        return new Mail(
                letter.id(), letter.to(), letter.language(), subject, subject + ".\n", "<p>" + subject + ".</p>");
    }
}
