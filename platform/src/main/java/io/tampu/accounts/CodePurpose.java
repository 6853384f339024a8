package io.tampu.accounts;

import io.tampu.messages.Letter;

/** What a one-time code is good for. The name is the column's value. */
enum CodePurpose {
    SIGN_IN(Letter.Kind.SIGN_IN_CODE),
    PROVE(Letter.Kind.PROVE_CODE),
    NEW_ADDRESS(Letter.Kind.NEW_ADDRESS_CODE),
    CLAIM(Letter.Kind.CLAIM_CODE);

    private final Letter.Kind letter;

    CodePurpose(Letter.Kind letter) {
        this.letter = letter;
    }

    Letter.Kind letter() {
        return letter;
    }
}
