package io.tampu.storefront;

/**
 * What a page about trouble says.
 *
 * @param key of its texts: a headline, what happened to the visitor's money and data, and what to do next
 * @param again where to try again
 */
record Trouble(String key, String again) {}
