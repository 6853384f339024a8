package io.tampu.browser;

/**
 * How a person looks at pages.
 *
 * @param width of the window, in CSS pixels
 * @param language of the browser: {@code zh-CN}, {@code es-PE}, {@code en-US}
 * @param zone of the device: {@code Asia/Shanghai}
 * @param script whether pages may run any
 * @param pictures whether they are fetched
 * @param forcedColors few colours of the person's own choice, as Windows' contrast themes do
 * @param stillness the wish that nothing moves
 */
public record View(
        int width,
        int height,
        String language,
        String zone,
        boolean dark,
        boolean script,
        boolean pictures,
        boolean forcedColors,
        boolean stillness) {

    public static final String LIMA = "America/Lima";

    /** A phone, in English, light, in Lima. */
    public static View phone() {
        return new View(390, 844, "en-US", LIMA, false, true, true, false, false);
    }

    public static View desk() {
        return phone().at(1280, 900);
    }

    public View at(int newWidth, int newHeight) {
        return new View(newWidth, newHeight, language, zone, dark, script, pictures, forcedColors, stillness);
    }

    public View in(String newLanguage) {
        return new View(width, height, newLanguage, zone, dark, script, pictures, forcedColors, stillness);
    }

    public View inZone(String newZone) {
        return new View(width, height, language, newZone, dark, script, pictures, forcedColors, stillness);
    }

    public View dark(boolean newDark) {
        return new View(width, height, language, zone, newDark, script, pictures, forcedColors, stillness);
    }

    public View withoutScript() {
        return new View(width, height, language, zone, dark, false, pictures, forcedColors, stillness);
    }

    public View withoutPictures() {
        return new View(width, height, language, zone, dark, script, false, forcedColors, stillness);
    }

    public View withForcedColors() {
        return new View(width, height, language, zone, dark, script, pictures, true, stillness);
    }

    public View withStillness() {
        return new View(width, height, language, zone, dark, script, pictures, forcedColors, true);
    }
}
