/** What S3 tells queues about its objects. */
@NullMarked
package dev.waybill.localcloud.notify;

import org.jspecify.annotations.NullMarked;
