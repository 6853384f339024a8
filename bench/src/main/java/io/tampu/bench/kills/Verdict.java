package io.tampu.bench.kills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The audit's last line: the money from outside, in minor units, as the seller's own proof adds it up. */
record Verdict(long taken, long kept, long returned, long inFlight, long lostToDispute) {

    /** Nothing but zeros where the audit could not be made: then its exit code has said so. */
    static Verdict read(Path said) {
        var line = lastLine(said);
        return new Verdict(
                line.path("taken").asLong(0),
                line.path("kept").asLong(0),
                line.path("returned").asLong(0),
                line.path("inFlight").asLong(0),
                line.path("lostToDispute").asLong(0));
    }

    private static JsonNode lastLine(Path said) {
        try {
            var lines = Files.readAllLines(said);
            return lines.isEmpty()
                    ? MissingNode.getInstance()
                    : JsonMapper.shared().readTree(lines.getLast());
        } catch (JacksonException noVerdict) {
            return MissingNode.getInstance();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    void addUp(Complaints complaints) {
        complaints.unlessEqual(taken, kept + returned + inFlight + lostToDispute, "kept, returned, in flight and lost");
    }
}
