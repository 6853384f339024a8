package io.tampu.browser.look;

/** The languages of the website, each with a browser that speaks it. */
public enum Tongue {
    CHINESE("zh", "zh-CN", "Asia/Shanghai"),
    SPANISH("es", "es-PE", "America/Lima"),
    ENGLISH("en", "en-US", "America/Lima");

    private final String code;
    private final String browser;
    private final String zone;

    Tongue(String code, String browser, String zone) {
        this.code = code;
        this.browser = browser;
        this.zone = zone;
    }

    /** As the website calls it. */
    public String code() {
        return code;
    }

    /** As browsers call it. */
    public String browser() {
        return browser;
    }

    public String zone() {
        return zone;
    }
}
