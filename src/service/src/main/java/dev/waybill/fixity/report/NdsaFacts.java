package dev.waybill.fixity.report;

/**
 * Facts about the settings of a deployment, for the levels of digital preservation.
 *
 * @param isEventWatched true when audits have the objects examined that somebody else touched
 */
public record NdsaFacts(boolean isEventWatched) {}
