/**
 * The sealing stage: states the digest of a version in a signed record, and reads sealed records.
 *
 * <p>Knows neither Camel nor the AWS SDK; {@link dev.waybill.provenance.RecordStore} is its port to
 * the provenance bucket.
 */
@NullMarked
package dev.waybill.provenance;

import org.jspecify.annotations.NullMarked;
