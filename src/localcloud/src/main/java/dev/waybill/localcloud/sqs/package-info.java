/** SQS of the local cloud: ElasticMQ behind a façade that makes queues durable. */
@NullMarked
package dev.waybill.localcloud.sqs;

import org.jspecify.annotations.NullMarked;
