package dev.waybill.localcloud.athena;

/**
 * How a plan bounds a partition column: what it does not bound is read whole.
 *
 * @param below whether there is a least value
 * @param above whether there is a greatest value
 * @param discrete whether the values are listed one by one, as by = and IN
 */
public record Bound(boolean below, boolean above, boolean discrete) {}
