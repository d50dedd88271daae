package dev.waybill.baseline.desired;

/** Limits and names that are the same in every deployment. */
public final class BaselineConstants {
  /** Number of deliveries after which SQS moves a message to the dead-letter queue. */
  public static final int MAX_DELIVERIES = 5;

  /** Longest retention of a message that SQS allows, in seconds. */
  public static final int RETENTION_SECONDS = 14 * 24 * 3600;

  /** Types of the events that S3 sends to the queue. */
  public static final String CREATED_EVENTS = "s3:ObjectCreated:*";

  public static final String WORKGROUP_DESCRIPTION = "Waybill's audits";

  private BaselineConstants() {}
}
