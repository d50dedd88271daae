/** Alert sinks in AWS: SNS topics, SQS queues and EventBridge buses. */
@NullMarked
package dev.waybill.aws.alert;

import org.jspecify.annotations.NullMarked;
