/** S3's side of inventory reports. */
@NullMarked
package dev.waybill.aws.inventory;

import org.jspecify.annotations.NullMarked;
