package io.tampu.messages;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail server in memory: takes everything, unless the next answers are said. */
public final class FakeMail implements Outgoing {

    private static final Pattern CODE = Pattern.compile("(\\d{3}) (\\d{3})");

    private final List<Mail> handed = new ArrayList<>();
    private final Deque<Handed> answers = new ArrayDeque<>();

    /** Answers so, in this order, then takes everything again. */
    public synchronized void answer(Handed... next) {
        answers.addAll(List.of(next));
    }

    @Override
    public synchronized Handed hand(Mail mail) {
        handed.add(mail);
        Handed answer = answers.poll();
        return answer == null ? new Handed.Taken() : answer;
    }

    /** All that was handed over, whatever was answered, oldest first. */
    public synchronized List<Mail> all() {
        return List.copyOf(handed);
    }

    /** All that was handed over to an address, oldest first. */
    public synchronized List<Mail> to(String address) {
        return handed.stream().filter(mail -> mail.to().equals(address)).toList();
    }

    /** The code of the last letter to an address: its digits, without the space between them. */
    public String codeFor(String address) {
        Matcher code = CODE.matcher(to(address).getLast().subject());
        if (!code.find()) {
            throw new IllegalStateException("the last letter to " + address + " has no code");
        }
        return code.group(1) + code.group(2);
    }
}
