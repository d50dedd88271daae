package dev.waybill.reconcile.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.reconcile.row.SealedRow;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LoggedSealsTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final Sha256 DIGEST = Sha256.hash("object");

  private final List<SealedRow> rows = new ArrayList<>();
  private long size = 600;
  private long damagedTile = -1;

  private static LogEntry entry(long index) {
    String bucket = index % 10 == 9 ? "prov" : "raw";
    return new LogEntry(
        EntryKind.SEAL,
        "records/" + index,
        DIGEST,
        new ObjectVersion(bucket, "incoming/" + index, "v"),
        5,
        "e",
        DIGEST,
        "processed/" + index,
        NOW);
  }

  private final LoggedSeals seals =
      new LoggedSeals(
          new LoggedEntries() {
            @Override
            public long size() {
              return size;
            }

            @Override
            public List<LogEntry> read(TileRange range) {
              if (range.tile() == damagedTile) {
                throw new InvalidLogException("tile changed");
              }
              return LongStream.range(range.from(), range.to())
                  .mapToObj(LoggedSealsTest::entry)
                  .toList();
            }
          },
          "raw",
          () -> NOW);

  @Test
  void givesEverySealOfTheBucketWithItsIndex() {
    assertThat(seals.read(rows::add)).isEqualTo(SourceReading.complete("log of records", NOW));

    assertThat(rows).hasSize(540).allMatch(it -> it.recordKey().equals("records/" + it.index()));
  }

  @Test
  void isIncompleteWhenATileIsNotWhatTheRootNeeds() {
    damagedTile = 1;

    assertThat(seals.read(rows::add).problem())
        .contains("log of records: incomplete: it failed after 231 rows: tile changed");
  }

  @Test
  void isIncompleteWhenThereIsNoLog() {
    size = 0;

    assertThat(seals.read(rows::add).problem()).get().asString().contains("has no log");
  }

  @Test
  void samplesKeysOfObjectsAndOfRecords() {
    assertThat(seals.rawKeys().keys())
        .contains("incoming/0", "processed/0", "incoming/512", "processed/512");
    assertThat(seals.rawKeys().expected()).isEqualTo(1800);
    assertThat(seals.recordKeys("records/").keys()).contains("0", "512");
    assertThat(seals.recordKeys("other/").keys()).isEmpty();
  }
}
