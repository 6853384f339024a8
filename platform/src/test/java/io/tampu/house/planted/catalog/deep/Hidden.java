package io.tampu.house.planted.catalog.deep;

/** For its own room only. */
public final class Hidden {}
