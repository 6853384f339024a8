package io.tampu;

import io.tampu.engine.Secret;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The settings of this run: from the environment, else from a file, else the default. */
final class Settings {

    /** All keys of the sandbox world have this in them, at the beginning unless the outside forces another. */
    private static final String SANDBOX = "sandbox_";

    private static final int SHORTEST_OFFER_SECRET = 32;
    private static final int SHORTEST_PASSWORD = 16;

    private final Map<String, String> environment;
    private final Properties file;

    Settings(Map<String, String> environment, Properties file) {
        this.environment = Map.copyOf(environment);
        this.file = file;
        refuseUnknown(file);
    }

    /** Reads a properties file. A name that is no setting is refused, so that a typing error cannot go unnoticed. */
    static Settings read(Map<String, String> environment, Optional<Path> path) {
        var file = new Properties();
        if (path.isPresent()) {
            try (Reader reader = Files.newBufferedReader(path.get())) {
                file.load(reader);
            } catch (IOException | IllegalArgumentException unreadable) {
                throw new UnusableSettings(
                        "The settings file " + path.get() + " cannot be read: " + unreadable.getMessage());
            }
        }
        return new Settings(environment, file);
    }

    String text(Setting setting) {
        String value = environment.get(setting.variable());
        return value != null ? value : file.getProperty(setting.property(), setting.byDefault());
    }

    /** A text that must be there. */
    String needed(Setting setting) {
        String value = text(setting);
        if (value.isBlank()) {
            throw new UnusableSettings("Set " + setting.variable() + ": " + setting.meaning() + ".");
        }
        return value;
    }

    Optional<String> optional(Setting setting) {
        return Optional.of(text(setting)).filter(value -> !value.isBlank());
    }

    int number(Setting setting) {
        String value = text(setting);
        if (!value.matches("[0-9]{1,9}")) {
            throw new UnusableSettings(setting.variable() + " is not a number: " + value + ".");
        }
        return Integer.parseInt(value);
    }

    Duration seconds(Setting setting) {
        return Duration.ofSeconds(number(setting));
    }

    /** A secret that must be there and, outside the sandbox, not one of the sandbox's. */
    Secret secret(Setting setting) {
        return new Secret(refuseSandbox(setting, needed(setting)));
    }

    /** Secrets with commas between them; at least one. */
    List<Secret> secrets(Setting setting) {
        return Arrays.stream(refuseSandbox(setting, needed(setting)).split(","))
                .map(String::strip)
                .filter(secret -> !secret.isEmpty())
                .map(Secret::new)
                .toList();
    }

    /** Texts with commas between them; may be none. */
    List<String> list(Setting setting) {
        return Arrays.stream(text(setting).split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    Secret offerSecret() {
        Secret secret = secret(Setting.OFFER_SECRET);
        if (secret.reveal().length() < SHORTEST_OFFER_SECRET) {
            throw new UnusableSettings(
                    Setting.OFFER_SECRET.variable() + " is shorter than " + SHORTEST_OFFER_SECRET + " characters.");
        }
        return secret;
    }

    /** None: there is no page for the seller. */
    Optional<Secret> sellerPassword() {
        return optional(Setting.SELLER_PASSWORD).map(value -> {
            if (value.length() < SHORTEST_PASSWORD) {
                throw new UnusableSettings(
                        Setting.SELLER_PASSWORD.variable() + " is shorter than " + SHORTEST_PASSWORD + " characters.");
            }
            return secret(Setting.SELLER_PASSWORD);
        });
    }

    String key(Setting setting) {
        return refuseSandbox(setting, needed(setting));
    }

    boolean isSandbox() {
        return switch (text(Setting.OUTSIDE)) {
            case "real" -> false;
            case "sandbox" -> true;
            default -> throw new UnusableSettings(Setting.OUTSIDE.variable() + " is neither real nor sandbox.");
        };
    }

    String refuseSandbox(Setting setting, String value) {
        if (!isSandbox() && value.contains(SANDBOX)) {
            throw new UnusableSettings(setting.variable() + " is a key of the sandbox, and "
                    + Setting.OUTSIDE.variable() + " is real: set the real key.");
        }
        return value;
    }

    private static void refuseUnknown(Properties file) {
        for (String name : file.stringPropertyNames()) {
            if (Arrays.stream(Setting.values())
                    .noneMatch(setting -> setting.property().equals(name))) {
                throw new UnusableSettings("There is no setting " + name + ".");
            }
        }
    }
}
