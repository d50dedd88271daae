/**
 * What an S3 notification says: one notice for each of its records, or a named refusal.
 *
 * <p>Knows the three envelopes S3's events come in (direct, through SNS, through EventBridge) and
 * nothing of what is done about them.
 */
@NullMarked
package dev.waybill.intake;

import org.jspecify.annotations.NullMarked;
