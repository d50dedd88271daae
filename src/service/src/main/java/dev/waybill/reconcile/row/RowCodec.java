package dev.waybill.reconcile.row;

import dev.waybill.reconcile.join.RowDecoder;
import dev.waybill.reconcile.join.RowEncoder;
import dev.waybill.record.log.EntryKind;

/** Encoding of rows for temporary files. */
@SuppressWarnings("EnumOrdinal") // Rows live as long as the process that encoded them.
public final class RowCodec {
  private static final CustodyBucket[] BUCKETS = CustodyBucket.values();
  private static final EventActor[] ACTORS = EventActor.values();
  private static final EventEffect[] EFFECTS = EventEffect.values();
  private static final EntryKind[] KINDS = EntryKind.values();

  private RowCodec() {}

  /** Encodes a version without its key, its encryption and its class. */
  public static void encode(ThereRow row, RowEncoder to) {
    to.time(row.lastModified())
        .small(row.isDeleteMarker() ? 1 : 0)
        .small(row.isCurrent() ? 1 : 0)
        .number(row.size())
        .optional(row.eTag())
        .optional(row.sha256());
  }

  /** Decodes a version. The encryption and the class play no part in a verdict. */
  public static ThereRow there(String key, String versionId, RowDecoder from) {
    var lastModified = from.time();
    boolean isDeleteMarker = from.small() == 1;
    boolean isCurrent = from.small() == 1;
    long size = from.number();
    String eTag = from.optional();
    String sha256 = from.optional();
    return new ThereRow(
        key, versionId, isDeleteMarker, isCurrent, size, eTag, lastModified, sha256, null, null);
  }

  /** Encodes an entry, by its index first, so that the first of several entries is read first. */
  public static void encode(SealedRow row, RowEncoder to) {
    to.number(row.index())
        .small(row.kind().ordinal())
        .text(row.key())
        .text(row.versionId())
        .number(row.size())
        .optional(row.eTag())
        .text(row.sha256())
        .optional(row.destinationKey())
        .optional(row.destinationVersionId())
        .text(row.recordKey())
        .time(row.sealedAt())
        .small(row.isAway() ? 1 : 0);
  }

  /** Decodes an entry. */
  public static SealedRow sealed(RowDecoder from) {
    long index = from.number();
    return new SealedRow(
        KINDS[from.small()],
        from.text(),
        from.text(),
        from.number(),
        from.optional(),
        from.text(),
        from.optional(),
        from.optional(),
        from.text(),
        from.time(),
        index,
        from.small() == 1);
  }

  /** Encodes an event. */
  public static void encode(EventRow row, RowEncoder to) {
    to.time(row.time())
        .small(row.bucket().ordinal())
        .text(row.key())
        .optional(row.versionId())
        .small(row.effect().ordinal())
        .text(row.name())
        .small(row.actor().ordinal())
        .text(row.principal())
        .optional(row.error())
        .text(row.requestId())
        .optional(row.sourceAddress())
        .optional(row.copySource());
  }

  /** Decodes an event. */
  public static EventRow event(RowDecoder from) {
    var time = from.time();
    CustodyBucket bucket = BUCKETS[from.small()];
    String key = from.text();
    String versionId = from.optional();
    EventEffect effect = EFFECTS[from.small()];
    String name = from.text();
    return new EventRow(
        bucket,
        key,
        versionId,
        effect,
        name,
        time,
        ACTORS[from.small()],
        from.text(),
        from.optional(),
        from.text(),
        from.optional(),
        from.optional());
  }
}
