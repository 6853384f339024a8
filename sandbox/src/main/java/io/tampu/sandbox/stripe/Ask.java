package io.tampu.sandbox.stripe;

import io.tampu.sandbox.stripe.Thing.Moment;
import io.tampu.sandbox.web.Call;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that passed the gate. */
record Ask(Call call, Params params, Moment moment) {

    String part(int i) {
        return call.part(i);
    }

    /** Carries out a request, alone in the world. Throws {@link Problem}. */
    @FunctionalInterface
    interface Act {
        Reply answer(Ask ask);
    }

    /** What is answered; put into JSON after the world was let go. */
    sealed interface Reply {
        record One(Thing thing) implements Reply {}

        record Many(String url, List<? extends Thing> things, boolean more) implements Reply {}

        record Plain(Map<String, @Nullable Object> shape) implements Reply {}

        /** An act that was done, whose answer is a refusal. */
        record Refused(Problem problem) implements Reply {}
    }
}
