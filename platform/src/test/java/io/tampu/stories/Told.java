package io.tampu.stories;

import io.tampu.engine.Secret;
import io.tampu.stories.TravellersBrowser.Page;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All that was told to one side in confidence, and all that the website has answered; finds the former where it does not belong. */
final class Told {

    private static final Pattern ADDRESS = Pattern.compile("(?:href|action|src)=\"([^\"]*)\"");

    /** Long enough that they are found wherever they stand. */
    private final Map<String, String> secrets = new LinkedHashMap<>();

    /** Six digits stand in many a number: these are looked for as words of their own. */
    private final Set<String> codes = new LinkedHashSet<>();

    /** In pages by right: as what stands in forms. */
    private final Map<String, String> formTokens = new LinkedHashMap<>();

    /** In pages and tables by right. */
    private final Set<String> emails = new LinkedHashSet<>();

    private final List<Page> pages = new ArrayList<>();

    String secret(String what, String secret) {
        secrets.put(what, secret);
        return secret;
    }

    String code(String code) {
        codes.add(code);
        return code;
    }

    String email(String email) {
        emails.add(email);
        return email;
    }

    int codes() {
        return codes.size();
    }

    int pages() {
        return pages.size();
    }

    /** For a browser: its cookies and the tokens in its forms are secrets, but for the language. */
    void watch(Page page) {
        pages.add(page);
        for (String cookie : page.cookies()) {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            if (!pair[1].isEmpty() && !pair[0].equals("tampu-language")) {
                secrets.put("cookie " + pair[0] + " of " + page.at() + " " + secrets.size(), pair[1]);
            }
        }
        for (var form : page.forms()) {
            String token = form.fields().get("_csrf");
            if (token != null) {
                formTokens.put("form token of " + page.at() + " " + formTokens.size(), token);
            }
        }
    }

    Set<String> kindsOfCookies() {
        var kinds = new LinkedHashSet<String>();
        secrets.keySet().stream()
                .filter(what -> what.startsWith("cookie "))
                .forEach(what -> kinds.add(what.split(" ")[1]));
        return kinds;
    }

    /** What of all this a log tells. */
    List<String> leaksOfLog(String log) {
        return Stream.of(
                        among(secrets, log),
                        among(formTokens, log),
                        codesIn(log),
                        emails.stream().filter(log::contains).map(email -> "the address " + email))
                .flatMap(found -> found)
                .toList();
    }

    /** What of all this stands in the database's rows in clear, or so that it is soon guessed. */
    List<String> leaksOfRows(String rows) {
        return Stream.of(
                        among(secrets, rows),
                        among(hexadecimal(secrets), rows),
                        among(formTokens, rows),
                        codesIn(rows),
                        codes.stream()
                                .filter(code -> rows.contains(hex(code.getBytes(StandardCharsets.UTF_8)))
                                        || rows.contains(HexFormat.of().formatHex(new Secret(code).sha256())))
                                .map(code -> "the code " + code + ", hardly hidden"))
                .flatMap(found -> found)
                .toList();
    }

    /** What of all this stands in pages, or in an address to which one leads, where others read it. */
    List<String> leaksOfPages() {
        return pages.stream()
                .flatMap(page -> {
                    String addresses = addresses(page);
                    return Stream.of(
                                    among(secrets, page.body()),
                                    codesIn(page.body()),
                                    among(secrets, addresses),
                                    among(formTokens, addresses),
                                    codesIn(addresses),
                                    emails.stream()
                                            .filter(email -> addresses.contains(email)
                                                    || addresses.contains(TravellersBrowser.encoded(email)))
                                            .map(email -> "the address " + email))
                            .flatMap(found -> found)
                            .map(what -> page.at() + ": " + what);
                })
                .toList();
    }

    /** What a program was answered. */
    List<String> leaksOfAnswer(String answer) {
        return Stream.concat(among(secrets, answer), codesIn(answer)).toList();
    }

    private static String addresses(Page page) {
        var all = new StringBuilder(page.location());
        ADDRESS.matcher(page.body()).results().forEach(found -> all.append(' ').append(found.group(1)));
        return all.toString();
    }

    private static Stream<String> among(Map<String, String> secrets, String text) {
        return secrets.entrySet().stream()
                .filter(secret -> text.contains(secret.getValue()))
                .map(Map.Entry::getKey);
    }

    private static Map<String, String> hexadecimal(Map<String, String> secrets) {
        var hexadecimal = new LinkedHashMap<String, String>();
        secrets.forEach(
                (what, secret) -> hexadecimal.put(what + ", as bytes", hex(secret.getBytes(StandardCharsets.UTF_8))));
        return hexadecimal;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Neither in a longer number or id, nor behind the point of a second. */
    private Stream<String> codesIn(String text) {
        return codes.stream()
                .filter(code -> Pattern.compile("(?<![0-9A-Za-z.@-])" + code.substring(0, 3) + " ?" + code.substring(3)
                                + "(?![0-9A-Za-z-])")
                        .matcher(text)
                        .find())
                .map(code -> "the code " + code);
    }
}
