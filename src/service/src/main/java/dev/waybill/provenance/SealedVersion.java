package dev.waybill.provenance;

import dev.waybill.record.object.Sequencer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Statement of a sealed record that decides between versions of one key.
 *
 * @param versionId the sealed version
 * @param checksum the SHA-256 that S3 computes of a copy of the version: base64, with {@code -N}
 *     for a copy in N parts
 * @param sequencer the order among the key's events, or null
 * @param eventTime the time of the version's event, or null
 */
public record SealedVersion(
    String versionId,
    String checksum,
    @Nullable Sequencer sequencer,
    @Nullable Instant eventTime) {}
