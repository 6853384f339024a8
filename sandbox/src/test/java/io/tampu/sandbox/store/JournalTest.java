package io.tampu.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path folder;

    private final List<String> heard = new ArrayList<>();

    private Journal open() {
        heard.clear();
        var journal = new Journal(folder);
        journal.on("said", line -> heard.add(line.text(0)));
        journal.replay();
        return journal;
    }

    private static void say(Journal journal, String word) {
        journal.change(() -> {
            journal.note("said", word);
            return word;
        });
    }

    @Test
    void whatWasNotedIsThereAgainWhateverItsLetters() throws Exception {
        try (var journal = open()) {
            say(journal, "tab\tline\nreturn\rslash\\ 中文 año");
            say(journal, "");
        }

        try (var journal = open()) {
            assertThat(heard).containsExactly("tab\tline\nreturn\rslash\\ 中文 año", "");
            assertThat(journal.isFresh()).isFalse();
        }
    }

    @Test
    void aTornLastLineIsDroppedAndWritingGoesOn() throws Exception {
        try (var journal = open()) {
            say(journal, "one");
        }
        Files.write(
                folder.resolve("world.journal"),
                "said\ttwo and then the lights w".getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.APPEND);

        try (var journal = open()) {
            assertThat(heard).containsExactly("one");
            say(journal, "three");
        }

        try (var journal = open()) {
            assertThat(heard).containsExactly("one", "three");
            say(journal, "four");
        }
    }

    @Test
    void twoWorldsCannotShareAFolder() throws Exception {
        try (var journal = open()) {
            say(journal, "mine");

            assertThatThrownBy(() -> new Journal(folder)).hasMessageContaining("another world is using");
        }
    }

    @Test
    void aJournalOfANewerVersionIsRefused() throws Exception {
        Files.writeString(folder.resolve("world.journal"), "tampu-world\t2\n");

        assertThatThrownBy(this::open).hasMessageContaining("newer version");
    }

    @Test
    void aNoteOutsideAChangeIsABug() throws Exception {
        try (var journal = open()) {
            assertThatThrownBy(() -> journal.note("said", "x")).hasMessageContaining("outside a change");
        }
    }
}
