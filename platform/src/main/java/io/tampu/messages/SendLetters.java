package io.tampu.messages;

import io.tampu.messages.LetterStore.End;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends letters that were claimed: says them in words, hands them over while no transaction is open, then writes down what became
 * of them. What is lost between the last two is sent again, with the same Message-ID.
 */
final class SendLetters {

    private static final Logger LOG = LoggerFactory.getLogger(SendLetters.class);

    private static final int LONGEST_PROBLEM = 300;

    private final LetterStore store;
    private final Optional<Outgoing> outgoing;
    private final String seller;
    private final Clock clock;
    private volatile Optional<TellNews> newsroom = Optional.empty();

    /** @param outgoing none: letters wait until their time is over */
    SendLetters(LetterStore store, Optional<Outgoing> outgoing, String seller, Clock clock) {
        this.store = store;
        this.outgoing = outgoing;
        this.seller = seller;
        this.clock = clock;
    }

    void ask(TellNews room) {
        newsroom = Optional.of(room);
    }

    void send(Waiting letter) {
        if (!clock.instant().isBefore(letter.giveUpAt())) {
            giveUp(letter, 0, "its time was over before it could be sent");
            return;
        }
        Optional<Mail> mail = mail(letter.letter());
        if (mail.isEmpty()) {
            store.end(letter.letter().id(), End.DROPPED, 0, "what it was to say was no longer true", clock.instant());
            return;
        }
        Handed answer = outgoing.<Handed>map(out -> out.hand(mail.get()))
                .orElseGet(() -> new Handed.NotNow("no mail server is set"));
        switch (answer) {
            case Handed.Taken() -> end(letter, End.SENT, "");
            case Handed.NotNow(String what) ->
                tryAgain(letter, kept(letter, mail.get(), what), LetterPatience.afterSilence(letter));
            case Handed.Silent(String what) ->
                tryAgain(letter, kept(letter, mail.get(), what), LetterPatience.afterSilence(letter));
            case Handed.RefusesUs(String what) -> {
                String why = kept(letter, mail.get(), what);
                LOG.error("ALARM mail-server-refuses-us: {}: {}", letter, why);
                tryAgain(letter, why, LetterPatience.afterRefusingUs(letter));
            }
            case Handed.Refused(String what) -> {
                String why = kept(letter, mail.get(), what);
                LOG.warn("{} was refused: {}", letter, why);
                end(letter, End.REFUSED, why);
            }
        }
    }

    private Optional<Mail> mail(Letter letter) {
        return letter.kind().isNews()
                ? newsroom.orElseThrow(() -> new IllegalStateException("nobody has the words of " + letter))
                        .news(letter)
                        .map(news -> WriteMail.of(letter, news, seller))
                : Optional.of(WriteMail.of(letter, seller));
    }

    private void tryAgain(Waiting letter, String why, Duration wait) {
        Instant now = clock.instant();
        Optional<Instant> next = LetterPatience.next(letter, now, wait);
        if (next.isPresent()) {
            LOG.info("{} was not taken and is tried again: {}", letter, why);
            store.tryAgain(letter, next.get(), why);
        } else {
            giveUp(letter, 1, why);
        }
    }

    private void giveUp(Waiting letter, int moreTries, String why) {
        if (store.end(letter.letter().id(), End.GIVEN_UP, moreTries, why, clock.instant())) {
            LOG.error("ALARM letter-given-up: {} was not sent in time: {}", letter, why);
        }
    }

    private void end(Waiting letter, End how, String problem) {
        store.end(letter.letter().id(), how, 1, problem, clock.instant());
    }

    /** A server may repeat what it was told, the code and the address among it: that is cut out. */
    private static String kept(Waiting waiting, Mail mail, String what) {
        Letter letter = waiting.letter();
        String line = what.replaceAll("\\p{Cntrl}+", " ").strip().replace(mail.to(), "***");
        if (letter.kind().hasCode()) {
            String code = letter.fact("code");
            line = line.replace(code, "***").replace(Code.inGroups(code), "***");
        }
        return line.substring(0, Math.min(line.length(), LONGEST_PROBLEM));
    }
}
