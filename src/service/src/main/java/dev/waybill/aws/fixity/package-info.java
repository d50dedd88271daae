/** Adapters of re-verification over the SDK's S3 client. */
@NullMarked
package dev.waybill.aws.fixity;

import org.jspecify.annotations.NullMarked;
