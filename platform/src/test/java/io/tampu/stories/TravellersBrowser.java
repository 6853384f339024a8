package io.tampu.stories;

import io.tampu.OpenDoors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A traveller's browser without scripts: it keeps cookies, reads forms from pages, and goes on by itself only when told to. */
public final class TravellersBrowser {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Each sits behind an address of its own, so that limits of one network are another's business. */
    private static final AtomicInteger NETWORKS = new AtomicInteger();

    private static final Pattern FORM = Pattern.compile("<form([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern FIELD =
            Pattern.compile("<(input|option|button)((?:[^>\"]|\"[^\"]*\")*)>|<select[^>]*name=\"([^\"]*)\"[^>]*>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)(?:=\"([^\"]*)\")?");
    private static final int MOST_STEPS = 5;

    /** A form as it stands in a page, ready to be sent. */
    public record Form(String action, Map<String, String> fields) {

        /** The same with another field; one that is there changes. */
        public Form with(String name, String value) {
            var changed = new LinkedHashMap<>(fields);
            changed.put(name, value);
            return new Form(action, changed);
        }

        public Form without(String name) {
            var changed = new LinkedHashMap<>(fields);
            changed.remove(name);
            return new Form(action, changed);
        }

        public String field(String name) {
            return Optional.ofNullable(fields.get(name))
                    .orElseThrow(() -> new IllegalArgumentException("no field " + name + " in the form of " + action));
        }
    }

    /** What came back. */
    public record Page(String at, HttpResponse<String> whole) {

        public int status() {
            return whole.statusCode();
        }

        public String body() {
            return whole.body();
        }

        /** Empty text where there is none. */
        public String header(String name) {
            return whole.headers().firstValue(name).orElse("");
        }

        public String location() {
            return header("Location");
        }

        public List<String> cookies() {
            return whole.headers().allValues("Set-Cookie");
        }

        public String headline() {
            Matcher found = Pattern.compile("<h1>(.*?)</h1>", Pattern.DOTALL).matcher(body());
            return found.find() ? plain(found.group(1)) : "";
        }

        /** What a reader sees, roughly. */
        public String words() {
            return plain(body().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " "));
        }

        public List<Form> forms() {
            return FORM.matcher(body())
                    .results()
                    .map(form -> TravellersBrowser.form(form.group(1), form.group(2)))
                    .toList();
        }

        /** The first form whose action begins so. */
        public Form form(String action) {
            return forms().stream()
                    .filter(form -> form.action().startsWith(action))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no form for " + action + " in " + at + " (" + status() + "): " + words()));
        }
    }

    private final int port;
    private final String network = network(NETWORKS.incrementAndGet());
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final List<String> headers = new ArrayList<>();
    private final List<Consumer<Page>> watchers = new ArrayList<>();

    public TravellersBrowser(int port) {
        this.port = port;
        with("Accept", "text/html");
        with("X-Forwarded-For", network);
    }

    private static String network(int number) {
        return "198.51." + number / 250 + "." + number % 250;
    }

    /** Sends this header from now on as well. */
    public TravellersBrowser with(String header, String value) {
        headers.add(header);
        headers.add(value);
        return this;
    }

    /** Shows each answer from now on to somebody else as well. */
    public TravellersBrowser watchedBy(Consumer<Page> watcher) {
        watchers.add(watcher);
        return this;
    }

    public TravellersBrowser speaking(String language) {
        return with("Accept-Language", language);
    }

    /** What it keeps, by name. */
    public Map<String, String> cookies() {
        return cookies;
    }

    /** All that it keeps, as a header. */
    public String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    public Page get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    public Page send(Form form, String... more) {
        return post(form.action(), form.fields(), more);
    }

    public Page post(String path, Map<String, String> fields, String... more) {
        return post(path, encoded(fields), more);
    }

    /** A body as it stands, as that of a form. */
    public Page post(String path, String body, String... more) {
        var with = new ArrayList<>(List.of(more));
        with.add("Content-Type");
        with.add("application/x-www-form-urlencoded");
        return send("POST", path, HttpRequest.BodyPublishers.ofString(body), with.toArray(String[]::new));
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Goes where it is sent, on this website only. */
    public Page follow(Page page) {
        Page now = page;
        for (int i = 0; i < MOST_STEPS && now.status() == 303; i++) {
            if (!now.location().startsWith("/")) {
                throw new IllegalStateException("sent elsewhere: " + now.location());
            }
            now = get(now.location());
        }
        return now;
    }

    /** A form token for this browser. */
    public String token() {
        return get("/account").status() == 200
                ? get("/account").form("/sign-out").field("_csrf")
                : get("/sign-in").form("/sign-in").field("_csrf");
    }

    /** The whole way in, through the letter. */
    public TravellersBrowser signIn(OpenDoors doors, String email) {
        Page asked = follow(send(get("/sign-in").form("/sign-in").with("email", email)));
        doors.sendLetters();
        Page in = send(asked.form("/sign-in/code").with("code", doors.mail().codeFor(email)));
        if (in.status() != 303) {
            throw new IllegalStateException(email + " could not sign in: " + in.status() + " " + in.words());
        }
        return this;
    }

    public Page send(String method, String path, HttpRequest.BodyPublisher body, String... more) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(70))
                .headers(headers.toArray(String[]::new))
                .method(method, body);
        if (more.length > 0) {
            request.headers(more);
        }
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookieHeader());
        }
        try {
            HttpResponse<String> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            keep(answer.headers().allValues("Set-Cookie"));
            var page = new Page(path, answer);
            watchers.forEach(watcher -> watcher.accept(page));
            return page;
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    private synchronized void keep(List<String> written) {
        for (String cookie : written) {
            String pair = cookie.split(";", 2)[0];
            String name = pair.substring(0, pair.indexOf('='));
            String value = pair.substring(pair.indexOf('=') + 1);
            if (value.isEmpty()) {
                cookies.remove(name);
            } else {
                cookies.put(name, value);
            }
        }
    }

    private static Form form(String head, String inside) {
        Map<String, String> of = attributes(head);
        var fields = new LinkedHashMap<String, String>();
        String select = "";
        Matcher found = FIELD.matcher(inside);
        while (found.find()) {
            if (found.group(3) != null) {
                select = found.group(3);
                continue;
            }
            Map<String, String> field = attributes(found.group(2));
            String value = plain(field.getOrDefault("value", ""));
            if (found.group(1).equals("option") && field.containsKey("selected")) {
                fields.put(select, value);
            }
            boolean isChoice = field.getOrDefault("type", "").equals("radio");
            if (found.group(1).equals("input")
                    && !field.containsKey("disabled")
                    && (!isChoice || field.containsKey("checked"))) {
                fields.put(field.getOrDefault("name", ""), value);
            }
        }
        return new Form(plain(of.getOrDefault("action", "")), fields);
    }

    private static Map<String, String> attributes(String text) {
        var attributes = new LinkedHashMap<String, String>();
        ATTRIBUTE
                .matcher(text)
                .results()
                .forEach(found -> attributes.put(found.group(1), found.group(2) == null ? "" : found.group(2)));
        return attributes;
    }

    private static String plain(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
    }
}
