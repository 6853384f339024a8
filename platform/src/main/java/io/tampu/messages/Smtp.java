package io.tampu.messages;

import io.tampu.engine.Ids;
import io.tampu.language.Language;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** A mail server over SMTP: a connection for each letter. The library waits for ever unless it is told not to. */
public final class Smtp implements Outgoing {

    /** A server may drip its answers: whatever it does, a letter is over by then. */
    private static final Duration WHOLE = LONGEST.minusSeconds(10);

    private final SmtpSettings settings;
    private final Clock clock;
    private final Session session;

    public Smtp(SmtpSettings settings, Clock clock) {
        this(settings, clock, Optional.empty());
    }

    /** @param trust whose certificates are believed; usually those that Java believes */
    Smtp(SmtpSettings settings, Clock clock, Optional<SSLSocketFactory> trust) {
        this.settings = settings;
        this.clock = clock;
        var properties = properties(settings);
        trust.ifPresent(factory -> properties.put("mail.smtp.ssl.socketFactory", factory));
        this.session = Session.getInstance(properties);
    }

    private static Properties properties(SmtpSettings settings) {
        var all = new Properties();
        String millis = Long.toString(settings.timeout().toMillis());
        all.setProperty("mail.smtp.connectiontimeout", millis);
        all.setProperty("mail.smtp.timeout", millis);
        all.setProperty("mail.smtp.auth", Boolean.toString(settings.login().isPresent()));
        all.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        // Who we say we are: without this the library asks the name service for this machine's name, for as long as
        // that takes.
        all.setProperty("mail.smtp.localhost", settings.domain());
        // The letter is theirs once they said so; their goodbye is not waited for.
        all.setProperty("mail.smtp.quitwait", "false");
        switch (settings.security()) {
            case TLS -> all.setProperty("mail.smtp.ssl.enable", "true");
            case STARTTLS -> {
                all.setProperty("mail.smtp.starttls.enable", "true");
                all.setProperty("mail.smtp.starttls.required", "true");
            }
            case NONE -> all.setProperty("mail.smtp.starttls.enable", "false");
        }
        return all;
    }

    /** On a virtual thread of its own, which hangs up when it is interrupted, wherever it waits. */
    @Override
    public Handed hand(Mail mail) {
        var speaking = new FutureTask<>(() -> speak(mail));
        Thread thread = Thread.ofVirtual().name("smtp").start(speaking);
        try {
            return speaking.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            thread.interrupt();
            return new Handed.Silent("not done within " + WHOLE.toSeconds() + " s");
        } catch (ExecutionException fault) {
            // What the library throws besides its own: as good as silent.
            return new Handed.Silent(said(fault.getCause() == null ? fault : fault.getCause()));
        } catch (InterruptedException stopping) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return new Handed.Silent("we are stopping");
        }
    }

    private Handed speak(Mail mail) throws MessagingException {
        MimeMessage message;
        try {
            message = message(mail);
        } catch (AddressException notOne) {
            // No later try makes it an address.
            return new Handed.Refused(said(notOne));
        }
        Transport transport = session.getTransport("smtp");
        try {
            try {
                var login = settings.login();
                transport.connect(
                        settings.host(),
                        settings.port(),
                        login.map(SmtpSettings.Login::user).orElse(null),
                        login.map(who -> who.password().reveal()).orElse(null));
            } catch (MessagingException notIn) {
                return notLetIn(notIn);
            }
            try {
                transport.sendMessage(message, message.getAllRecipients());
                return new Handed.Taken();
            } catch (MessagingException notSent) {
                return notSent(notSent);
            }
        } finally {
            hangUp(transport);
        }
    }

    /** What became of the letter is known; how the connection ends changes nothing. */
    private static void hangUp(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException already) {
            // They hung up first.
        }
    }

    /** Nothing was handed over. */
    private Handed notLetIn(MessagingException why) {
        String what = settings.login().map(login -> login.cutFrom(said(why))).orElseGet(() -> said(why));
        boolean oursToMend = why instanceof AuthenticationFailedException && !what.startsWith("4")
                || what.contains("STARTTLS is required")
                || isMistrust(why);
        return oursToMend ? new Handed.RefusesUs(what) : new Handed.NotNow(what);
    }

    /** Their certificate is for somebody else, or nobody vouches for it. */
    private static boolean isMistrust(Throwable why) {
        for (Throwable each = why; each != null; each = each.getCause()) {
            if (each instanceof SSLHandshakeException) {
                return true;
            }
        }
        return false;
    }

    private static Handed notSent(MessagingException why) {
        for (Exception each = why; each instanceof MessagingException one; each = one.getNextException()) {
            switch (each) {
                case SMTPAddressFailedException address -> {
                    return refused(address.getReturnCode(), said(address), false);
                }
                case SMTPSenderFailedException sender -> {
                    return refused(sender.getReturnCode(), said(sender), true);
                }
                // Before the letter's own words the server speaks of us.
                case SMTPSendFailedException step
                when step.getReturnCode() > 0 -> {
                    return refused(
                            step.getReturnCode(), said(step), step.getCommand().startsWith("MAIL"));
                }
                default -> {}
            }
        }
        return new Handed.Silent(said(why));
    }

    private static Handed refused(int code, String what, boolean us) {
        if (code / 100 != 5) {
            return new Handed.NotNow(what);
        }
        return us ? new Handed.RefusesUs(what) : new Handed.Refused(what);
    }

    private static String said(Throwable problem) {
        String words = problem.getMessage();
        return words == null || words.isBlank() ? problem.getClass().getSimpleName() : words.strip();
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        var message = new WithOurId(session, "<" + Ids.text(mail.id()) + "@" + settings.domain() + ">");
        message.setFrom(settings.sender());
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to()));
        message.setSubject(mail.subject(), "UTF-8");
        message.setSentDate(Date.from(clock.instant()));
        // RFC 3834: out-of-office programs leave it alone.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        message.setHeader("Content-Language", Language.of(mail.language()).tag());
        var text = new MimeBodyPart();
        text.setText(mail.text(), "UTF-8");
        var html = new MimeBodyPart();
        html.setText(mail.html(), "UTF-8", "html");
        // The last part is the one that is shown by those who can.
        message.setContent(new MimeMultipart("alternative", text, html));
        message.saveChanges();
        return message;
    }

    /** The library would make up an id at each try; by ours a receiver knows a letter that comes twice. */
    private static final class WithOurId extends MimeMessage {

        private final String id;

        WithOurId(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
