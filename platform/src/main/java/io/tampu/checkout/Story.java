package io.tampu.checkout;

import java.util.List;
import java.util.UUID;

/** All that happened to the money of a reference, oldest first. */
public record Story(List<Attempt> attempts, List<Refund> refunds, List<Dispute> disputes) {

    /** Of what is paid from a balance: nothing came from outside. */
    public static final Story NONE = new Story(List.of(), List.of(), List.of());

    static Story of(UUID reference, List<Attempt> attempts, List<Refund> refunds, List<Dispute> disputes) {
        List<Attempt> tried = attempts.stream()
                .filter(attempt -> attempt.asked().reference().equals(reference))
                .toList();
        return new Story(
                tried,
                refunds.stream()
                        .filter(refund -> refund.reference().equals(reference))
                        .toList(),
                disputes.stream()
                        .filter(dispute -> tried.stream()
                                .anyMatch(attempt -> attempt.taken().stream()
                                        .anyMatch(money -> money.payment().equals(dispute.payment()))))
                        .toList());
    }
}
