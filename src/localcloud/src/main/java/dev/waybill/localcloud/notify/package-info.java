/** S3 event notifications to SQS queues. */
@NullMarked
package dev.waybill.localcloud.notify;

import org.jspecify.annotations.NullMarked;
