package dev.waybill.estimate;

/**
 * Need of a part for a resource that is limited.
 *
 * @param part the part
 * @param resource the resource
 * @param need what the part needs, for readers
 * @param holds false when it is more than the setting or the service allows
 * @param fix what to change when it does not hold; empty when it holds
 */
public record CapacityLimit(
    EstimatePart part, String resource, String need, boolean holds, String fix) {}
