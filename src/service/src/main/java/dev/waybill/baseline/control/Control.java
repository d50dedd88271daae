package dev.waybill.baseline.control;

/**
 * Requirement of the baseline.
 *
 * @param id stable identifier, such as {@code raw.versioning}
 * @param protects sentence that states the risk without the control
 * @param reference source of the requirement: CIS AWS Foundations Benchmark 3.0.0, AWS Security
 *     Hub's controls, or the AWS user guide
 * @param fix manual fix, for operators without permission to run {@code waybill baseline apply}
 */
public record Control(String id, String protects, String reference, String fix) {}
