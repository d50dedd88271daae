package dev.waybill.audit.logfile;

/**
 * Partition of the table of logs: what CloudTrail delivers for one account and region on one day.
 *
 * @param day day of delivery, {@code yyyy/MM/dd}
 * @param prefix prefix of the keys, with a slash at its end
 */
public record LogPartition(String account, String region, String day, String prefix) {}
