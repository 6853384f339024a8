package io.tampu.audit;

import java.util.Optional;
import java.util.function.Function;

/**
 * What must hold of every renewal.
 *
 * @param name short and stable, for programs
 * @param sentence what holds, for people
 * @param broken how a life breaks it, in words; empty when it keeps it
 */
record LifeRule(String name, String sentence, Function<Life, Optional<String>> broken) {}
