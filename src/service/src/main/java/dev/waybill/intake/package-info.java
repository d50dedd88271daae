/**
 * Intake stage: reads S3's notifications into one result for each record, looks up versions that
 * they do not name, and limits intake while everything is denied.
 *
 * <p>Knows the three envelopes of S3's events (direct, SNS, EventBridge), and neither Camel nor the
 * AWS SDK; {@link dev.waybill.intake.VersionIndex} is its port to S3.
 */
@NullMarked
package dev.waybill.intake;

import org.jspecify.annotations.NullMarked;
