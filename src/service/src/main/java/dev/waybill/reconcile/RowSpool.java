package dev.waybill.reconcile;

import dev.waybill.reconcile.join.ExternalSort;
import dev.waybill.reconcile.join.SortedRows;
import dev.waybill.reconcile.place.PlaceCodec;
import dev.waybill.reconcile.records.RecordCodec;
import dev.waybill.reconcile.records.RecordJoin;
import dev.waybill.reconcile.row.CustodyBucket;
import dev.waybill.reconcile.row.EventEffect;
import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.SealedRow;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.reconcile.row.ThereSource;
import dev.waybill.record.log.EntryKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reading of all sources into files. For one thread. */
final class RowSpool {
  private final PlaceCodec codec;
  private final ExternalSort places;
  private final ExternalSort records;

  /**
   * @param places receives the rows of the raw bucket
   * @param records receives the rows of the records, when they are reconciled
   */
  RowSpool(PlaceCodec codec, ExternalSort places, ExternalSort records) {
    this.codec = codec;
    this.places = places;
    this.records = records;
  }

  /** Returns what the sources state, in the order there, sealed, events, records. */
  List<SourceReading> read(ReconcileSources sources) throws InterruptedException {
    Optional<ThereSource> recordObjects = sources.recordObjects();
    boolean hasRecords = recordObjects.isPresent();
    List<SourceReading> readings = new ArrayList<>();
    readings.add(sources.there().read(row -> places.add(codec.there(row))));
    readings.add(sources.sealed().read(row -> add(row, hasRecords)));
    readings.add(sources.events().read(row -> add(row, hasRecords)));
    if (hasRecords) {
      SourceReading reading = recordObjects.get().read(row -> records.add(RecordCodec.there(row)));
      readings.add(reading);
      joinRecords(reading);
    }
    return readings;
  }

  /** Statements over re-verification are no objects of the raw bucket. */
  private void add(SealedRow row, boolean hasRecords) {
    if (row.kind() == EntryKind.FIXITY_CYCLE) {
      return;
    }
    places.add(codec.sealed(row));
    String destination = row.destinationKey();
    if (destination != null && codec.isPromisedElsewhere(row)) {
      places.add(codec.promise(row, destination));
    }
    if (hasRecords) {
      records.add(RecordCodec.sealed(row));
    }
  }

  private void add(EventRow row, boolean hasRecords) {
    if (row.bucket() == CustodyBucket.RAW) {
      if (isAboutVersion(row)) {
        places.add(codec.event(row));
      }
    } else if (hasRecords && isRemoval(row)) {
      records.add(RecordCodec.event(row));
    }
  }

  /** A call that failed changes nothing, and a read without a version names none. */
  private static boolean isAboutVersion(EventRow row) {
    return row.isFailed()
        ? row.isDenied()
        : row.effect() != EventEffect.NONE || row.versionId() != null;
  }

  private static boolean isRemoval(EventRow row) {
    return !row.isFailed()
        && (row.effect() == EventEffect.DELETED || row.effect() == EventEffect.MARKED);
  }

  private void joinRecords(SourceReading reading) {
    try (SortedRows sorted = records.finish()) {
      new RecordJoin(reading.asOf())
          .missing(
              sorted,
              (entry, cause) ->
                  places.add(codec.recordGone(entry.key(), entry.versionId(), cause)));
    }
  }
}
