package io.tampu.renewals;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The buyer's own key for a request, so that it can be retried blindly.
 *
 * @param key unique for the buyer
 * @param hash of what was asked: the same key with another hash is another request
 */
public record RequestKey(String key, byte[] hash) {

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RequestKey that && key.equals(that.key) && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return key;
    }
}
