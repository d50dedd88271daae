package dev.waybill.provenance;

import dev.waybill.model.Digested;
import dev.waybill.model.Received;
import dev.waybill.record.CustodyPredicate;
import dev.waybill.record.CustodyStatement;
import dev.waybill.record.StatementSubject;
import dev.waybill.record.attributes.StatedAttributes;
import dev.waybill.record.chunk.ChunkDigests;
import dev.waybill.record.chunk.StatedChunks;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Mapping of a digested version to the custody statement that is signed for the version. */
final class StatementMapper {
  private StatementMapper() {}

  /**
   * Writes the statement.
   *
   * @param attributes headers, metadata and tags of the version
   * @param maker maker of the record
   * @param destination place of the promoted object, or null when the object stays
   * @param sealedAt time at which the record is made
   */
  static byte[] write(
      Digested digested,
      StatedAttributes attributes,
      RecordMaker maker,
      @Nullable StatedDestination destination,
      Instant sealedAt) {
    return CustodyStatement.write(
        subject(digested), predicate(digested, attributes, maker, destination, sealedAt));
  }

  private static StatementSubject subject(Digested digested) {
    return new StatementSubject(
        digested.version(),
        digested.sha256(),
        digested.size(),
        digested.eTag(),
        digested.checksumType(),
        digested.received().sequencer());
  }

  private static CustodyPredicate predicate(
      Digested digested,
      StatedAttributes attributes,
      RecordMaker maker,
      @Nullable StatedDestination destination,
      Instant sealedAt) {
    Received received = digested.received();
    return new CustodyPredicate(
        received.receivedAt(),
        digested.hashedAt(),
        sealedAt,
        maker.by(),
        maker.deployment(),
        digested.hasher(),
        received.purpose().label(),
        received.eventTime(),
        digested.lastModified(),
        received.notificationId(),
        digested.encryption(),
        attributes,
        destination == null ? null : destination.key(),
        destination == null ? null : destination.otherThan(digested.version().bucket()),
        digested.parts(),
        statedChunks(digested),
        digested.stored());
  }

  static @Nullable StatedChunks statedChunks(Digested digested) {
    return chunks(digested).map(ChunkDigests::stated).orElse(null);
  }

  /** Returns the digests of the chunks; empty for a version without any. */
  static Optional<ChunkDigests> chunks(Digested digested) {
    return Optional.ofNullable(digested.chunks())
        .map(digests -> ChunkDigests.of(digested.size(), digests));
  }
}
