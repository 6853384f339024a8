package io.tampu.sandbox.mail;

import static io.tampu.sandbox.web.Html.text;

import io.tampu.sandbox.web.Answer;
import io.tampu.sandbox.web.Call;
import io.tampu.sandbox.web.Json;
import io.tampu.sandbox.web.Router;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows the letters: as JSON for programs, as a page for people. */
final class MailDesk {

    private static final int USUALLY_SHOWN = 50;
    private static final int MOST_SHOWN = 1_000;
    private static final int MOST_ON_THE_PAGE = 25;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Mailbox mailbox;
    private final int smtpPort;

    MailDesk(Mailbox mailbox, int smtpPort) {
        this.mailbox = mailbox;
        this.smtpPort = smtpPort;
    }

    void addRoutes(Router router) {
        router.on("GET", "/world/mailbox", this::list);
        router.on("GET", "/world/mail", this::page);
    }

    private Answer list(Call call) {
        var letters = mailbox.newest(call.asked("to").orElse(""), call.asked("limit", USUALLY_SHOWN, 1, MOST_SHOWN));
        return Answer.json(
                200,
                Json.object(
                        "smtpPort",
                        smtpPort,
                        "letters",
                        letters.stream().map(MailDesk::shape).toList()));
    }

    private static Map<String, @Nullable Object> shape(Received letter) {
        var read = letter.read();
        return Json.object(
                "id", letter.id(),
                "from", letter.from(),
                "to", letter.to(),
                "subject", read.subject(),
                "language", read.language(),
                "text", read.text(),
                "html", read.html(),
                "messageId", read.messageId(),
                "receivedAt", Instant.ofEpochMilli(letter.atMillis()).toString());
    }

    private Answer page(Call call) {
        String to = call.asked("to").orElse("");
        List<Received> letters = mailbox.newest(to, MOST_ON_THE_PAGE);
        String shown = letters.stream().map(MailDesk::letter).collect(Collectors.joining());
        return Answer.page("""
                <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
                <title>Mail in the sandbox</title><link rel="stylesheet" href="/world/world.css"><div class="band"></div>
                <header><nav><a class="name" href="/">Sandbox world</a><a href="/#faults">Faults</a><a href="/#ledger">Ledger</a><a href="/world/mail">Mail</a></nav></header>
                <main><h1>%s</h1><p class="soft">Everybody’s letters, newest first; nothing leaves this machine. A mail server takes them on port %d.</p>
                <form class="short" method="get" action="/world/mail"><label>For<input name="to" type="text" value="%s" placeholder="everybody"></label><button>Show</button></form>
                %s<p><a href="/world/mailbox">The mailbox as JSON</a></p></main></html>
                """.formatted(headline(letters.size(), to), smtpPort, text(to), shown));
    }

    private static String headline(int count, String to) {
        String whose = to.isEmpty() ? "" : " for " + to;
        return text(
                count == 0
                        ? "No letter has come" + whose
                        : count == 1
                                ? "One letter" + whose
                                : count == MOST_ON_THE_PAGE
                                        ? "The newest " + count + " letters" + whose
                                        : count + " letters" + whose);
    }

    /** What a letter brings along stays in a frame that may do nothing. */
    private static String letter(Received letter) {
        var read = letter.read();
        String html = read.html().isEmpty()
                ? ""
                : "<details open><summary>As HTML</summary><iframe class=\"letter\" sandbox=\"\" title=\"The letter\" srcdoc=\""
                        + text(read.html()) + "\"></iframe></details>";
        return """
                <section><h2>%s</h2><p class="soft">To %s, from %s, %s UTC <small>%s</small></p>%s<details%s><summary>As text</summary><pre class="letter">%s</pre></details></section>
                """.formatted(
                        text(read.subject()),
                        text(letter.to()),
                        text(letter.from()),
                        MOMENT.format(Instant.ofEpochMilli(letter.atMillis())),
                        text(read.messageId()),
                        html,
                        html.isEmpty() ? " open" : "",
                        text(read.text()));
    }
}
