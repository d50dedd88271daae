package dev.waybill.record;

import dev.waybill.record.attributes.StatedAttributes;
import dev.waybill.record.chunk.StatedChunks;
import dev.waybill.record.object.DeploymentDigests;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.StoredChecksum;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Predicate of a custody statement (in-toto {@code predicate}): the facts about the object version.
 * The components have the names of the predicate's fields.
 *
 * @param received time at which Waybill received the notification
 * @param hashed time at which the digest was known
 * @param sealed time at which the record was made
 * @param by maker of the record, such as {@code waybill/0.1.0}
 * @param deployment digests of the routes, the configuration and the SQL of the maker
 * @param hashedBy computer of the digest
 * @param purpose {@code promote}, {@code canary}, {@code backfill} for an object that was there
 *     before and stays, or {@code backfill-promote} for one that is promoted
 * @param eventTime time of the write, as the notification states it; null when S3 contradicts it
 * @param lastModified time of the write, as S3 reports it
 * @param notification identifier of the notification
 * @param encryption server-side encryption that S3 reported
 * @param attributes headers, metadata and tags that S3 reported
 * @param destination key of the promoted object, or null when the object stays
 * @param destinationBucket bucket of the promoted object when it is another one than the subject's,
 *     otherwise null
 * @param parts digests of the parts when the object is copied in parts, otherwise null
 * @param chunks digests of the chunks when the object is large and Waybill read it, otherwise null
 * @param backfill comparison with the stored checksum when the object was there before Waybill
 *     heard of it, otherwise null
 */
public record CustodyPredicate(
    Instant received,
    Instant hashed,
    Instant sealed,
    String by,
    DeploymentDigests deployment,
    Hasher hashedBy,
    String purpose,
    @Nullable Instant eventTime,
    Instant lastModified,
    String notification,
    Encryption encryption,
    StatedAttributes attributes,
    @Nullable String destination,
    @Nullable String destinationBucket,
    @Nullable PartDigests parts,
    @Nullable StatedChunks chunks,
    @Nullable StoredChecksum backfill) {
  /** Creates the predicate of an object that stays in its bucket. */
  public CustodyPredicate(
      Instant received,
      Instant hashed,
      Instant sealed,
      String by,
      DeploymentDigests deployment,
      Hasher hashedBy,
      String purpose,
      @Nullable Instant eventTime,
      Instant lastModified,
      String notification,
      Encryption encryption,
      StatedAttributes attributes,
      @Nullable String destination,
      @Nullable PartDigests parts,
      @Nullable StatedChunks chunks,
      @Nullable StoredChecksum backfill) {
    this(
        received,
        hashed,
        sealed,
        by,
        deployment,
        hashedBy,
        purpose,
        eventTime,
        lastModified,
        notification,
        encryption,
        attributes,
        destination,
        null,
        parts,
        chunks,
        backfill);
  }

  /** Creates the predicate of an object without chunks. */
  public CustodyPredicate(
      Instant received,
      Instant hashed,
      Instant sealed,
      String by,
      DeploymentDigests deployment,
      Hasher hashedBy,
      String purpose,
      @Nullable Instant eventTime,
      Instant lastModified,
      String notification,
      Encryption encryption,
      StatedAttributes attributes,
      @Nullable String destination,
      @Nullable PartDigests parts) {
    this(
        received,
        hashed,
        sealed,
        by,
        deployment,
        hashedBy,
        purpose,
        eventTime,
        lastModified,
        notification,
        encryption,
        attributes,
        destination,
        parts,
        null,
        null);
  }
}
