package io.tampu.esims;

import java.util.UUID;

/** Our own id of an eSIM. Its home is its partner's, else its own, and stays so. */
public record EsimId(UUID value) implements Comparable<EsimId> {

    @Override
    public int compareTo(EsimId other) {
        return value.compareTo(other.value);
    }
}
