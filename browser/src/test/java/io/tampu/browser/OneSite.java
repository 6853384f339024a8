package io.tampu.browser;

import io.tampu.sandbox.stage.Home;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test class a site of its own: from one network no more than thirty codes to sign in are sent in an hour. It stops with the
 * class; what its parts wrote stays in {@code browser/target}.
 */
public final class OneSite implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Site.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        var store = classOf(test).getStore(ExtensionContext.Namespace.create(OneSite.class));
        var name = test.getRequiredTestClass().getSimpleName();
        return Objects.requireNonNull(store.getOrComputeIfAbsent(Running.class, none -> start(name), Running.class))
                .site();
    }

    private static ExtensionContext classOf(ExtensionContext test) {
        var context = test;
        while (context.getTestMethod().isPresent() && context.getParent().isPresent()) {
            context = context.getParent().get();
        }
        return context;
    }

    private static Running start(String name) {
        return new Running(Site.open(Home.find().folder().resolve("browser/target/site-" + name), Map.of()));
    }

    private record Running(Site site) implements AutoCloseable {
        @Override
        public void close() {
            site.close();
        }
    }
}
