package dev.waybill.localcloud.cloudtrail;

/**
 * Result of the latest deliveries of a trail.
 *
 * @param delivered the time of the last successful delivery in seconds since the epoch; 0 for never
 * @param attempted the time of the last attempt in seconds since the epoch; 0 for never
 * @param error the S3 or KMS error code of the last attempt; empty if the attempt succeeded
 */
public record DeliveryStatus(long delivered, long attempted, String error) {
  static final DeliveryStatus NONE = new DeliveryStatus(0, 0, "");
}
