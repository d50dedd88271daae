/**
 * The log stage: collects entries of sealed records, appends them to the log of records in the
 * provenance bucket, and checks that log.
 *
 * <p>Knows neither Camel nor the AWS SDK; {@link dev.waybill.log.LogStore} is its port to the
 * provenance bucket. {@link dev.waybill.record.log} defines the log's format.
 */
@NullMarked
package dev.waybill.log;

import org.jspecify.annotations.NullMarked;
