package io.tampu.browser;

import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one Chromium of this run; it ends with the run. */
public final class OneChromium implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return chromium(test);
    }

    static Chromium chromium(ExtensionContext test) {
        var store = test.getRoot().getStore(ExtensionContext.Namespace.GLOBAL);
        return Objects.requireNonNull(
                        store.getOrComputeIfAbsent(Running.class, none -> new Running(Chromium.start()), Running.class))
                .chromium();
    }

    private record Running(Chromium chromium) implements AutoCloseable {
        @Override
        public void close() {
            chromium.close();
        }
    }
}
