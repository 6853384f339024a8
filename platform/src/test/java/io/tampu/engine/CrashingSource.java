package io.tampu.engine;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A way to the database for a program that may die: before or after any statement or commit, as SIGKILL would have it. What
 * was not committed is rolled back, and nothing more goes through: the program must be thrown away.
 */
public final class CrashingSource extends DelegatingDataSource {

    /** The program is dead. An Error, so that nobody mends it. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash(String where) {
            super("crash " + where, null, false, false);
        }
    }

    private volatile @Nullable Thread victim;
    private int left = -1;
    private boolean after;
    private volatile boolean shaken;
    private volatile boolean dead;
    private volatile String where = "";

    public CrashingSource(DataSource real) {
        super(real);
    }

    /** Dies at the statement or commit of this thread that comes after so many others, before or after it. */
    public void arm(int others, boolean afterIt) {
        victim = Thread.currentThread();
        left = others;
        after = afterIt;
    }

    public void disarm() {
        victim = null;
    }

    /** Whether threads pause before some of their statements, so that what is done at once comes in many orders. */
    public void shake(boolean isShaken) {
        shaken = isShaken;
    }

    /** Dies here and now. */
    public void crash(String at) {
        dead = true;
        where = at;
        throw new Crash(at);
    }

    public boolean isDead() {
        return dead;
    }

    /** What a dead program throws counts as its death, also where Spring has wrapped why it got no connection; all else goes on. */
    public void excuse(Throwable thrown) {
        if (!dead && thrown instanceof Error error) {
            throw error;
        }
        if (!dead && thrown instanceof RuntimeException problem) {
            throw problem;
        }
    }

    /** Where it died, in words. */
    public String where() {
        return where;
    }

    @Override
    public Connection getConnection() throws SQLException {
        refuseTheDead();
        Connection real = super.getConnection();
        return proxy(Connection.class, new OfConnection(real));
    }

    private void refuseTheDead() {
        if (dead) {
            throw new Crash("already");
        }
    }

    private @Nullable Object guarded(Object real, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        refuseTheDead();
        if (shaken) {
            Thread.sleep(Math.max(0, ThreadLocalRandom.current().nextInt(-3, 4)));
        }
        boolean isHere = Thread.currentThread() == victim && left-- == 0;
        String name = method.getName().startsWith("execute") ? "statement" : method.getName();
        if (isHere && !after) {
            crash("before " + name);
        }
        Object result = invoke(real, method, arguments);
        if (isHere) {
            crash("after " + name);
        }
        return result;
    }

    private static @Nullable Object invoke(Object real, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private final class OfConnection implements InvocationHandler {
        private final Connection real;

        OfConnection(Connection real) {
            this.real = real;
        }

        @Override
        public @Nullable Object invoke(Object self, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            if (method.getName().equals("commit")) {
                return guarded(real, method, arguments);
            }
            if (method.getName().equals("close") && dead && !real.isClosed() && !real.getAutoCommit()) {
                real.rollback();
            }
            Object result = CrashingSource.invoke(real, method, arguments);
            return result instanceof Statement statement
                    ? proxy(
                            method.getReturnType().asSubclass(Statement.class),
                            (proxied, called, with) -> called.getName().startsWith("execute")
                                    ? guarded(statement, called, with)
                                    : CrashingSource.invoke(statement, called, with))
                    : result;
        }
    }
}
