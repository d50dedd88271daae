/** S3 Inventory: configurations of a bucket and the reports that they describe. */
@NullMarked
package dev.waybill.localcloud.inventory;

import org.jspecify.annotations.NullMarked;
