/**
 * Second reader of re-verification: S3 computes SHA-256 of the stored bytes in a batch job, and its
 * report is compared with the log of records row by row.
 */
@NullMarked
package dev.waybill.fixity.second;

import org.jspecify.annotations.NullMarked;
