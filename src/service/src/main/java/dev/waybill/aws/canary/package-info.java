/** AWS adapters of the canary's ports: uploads, the queue, the trail, its log files and Athena. */
@NullMarked
package dev.waybill.aws.canary;

import org.jspecify.annotations.NullMarked;
