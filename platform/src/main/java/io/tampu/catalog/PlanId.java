package io.tampu.catalog;

import java.util.UUID;

/** One version of a plan. */
public record PlanId(UUID value) {}
