package dev.waybill.evidence;

/**
 * Part of the evidence that a pack does not have.
 *
 * @param part the part, such as {@code events}
 * @param reason why it is absent
 */
public record AbsentPart(String part, String reason) {}
