package io.tampu.accounts;

import java.util.Map;
import java.util.Optional;

/** What a browser says that it is, in the few words by which its owner knows it: {@code WeChat, iPhone}. Names, the same in each language. */
final class Device {

    /** In this order: each pretends to be those that come after it. */
    private static final Map<String, String> BROWSERS = inOrder(
            "MicroMessenger", "WeChat",
            "AlipayClient", "Alipay",
            "Edg", "Edge",
            "HuaweiBrowser", "Huawei Browser",
            "SamsungBrowser", "Samsung Internet",
            "MiuiBrowser", "Mi Browser",
            "UCBrowser", "UC Browser",
            "MQQBrowser", "QQ Browser",
            "OPR/", "Opera",
            "FxiOS", "Firefox",
            "Firefox", "Firefox",
            "CriOS", "Chrome",
            "Chrome", "Chrome",
            "Safari", "Safari");

    private static final Map<String, String> MACHINES = inOrder(
            "iPhone", "iPhone",
            "iPad", "iPad",
            "HarmonyOS", "HarmonyOS",
            "Android", "Android",
            "Windows", "Windows",
            "Macintosh", "Mac",
            "Linux", "Linux");

    private Device() {}

    /** Empty when it says nothing that is known. */
    static String of(String userAgent) {
        return String.join(
                ", ",
                java.util.stream.Stream.of(first(BROWSERS, userAgent), first(MACHINES, userAgent))
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Optional<String> first(Map<String, String> names, String userAgent) {
        return names.entrySet().stream()
                .filter(name -> userAgent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<String, String> inOrder(String... markAndName) {
        var map = new java.util.LinkedHashMap<String, String>();
        for (int i = 0; i < markAndName.length; i += 2) {
            map.put(markAndName[i], markAndName[i + 1]);
        }
        return map;
    }
}
