package io.tampu.browser;

import io.tampu.sandbox.stage.Home;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one site of this run; it stops with the run, and what its parts wrote stays in {@code browser/target/site}. */
public final class OneSite implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Site.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        var store = test.getRoot().getStore(ExtensionContext.Namespace.GLOBAL);
        return Objects.requireNonNull(store.getOrComputeIfAbsent(Running.class, none -> start(), Running.class))
                .site();
    }

    private static Running start() {
        return new Running(Site.open(Home.find().folder().resolve("browser/target/site"), Map.of()));
    }

    private record Running(Site site) implements AutoCloseable {
        @Override
        public void close() {
            site.close();
        }
    }
}
