package dev.waybill.reconcile;

/**
 * Numbers of distinct versions. Repeated rows count once.
 *
 * @param there versions and delete markers that are there
 * @param sealed versions that the log states as sealed
 * @param events versions that events name; failed calls without a version count once for each key
 * @param union versions that at least one of the three knows
 * @param repeated rows that repeat another row of the same source, which are not counted above
 */
public record ReconcileSums(long there, long sealed, long events, long union, long repeated) {}
