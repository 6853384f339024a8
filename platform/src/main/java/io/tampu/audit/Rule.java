package io.tampu.audit;

import java.util.Optional;
import java.util.function.Function;

/**
 * What must hold of every life.
 *
 * @param name short and stable, for programs
 * @param sentence what holds, for people
 * @param broken how a life breaks it, in words; empty when it keeps it
 * @param <L> a renewal's life, or that of money from outside
 */
record Rule<L>(String name, String sentence, Function<L, Optional<String>> broken) {}
