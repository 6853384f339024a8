package io.tampu.storefront;

import io.tampu.language.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;

/** The time zones that a traveller can choose from: those that travellers to Peru come from, and Peru's. */
final class Zones {

    /** From west to east. */
    private static final List<ZoneId> CHOICE = List.of(
                    "Pacific/Honolulu",
                    "America/Los_Angeles",
                    "America/Denver",
                    "America/Mexico_City",
                    "America/Chicago",
                    "America/Lima",
                    "America/Bogota",
                    "America/New_York",
                    "America/La_Paz",
                    "America/Santiago",
                    "America/Sao_Paulo",
                    "America/Argentina/Buenos_Aires",
                    "Europe/London",
                    "Europe/Madrid",
                    "Europe/Paris",
                    "Europe/Berlin",
                    "Africa/Johannesburg",
                    "Europe/Istanbul",
                    "Europe/Moscow",
                    "Asia/Dubai",
                    "Asia/Kolkata",
                    "Asia/Bangkok",
                    "Asia/Shanghai",
                    "Asia/Hong_Kong",
                    "Asia/Taipei",
                    "Asia/Singapore",
                    "Asia/Tokyo",
                    "Asia/Seoul",
                    "Australia/Sydney",
                    "Pacific/Auckland")
            .stream()
            .map(ZoneId::of)
            .toList();

    private Zones() {}

    static List<ZoneId> choice() {
        return CHOICE;
    }

    /** "China Time", "hora de China", "中国时间". */
    static String name(ZoneId zone, Language language) {
        return zone.getDisplayName(TextStyle.FULL, language.locale());
    }

    /** For a list: the city is the same word in each language's list of zones, the rest is not. */
    static String inList(ZoneId zone, Language language, Instant now) {
        String city = zone.getId().substring(zone.getId().lastIndexOf('/') + 1).replace('_', ' ');
        String offset = zone.getRules().getOffset(now).getId().replace("Z", "+00:00");
        return "UTC" + offset + "  " + name(zone, language) + " (" + city + ")";
    }
}
