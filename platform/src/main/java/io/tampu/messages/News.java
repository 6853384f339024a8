package io.tampu.messages;

import java.util.List;
import java.util.Optional;

/**
 * What a letter has to tell, in its reader's language, without greeting and signature.
 *
 * @param to the address of its reader now: letters wait, and addresses change meanwhile
 * @param language {@code zh}, {@code es} or {@code en}
 * @param said sentences, each a paragraph
 * @param link where there is more to see
 * @param afterwards what is said after the link
 */
public record News(
        String to, String language, String subject, List<String> said, Optional<Link> link, List<String> afterwards) {

    /**
     * A link with its own words.
     *
     * @param address with its scheme
     */
    public record Link(String words, String address) {}

    public News {
        said = List.copyOf(said);
        afterwards = List.copyOf(afterwards);
    }
}
