package dev.waybill.canary;

/**
 * Diagnosis of a step that is late or wrong.
 *
 * @param step step that the cause prevents
 * @param what description of the cause in one line
 * @param fix remedy in one line
 */
public record Cause(Step step, String what, String fix) {}
