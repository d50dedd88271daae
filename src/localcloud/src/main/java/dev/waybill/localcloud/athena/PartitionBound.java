package dev.waybill.localcloud.athena;

/**
 * Bounds of a partition column in a plan. An unbounded column is read completely.
 *
 * @param below true if there is a lower bound
 * @param above true if there is an upper bound
 * @param discrete true if the values are listed one by one, as with = and IN
 */
public record PartitionBound(boolean below, boolean above, boolean discrete) {}
