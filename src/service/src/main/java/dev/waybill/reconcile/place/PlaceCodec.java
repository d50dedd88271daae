package dev.waybill.reconcile.place;

import dev.waybill.reconcile.join.RowDecoder;
import dev.waybill.reconcile.join.RowEncoder;
import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.RowCodec;
import dev.waybill.reconcile.row.SealedRow;
import dev.waybill.reconcile.row.ThereRow;
import org.jspecify.annotations.Nullable;

/**
 * Encoding of rows in the order of places, sides and versions.
 *
 * @param prefixes prefixes of the sides
 */
public record PlaceCodec(PlacePrefixes prefixes) {
  private static final int THERE = 0;
  private static final int SEAL = 1;
  private static final int PROMISE = 2;
  private static final int EVENT = 3;
  private static final int RECORD_GONE = 4;
  private static final int RECORD_GONE_BY = 5;

  private static final int NO_SIDE = 0;

  /** Returns the row of what is there. */
  public byte[] there(ThereRow row) {
    RowEncoder to = at(row.key(), row.versionId()).small(THERE);
    RowCodec.encode(row, to);
    return to.row();
  }

  /** Returns the row of a sealed version. */
  public byte[] sealed(SealedRow row) {
    RowEncoder to = at(row.key(), row.versionId()).small(SEAL);
    RowCodec.encode(row, to);
    return to.row();
  }

  /** Returns true when the copy of a sealed version has another place than the version. */
  public boolean isPromisedElsewhere(SealedRow row) {
    return row.destinationKey() != null
        && !row.isAway()
        && !place(row.destinationKey()).isSamePlace(place(row.key()));
  }

  /** Returns the row of the copy that is promised at another place. */
  public byte[] promise(SealedRow row, String destinationKey) {
    RowEncoder to = at(destinationKey, null).small(PROMISE);
    RowCodec.encode(row, to);
    return to.row();
  }

  /** Returns the row of an event. */
  public byte[] event(EventRow row) {
    RowEncoder to = at(row.key(), row.versionId()).small(EVENT);
    RowCodec.encode(row, to);
    return to.row();
  }

  /**
   * Returns the row of a sealed version whose record is not there.
   *
   * @param cause event that removed the record; null when none is known
   */
  public byte[] recordGone(String key, String versionId, @Nullable EventRow cause) {
    RowEncoder to = at(key, versionId).small(cause == null ? RECORD_GONE : RECORD_GONE_BY);
    if (cause != null) {
      RowCodec.encode(cause, to);
    }
    return to.row();
  }

  private RowEncoder at(String key, @Nullable String versionId) {
    PlaceKey place = place(key);
    return new RowEncoder()
        .small(place.isShared() ? 1 : 0)
        .text(place.name())
        .small(side(place))
        .optional(versionId);
  }

  /** Sides count from 1, in the order of the prefixes. */
  private int side(PlaceKey place) {
    return place.isShared() ? prefixes.all().indexOf(place.side()) + 1 : NO_SIDE;
  }

  private PlaceKey place(String key) {
    return prefixes.place(key);
  }

  /** Decodes a row. */
  PlacedRow decode(byte[] row) {
    RowDecoder from = new RowDecoder(row);
    boolean isShared = from.small() == 1;
    String name = from.text();
    int side = from.small();
    PlaceKey place = new PlaceKey(isShared, name, prefix(side));
    String versionId = from.optional();
    return new PlacedRow(place, versionId, row(place.key(), versionId, from));
  }

  private String prefix(int side) {
    return side == NO_SIDE ? "" : prefixes.all().get(side - 1);
  }

  private static PlaceRow row(String key, @Nullable String versionId, RowDecoder from) {
    int kind = from.small();
    return switch (kind) {
      case THERE ->
          new PlaceRow.There(RowCodec.there(key, versionId == null ? "" : versionId, from));
      case SEAL -> new PlaceRow.Seal(RowCodec.sealed(from));
      case PROMISE -> new PlaceRow.Promise(RowCodec.sealed(from));
      case EVENT -> new PlaceRow.Event(RowCodec.event(from));
      case RECORD_GONE -> new PlaceRow.RecordGone(null);
      case RECORD_GONE_BY -> new PlaceRow.RecordGone(RowCodec.event(from));
      default -> throw new IllegalStateException("no row of kind " + kind);
    };
  }
}
