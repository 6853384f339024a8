package io.tampu.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.regex.Pattern;

/** What types are called, and how many of them are public. */
final class TypeNames {

    /** Words that say what a thing is made of, or nothing at all. */
    private static final Pattern EMPTY_WORDS = Pattern.compile("(Manager|Helper|Utils?|Impl|Service|Info)$|^Abstract");

    private TypeNames() {}

    static List<String> problems(JavaClasses classes) {
        return classes.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .filter(type -> EMPTY_WORDS.matcher(type.getSimpleName()).find())
                .map(type -> type.getName() + ": name it by what it does for the business")
                .sorted()
                .toList();
    }

    /** Top-level types that others can see, in per cent of all. */
    static long publicPercent(JavaClasses classes) {
        var types = classes.stream()
                .filter(type -> !type.isNestedClass() && !type.getSimpleName().equals("package-info"))
                .toList();
        long visible = types.stream().filter(TypeNames::isPublic).count();
        return 100 * visible / types.size();
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC);
    }
}
