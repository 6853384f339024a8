package io.tampu.sandbox.demo;

import io.tampu.sandbox.stage.StageProblem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The eSIMs that the world has sold, as the file that the platform imports. The first is renewed in the demo. */
record EsimCsv(Path file) {

    /** What {@code demo.json} needs of a line; the columns are found by the header's names. */
    record Line(String iccid, String supplier, String customer) {}

    static EsimCsv fetch(URI world, int count, Path file) {
        var request = HttpRequest.newBuilder(world.resolve("/world/esims.csv?from=0&count=" + count))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, BodyHandlers.ofFile(file));
            if (answer.statusCode() != 200) {
                throw new StageProblem("The world did not give its eSIMs (HTTP " + answer.statusCode() + " at "
                        + request.uri() + "): its log tells more.");
            }
            return new EsimCsv(file);
        } catch (IOException problem) {
            throw new StageProblem(
                    "The world's eSIMs could not be fetched into " + file + ": " + problem.getMessage(), problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StageProblem("Interrupted while fetching the world's eSIMs.", interrupted);
        }
    }

    /** Says of some eSIMs that they were bought with this address: then they are this traveller's. */
    void sellTo(String email, int from, int count) {
        try {
            var lines = new ArrayList<>(Files.readAllLines(file));
            int customer = cells(lines.getFirst()).indexOf("customer_email");
            for (int at = from + 1; at <= from + count && at < lines.size(); at++) {
                var cells = new ArrayList<>(cells(lines.get(at)));
                cells.set(customer, email);
                lines.set(at, String.join(",", cells));
            }
            Files.write(file, lines);
        } catch (IOException problem) {
            throw new StageProblem("The eSIMs in " + file + " could not be written: " + problem.getMessage(), problem);
        }
    }

    Line first() {
        return nth(0);
    }

    Line second() {
        return nth(1);
    }

    private Line nth(int index) {
        try (var lines = lines()) {
            return lines.skip(index)
                    .findFirst()
                    .orElseThrow(
                            () -> new StageProblem("The world has only " + index + " eSIMs: start anew with --fresh."));
        }
    }

    /** To be closed. */
    Stream<Line> lines() {
        try {
            var text = Files.lines(file);
            List<String> header;
            try (var first = Files.lines(file)) {
                header = first.findFirst().map(EsimCsv::cells).orElse(List.of());
            }
            int iccid = header.indexOf("iccid");
            int supplier = header.indexOf("supplier");
            int customer = header.indexOf("customer_email");
            return text.skip(1)
                    .map(EsimCsv::cells)
                    .map(cells ->
                            new Line(cells.get(iccid), cells.get(supplier), customer < 0 ? "" : cells.get(customer)));
        } catch (IOException problem) {
            throw new StageProblem("The eSIMs in " + file + " could not be read: " + problem.getMessage(), problem);
        }
    }

    /** Our own world writes no quotes in the columns that are read here. */
    private static List<String> cells(String line) {
        return Arrays.asList(line.split(",", -1));
    }
}
