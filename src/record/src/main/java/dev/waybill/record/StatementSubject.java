package dev.waybill.record;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sequencer;
import dev.waybill.record.object.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Subject of a custody statement (in-toto {@code subject}): one object version and its digest.
 *
 * @param version the version in custody
 * @param sha256 digest of the whole object
 * @param size bytes of the object
 * @param eTag ETag of the version, without quotes
 * @param checksumType S3's {@code FULL_OBJECT} or {@code COMPOSITE}, or null when none is stored
 * @param sequencer position among the events of the key, or null
 */
public record StatementSubject(
    ObjectVersion version,
    Sha256 sha256,
    long size,
    String eTag,
    @Nullable String checksumType,
    @Nullable Sequencer sequencer) {}
