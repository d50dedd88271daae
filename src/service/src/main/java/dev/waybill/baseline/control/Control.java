package dev.waybill.baseline.control;

/**
 * One thing of the baseline that must hold.
 *
 * @param id stable, such as {@code raw.versioning}
 * @param protects what is lost without it, in a sentence
 * @param reference where it is asked for: CIS AWS Foundations Benchmark 3.0.0, AWS Security Hub's
 *     controls, or the AWS user guide
 * @param fix what a person does about it who may not run {@code waybill baseline apply}
 */
public record Control(String id, String protects, String reference, String fix) {}
