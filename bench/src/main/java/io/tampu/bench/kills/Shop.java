package io.tampu.bench.kills;

import java.util.List;

/** A partner of the platform's as the run sets it up: with a key, a balance and eSIMs of its own. */
record Shop(String name, long balanceMinor, List<String> iccids) {

    String key() {
        return "sandbox_partner_key_" + name;
    }
}
