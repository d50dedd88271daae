package dev.waybill.digest;

import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over a stream found.
 *
 * @param sha256 of every byte
 * @param parts digests part by part, or null when none were asked for
 * @param size bytes read
 */
public record DigestResult(Sha256 sha256, @Nullable PartDigests parts, long size) {}
