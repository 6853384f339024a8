package io.tampu.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.tampu.engine.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a mail server's words when the login is cut out of them. */
class SmtpLoginTest {

    private static final SmtpSettings.Login LOGIN =
            new SmtpSettings.Login("renew@shop.example", new Secret("secret123"));

    @ParameterizedTest
    @ValueSource(strings = {"secret123", "renew@shop.example", "\0renew@shop.example\0secret123"})
    void whatItWasToldIsCutAlsoInBase64AndOnALineOfItsOwn(String told) {
        String encoded = Base64.getEncoder().encodeToString(told.getBytes(StandardCharsets.UTF_8));

        assertThat(LOGIN.cutFrom("535 no: " + encoded + "!")).isEqualTo("535 no: ***!");
        assertThat(LOGIN.cutFrom("535 no: " + told + "!")).isEqualTo("535 no: ***!");
        assertThat(LOGIN.cutFrom("501 auth plain " + encoded.substring(2) + " ?"))
                .isEqualTo("501 auth plain *** ?");
    }

    @Test
    void whatTheOperatorNeedsIsLeft() {
        String microsofts =
                "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.";

        assertThat(LOGIN.cutFrom(microsofts)).isEqualTo(microsofts);
    }
}
