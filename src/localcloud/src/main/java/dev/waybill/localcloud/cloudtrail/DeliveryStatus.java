package dev.waybill.localcloud.cloudtrail;

/**
 * How deliveries of a trail went.
 *
 * @param delivered when something last was, in seconds of the epoch; 0 for never
 * @param attempted when it was last tried, likewise
 * @param error S3's error code of the last attempt; empty when it went well
 */
public record DeliveryStatus(long delivered, long attempted, String error) {
  static final DeliveryStatus NONE = new DeliveryStatus(0, 0, "");
}
