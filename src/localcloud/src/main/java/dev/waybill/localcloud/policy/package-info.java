/** Resource-based policies: what there is of IAM's policy language here, and how it is judged. */
@NullMarked
package dev.waybill.localcloud.policy;

import org.jspecify.annotations.NullMarked;
