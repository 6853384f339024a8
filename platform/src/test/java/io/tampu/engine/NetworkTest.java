package io.tampu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkTest {

    @Test
    void anIpv4AddressIsTakenWhole() {
        assertThat(Network.home("192.0.2.7").text()).isEqualTo("192.0.2.7");
        assertThat(Network.site("192.0.2.7")).isEqualTo(Network.home("192.0.2.7"));
        assertThat(Network.home("192.0.2.8")).isNotEqualTo(Network.home("192.0.2.7"));
    }

    @Test
    void anIpv6AddressIsTakenByItsFirstBits() {
        assertThat(Network.home("2001:db8:1:2:ffff::1")).isEqualTo(Network.home("2001:db8:1:2::9"));
        assertThat(Network.home("2001:db8:1:3::1")).isNotEqualTo(Network.home("2001:db8:1:2::1"));
        assertThat(Network.site("2001:db8:1:3::1")).isEqualTo(Network.site("2001:db8:1:ff02::1"));
        assertThat(Network.site("2001:db8:2::1")).isNotEqualTo(Network.site("2001:db8:1::1"));
        assertThat(Network.site("2001:db8:1::1")).isNotEqualTo(Network.home("2001:db8:1::1"));
    }

    @Test
    void whatIsNoAddressIsTakenAsItStandsAndNotForEver() {
        assertThat(Network.home("nobody").text()).isEqualTo("nobody");
        assertThat(Network.home("x".repeat(1000)).text()).hasSize(64);
        assertThat(Network.home("")).isEqualTo(Network.site(""));
    }
}
