package io.tampu.house;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The map of rooms and arrows, as {@code docs/map.md} draws it.
 *
 * @param floors by room, the top floor is 0
 * @param floorNames from the top
 */
record HouseMap(Map<String, Integer> floors, List<String> floorNames, SortedSet<Arrow> drawn) {

    private static final String BASE = "base";
    /** On this floor rooms may know each other, where it is drawn. */
    private static final String KNOW = "know";

    static HouseMap read(String markdown) {
        var floors = new LinkedHashMap<String, Integer>();
        var names = new ArrayList<String>();
        for (String line : block(markdown, "rooms")) {
            var words = line.strip().split("\\s+");
            for (int i = 1; i < words.length; i++) {
                floors.put(words[i], names.size());
            }
            names.add(words[0]);
        }
        var drawn = new TreeSet<Arrow>();
        for (String line : block(markdown, "arrows")) {
            var sides = line.split("->", -1);
            for (String to : sides[1].strip().split("\\s+")) {
                drawn.add(new Arrow(sides[0].strip(), to));
            }
        }
        return new HouseMap(floors, names, drawn);
    }

    private static List<String> block(String markdown, String name) {
        int start = markdown.indexOf("```" + name + "\n");
        int end = markdown.indexOf("\n```", start + 4);
        if (start < 0 || end < 0) {
            throw new IllegalArgumentException("no block ```" + name);
        }
        return markdown.substring(start + name.length() + 4, end)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** All in which the map and the house differ, and all in which the map contradicts itself. */
    List<String> problems(Set<Arrow> found, Set<String> rooms) {
        var problems = new ArrayList<String>();
        rooms.stream()
                .filter(room -> !floors.containsKey(room))
                .forEach(room -> problems.add("the room " + room + " is not on the map"));
        floors.keySet().stream()
                .filter(room -> !rooms.contains(room))
                .forEach(room -> problems.add("the map has a room " + room + ", the house has not"));
        found.stream()
                .filter(arrow -> !isFree(arrow) && !drawn.contains(arrow))
                .forEach(arrow -> problems.add(arrow + " is found and not drawn"));
        drawn.stream()
                .filter(arrow -> !found.contains(arrow))
                .forEach(arrow -> problems.add(arrow + " is drawn and not found"));
        drawn.stream()
                .filter(arrow -> isFree(arrow) || !pointsDown(arrow))
                .forEach(arrow ->
                        problems.add(isFree(arrow) ? arrow + " need not be drawn" : arrow + " does not point down"));
        floors.keySet().stream()
                .filter(room -> isOn(BASE, room))
                .filter(room -> found.stream().noneMatch(arrow -> arrow.to().equals(room)))
                .forEach(room -> problems.add("nobody uses " + room));
        floors.keySet().stream()
                .filter(room -> isReachable(room, room, new HashSet<>()))
                .forEach(room -> problems.add(room + " knows itself by way of others"));
        return problems;
    }

    /** Everybody above may use the base. */
    private boolean isFree(Arrow arrow) {
        return isOn(BASE, arrow.to()) && !isOn(BASE, arrow.from());
    }

    private boolean pointsDown(Arrow arrow) {
        int from = floors.getOrDefault(arrow.from(), Integer.MAX_VALUE);
        int to = floors.getOrDefault(arrow.to(), -1);
        return from < to || (from == to && isOn(KNOW, arrow.from()));
    }

    private boolean isOn(String floor, String room) {
        return Objects.equals(floors.get(room), floorNames.indexOf(floor));
    }

    private boolean isReachable(String from, String goal, Set<String> seen) {
        return drawn.stream()
                .filter(arrow -> arrow.from().equals(from))
                .map(Arrow::to)
                .anyMatch(next -> next.equals(goal) || (seen.add(next) && isReachable(next, goal, seen)));
    }
}
