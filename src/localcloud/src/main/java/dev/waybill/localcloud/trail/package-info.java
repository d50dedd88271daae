/** CloudTrail's records of calls and their digest files, delivered to the buckets of trails. */
@NullMarked
package dev.waybill.localcloud.trail;

import org.jspecify.annotations.NullMarked;
