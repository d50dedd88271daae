package dev.waybill.custody.order;

import org.jspecify.annotations.Nullable;

/**
 * Name of a step.
 *
 * @param route id of the route
 * @param step id of the step; null when it has none
 */
public record StepName(String route, @Nullable String step) {}
