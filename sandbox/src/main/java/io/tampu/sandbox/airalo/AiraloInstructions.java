package io.tampu.sandbox.airalo;

import io.tampu.sandbox.web.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How to install an eSIM, in three of Airalo's thirty languages; the rest get English. */
final class AiraloInstructions {

    private record Words(List<String> scan, List<String> manual, List<String> network) {}

    private static final Map<String, Words> LANGUAGES = Map.of(
            "EN",
            new Words(
                    List.of("Open Settings and choose to add an eSIM.", "Scan the QR code.", "Confirm the plan."),
                    List.of("Open Settings and choose to enter details by hand.", "Enter address and code."),
                    List.of("Choose this eSIM for mobile data.", "Switch data roaming on.")),
            "ES",
            new Words(
                    List.of("Abre Ajustes y elige añadir una eSIM.", "Escanea el código QR.", "Confirma el plan."),
                    List.of("Abre Ajustes y elige introducir los datos a mano.", "Escribe la dirección y el código."),
                    List.of("Elige esta eSIM para los datos móviles.", "Activa la itinerancia de datos.")),
            "ZH",
            new Words(
                    List.of("打开设置，选择添加 eSIM。", "扫描二维码。", "确认套餐。"),
                    List.of("打开设置，选择手动输入。", "输入地址和激活码。"),
                    List.of("选择此 eSIM 作为移动数据。", "打开数据漫游。")));

    private AiraloInstructions() {}

    static Map<String, @Nullable Object> of(String acceptLanguage, Map<String, @Nullable Object> sim) {
        var asked = acceptLanguage.split("[,;_-]", 2)[0].strip().toUpperCase(Locale.ROOT);
        var language = LANGUAGES.containsKey(asked) ? asked : "EN";
        var words = LANGUAGES.getOrDefault(language, new Words(List.of(), List.of(), List.of()));
        return Json.object(
                "language", language,
                "ios", List.of(phone(words, sim, "13.0,14.0,15.0")),
                "android", List.of(phone(words, sim, null)));
    }

    private static Map<String, @Nullable Object> phone(
            Words words, Map<String, @Nullable Object> sim, @Nullable String version) {
        return Json.object(
                "model", null,
                "version", version,
                "installation_via_qr_code",
                        Json.object(
                                "steps", steps(words.scan()),
                                "qr_code_data", sim.get("qrcode"),
                                "qr_code_url", sim.get("qrcode_url"),
                                "direct_apple_installation_url", sim.get("direct_apple_installation_url")),
                "installation_manual",
                        Json.object(
                                "steps", steps(words.manual()),
                                "smdp_address_and_activation_code", sim.get("qrcode")),
                "network_setup",
                        Json.object(
                                "steps", steps(words.network()),
                                "apn_type", sim.get("apn_type"),
                                "apn_value", sim.get("apn_value"),
                                "is_roaming", sim.get("is_roaming")));
    }

    private static Map<String, @Nullable Object> steps(List<String> steps) {
        var numbered = Json.object();
        for (int i = 0; i < steps.size(); i++) {
            numbered.put(Integer.toString(i + 1), steps.get(i));
        }
        return numbered;
    }
}
