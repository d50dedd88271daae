package dev.waybill.fixity.plan;

/**
 * Finding whose incident is open.
 *
 * @param rule rule of the finding
 * @param uid identity of the finding
 */
public record OpenFinding(String rule, String uid) {}
