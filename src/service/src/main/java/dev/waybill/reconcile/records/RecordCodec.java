package dev.waybill.reconcile.records;

import dev.waybill.reconcile.join.RowDecoder;
import dev.waybill.reconcile.join.RowEncoder;
import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.RowCodec;
import dev.waybill.reconcile.row.SealedRow;
import dev.waybill.reconcile.row.ThereRow;

/** Encoding of rows in the order of the keys of records. */
public final class RecordCodec {
  private static final int SEALED = 0;
  private static final int THERE = 1;
  private static final int EVENT = 2;

  private RecordCodec() {}

  /** Returns the row of an entry. */
  public static byte[] sealed(SealedRow row) {
    RowEncoder to = new RowEncoder().text(row.recordKey()).small(SEALED);
    RowCodec.encode(row, to);
    return to.row();
  }

  /** Returns the row of a version in the provenance bucket. */
  public static byte[] there(ThereRow row) {
    RowEncoder to = new RowEncoder().text(row.key()).small(THERE).text(row.versionId());
    RowCodec.encode(row, to);
    return to.row();
  }

  /** Returns the row of an event in the provenance bucket. */
  public static byte[] event(EventRow row) {
    RowEncoder to = new RowEncoder().text(row.key()).small(EVENT);
    RowCodec.encode(row, to);
    return to.row();
  }

  /** Decodes a row into the facts about its record, which are new ones for another record. */
  static RecordFacts add(byte[] row, RecordFacts facts) {
    RowDecoder from = new RowDecoder(row);
    String key = from.text();
    RecordFacts record = facts.isOf(key) ? facts : new RecordFacts(key);
    switch (from.small()) {
      case SEALED -> record.add(RowCodec.sealed(from));
      case THERE -> record.add(RowCodec.there(key, from.text(), from));
      default -> record.add(RowCodec.event(from));
    }
    return record;
  }
}
