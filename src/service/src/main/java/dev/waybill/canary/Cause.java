package dev.waybill.canary;

/**
 * Why a step is late or wrong, found by looking.
 *
 * @param step the step that it holds up
 * @param what one line
 * @param fix what mends it, one line
 */
record Cause(Step step, String what, String fix) {}
