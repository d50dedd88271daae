package dev.waybill.digest;

import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Result of hashing a stream.
 *
 * @param sha256 the digest of all bytes
 * @param parts the digests of the parts, or null when none were requested
 * @param chunks the digests of the chunks, or null when none were requested
 * @param size the number of bytes read
 */
public record DigestResult(
    Sha256 sha256, @Nullable PartDigests parts, @Nullable PartDigests chunks, long size) {}
