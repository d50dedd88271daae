/** KMS: keys with real key material, aliases, policies, signatures and data keys. */
@NullMarked
package dev.waybill.localcloud.kms;

import org.jspecify.annotations.NullMarked;
