package io.tampu.stories;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** Every route of the website, and who it is for. One that is missing here fails the story of the doors. */
final class WebsiteRoutes {

    enum For {
        /** Anybody, and it shows nothing of anybody. */
        ANYBODY,
        /** Whoever is signed in, about themselves. */
        THEMSELVES,
        /** The owner of what its address names. */
        ITS_OWNER
    }

    /**
     * A route.
     *
     * @param path with {@code {...}} where an id stands
     * @param fields of its form, without the token
     */
    record Route(String name, For whom, Map<String, String> fields) {

        boolean isForm() {
            return name.startsWith("POST ");
        }

        /** Its address, with this id wherever one stands. */
        String at(String id) {
            return name.split(" ")[1].replaceAll("\\{[a-zA-Z]+}", id);
        }

        boolean hasId() {
            return name.contains("{");
        }
    }

    static final List<Route> ALL = List.of(
            anybody("GET /"),
            anybody("GET /help"),
            anybody("GET /assets/{name}"),
            anybody("GET /sign-in"),
            anybody("POST /sign-in"),
            anybody("GET /sign-in/code"),
            anybody("POST /sign-in/code"),
            anybody("GET /sign-in/link/{token}"),
            anybody("POST /sign-out"),
            themselves("GET /account", Map.of()),
            themselves("POST /account !end-others&&zone", Map.of("zone", "Asia/Shanghai")),
            themselves("POST /account !zone&&end-others", Map.of("end-others", "yes")),
            themselves("GET /account/email", Map.of()),
            themselves("POST /account/email step=start", Map.of("step", "start")),
            themselves("POST /account/email step=prove", Map.of("step", "prove", "code", "123456")),
            themselves("POST /account/email step=address", Map.of("step", "address", "email", "new@example.com")),
            themselves(
                    "POST /account/email step=code",
                    Map.of("step", "code", "code", "123456", "email", "new@example.com")),
            themselves("GET /esims/add", Map.of()),
            themselves("POST /esims/add", Map.of("iccid", WebsiteDoorsStory.ICCID, "email", WebsiteDoorsStory.VICTIM)),
            themselves("GET /esims/add/code", Map.of()),
            themselves("POST /esims/add/code", Map.of("code", "123456")),
            themselves("GET /renewals", Map.of()),
            themselves("GET /balance", Map.of()),
            themselves("POST /balance", Map.of("amount", "20", "key", WebsiteDoorsStory.NOBODYS)),
            owner("GET /esims/{id}", Map.of()),
            owner("POST /esims/{id}", Map.of("label", "mine now")),
            owner("GET /esims/{id}/renew", Map.of()),
            owner("GET /esims/{id}/preview", Map.of("plan", "pe-7d-1gb")),
            owner(
                    "POST /esims/{id}/preview",
                    Map.of("plan", "pe-7d-1gb", "offer", "x", "key", WebsiteDoorsStory.NOBODYS, "means", "balance")),
            owner("GET /renewals/{id}", Map.of()),
            owner("GET /renewals/by-key/{key}", Map.of()),
            owner("POST /renewals/{id} !give-back&&means", Map.of("means", "balance")),
            owner("POST /renewals/{id} !means&&give-back", Map.of("give-back", "yes")),
            owner("GET /renewals/{id}/receipt", Map.of()),
            owner("GET /renewals/{id}/receipt.pdf", Map.of()),
            owner("GET /renewals/{id}/credit-notes/{note}.pdf", Map.of()),
            owner("GET /balance/top-ups/{id}", Map.of()));

    private WebsiteRoutes() {}

    private static Route anybody(String name) {
        return new Route(name, For.ANYBODY, Map.of());
    }

    private static Route themselves(String name, Map<String, String> fields) {
        return new Route(name, For.THEMSELVES, fields);
    }

    private static Route owner(String name, Map<String, String> fields) {
        return new Route(name, For.ITS_OWNER, fields);
    }

    /** The names of those that the program has. */
    static Set<String> found(Map<RequestMappingInfo, HandlerMethod> mappings) {
        var found = new TreeSet<String>();
        mappings.forEach((mapping, method) -> {
            if (method.getBeanType().getPackageName().equals("io.tampu.storefront")) {
                String params = mapping.getParamsCondition().getExpressions().stream()
                        .map(Object::toString)
                        .sorted()
                        .collect(Collectors.joining("&&"));
                for (RequestMethod verb : mapping.getMethodsCondition().getMethods()) {
                    for (String path : mapping.getPatternValues()) {
                        found.add((verb + " " + path + " " + params).strip());
                    }
                }
                if (mapping.getMethodsCondition().getMethods().isEmpty()) {
                    found.add("ANY " + mapping.getPatternValues());
                }
            }
        });
        return found;
    }

    static Set<String> named() {
        return ALL.stream().map(Route::name).collect(Collectors.toCollection(TreeSet::new));
    }

    static List<Route> all(For whom) {
        return ALL.stream().filter(route -> route.whom() == whom).toList();
    }

    /** Words of a page that are about its own address only. */
    static String without(String body, String... ids) {
        String text = body;
        for (String id : ids) {
            text = text.replace(id, "ID");
        }
        return text;
    }

    static Map<String, String> withToken(Route route, String token) {
        var fields = new TreeMap<>(route.fields());
        fields.put("_csrf", token);
        return fields;
    }
}
