package io.tampu.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;

/**
 * A Java file, as its text shows it.
 *
 * @param methods with the lines of each, its comment not counted
 * @param literals its strings, text blocks included
 */
record Source(Path file, String packageName, String text, List<Method> methods, List<String> literals) {

    record Method(String name, long lines) {}

    /** All Java files below some folders; folders that do not exist are empty. */
    static List<Source> below(List<Path> folders) {
        var files = folders.stream()
                .filter(Files::isDirectory)
                .flatMap(folder -> filesBelow(folder, ".java").stream())
                .toList();
        var compiler = ToolProvider.getSystemJavaCompiler();
        var sources = new ArrayList<Source>();
        try (var manager = compiler.getStandardFileManager(null, Locale.ENGLISH, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            var trees = Trees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                sources.add(read(unit, trees));
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return sources;
    }

    static List<Path> filesBelow(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static Source read(CompilationUnitTree unit, Trees trees) throws IOException {
        var methods = new ArrayList<Method>();
        var literals = new ArrayList<String>();
        var positions = trees.getSourcePositions();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                long start = positions.getStartPosition(unit, method);
                long end = positions.getEndPosition(unit, method);
                var lines = unit.getLineMap();
                methods.add(new Method(
                        method.getName().toString(), lines.getLineNumber(end) - lines.getLineNumber(start) + 1));
                return super.visitMethod(method, nothing);
            }

            @Override
            public Void visitLiteral(LiteralTree literal, Void nothing) {
                if (literal.getValue() instanceof String text) {
                    literals.add(text);
                }
                return super.visitLiteral(literal, nothing);
            }
        }.scan(unit, null);
        var file = Path.of(unit.getSourceFile().toUri());
        var name = unit.getPackageName() == null ? "" : unit.getPackageName().toString();
        return new Source(file, name, Files.readString(file), methods, literals);
    }

    /** Files and methods that are longer than the limits. */
    static List<String> tooLong(List<Source> sources, long maxFileLines, long maxMethodLines) {
        var problems = new ArrayList<String>();
        for (Source source : sources) {
            long lines = source.text().lines().count();
            if (lines > maxFileLines) {
                problems.add(source.file().getFileName() + " has " + lines + " lines, " + maxFileLines + " at most");
            }
            for (Method method : source.methods()) {
                if (method.lines() > maxMethodLines) {
                    problems.add(source.file().getFileName() + ": " + method.name() + " has " + method.lines()
                            + " lines, " + maxMethodLines + " at most");
                }
            }
        }
        return problems;
    }
}
