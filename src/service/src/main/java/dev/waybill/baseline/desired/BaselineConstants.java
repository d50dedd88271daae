package dev.waybill.baseline.desired;

/** Numbers and names that are the same in every deployment. */
public final class BaselineConstants {
  /** Deliveries before the queue itself moves a message to the dead-letter queue. */
  public static final int DELIVERIES = 5;

  /** The most that SQS keeps a message. */
  public static final int RETENTION_SECONDS = 14 * 24 * 3600;

  /** Event type that S3 sends to the queue. */
  public static final String CREATED = "s3:ObjectCreated:*";

  public static final String WORKGROUP_DESCRIPTION = "Waybill's audits";

  private BaselineConstants() {}
}
