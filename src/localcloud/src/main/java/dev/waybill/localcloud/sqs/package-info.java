/** SQS for the embedded cloud: ElasticMQ behind a façade that makes it durable. */
@NullMarked
package dev.waybill.localcloud.sqs;

import org.jspecify.annotations.NullMarked;
