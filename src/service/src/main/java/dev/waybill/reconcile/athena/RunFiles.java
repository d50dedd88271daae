package dev.waybill.reconcile.athena;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileRange;
import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.reconcile.row.ThereRow;
import dev.waybill.reconcile.row.ThereSource;
import dev.waybill.record.log.LogEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files of one run of a reconciliation by SQL, below {@code reconcile/} in the provenance bucket:
 * what the tables of {@code sql/schema} need and nobody else writes. For one thread.
 */
final class RunFiles {
  /** Number of entries of a table of the log. */
  private static final long TABLE = 65_536;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final LogStore store;
  private final String run;
  private final List<String> sources = new ArrayList<>();

  /**
   * @param run name of the run, which no other run has
   */
  RunFiles(LogStore store, String run) {
    this.store = store;
    this.run = run;
  }

  /**
   * Writes what is there in a bucket.
   *
   * @param source name of the source, {@code raw} or {@code records}
   */
  SourceReading listing(String source, String bucket, ThereSource there)
      throws InterruptedException {
    LineFiles files = new LineFiles(store, "reconcile/objects/" + run + "/" + source + "/");
    SourceReading reading = there.read(row -> files.add(line(bucket, row)));
    if (reading.problem().isEmpty()) {
      state(source, reading.asOf(), files.finish());
    }
    return reading;
  }

  private static String line(String bucket, ThereRow row) {
    ObjectNode json = JSON.createObjectNode();
    json.put("bucket", bucket).put("key", row.key()).put("version_id", row.versionId());
    json.put("is_latest", row.isCurrent()).put("is_delete_marker", row.isDeleteMarker());
    json.put("size", row.size()).put("last_modified", TIME.format(row.lastModified()));
    if (row.eTag() != null) {
      json.put("e_tag", row.eTag());
    }
    if (row.sha256() != null) {
      json.put("sha256", row.sha256());
    }
    return json.toString();
  }

  /**
   * States an inventory that Athena reads itself.
   *
   * @param asOf time of the inventory
   */
  void inventory(Instant asOf) {
    state("raw", asOf, null);
  }

  /**
   * Writes the entries that are in no table of the log.
   *
   * @param size number of entries that are compared
   * @param published time of the newest checkpoint
   */
  void entries(LoggedEntries log, long size, Instant published) {
    long from = Math.min(size, tables() * TABLE);
    LineFiles files = new LineFiles(store, "reconcile/entries/" + run + "/");
    for (long tile = from / TileRange.FULL; tile * TileRange.FULL < size; tile++) {
      long index = tile * TileRange.FULL;
      for (LogEntry entry : log.read(TileRange.of(tile, size))) {
        files.add(line(index++, entry));
      }
    }
    long unused = files.finish();
    state("entries", published, size);
  }

  /** Returns the entry's JSON with its index, as the tables of the log state it. */
  private static String line(long index, LogEntry entry) {
    return "{\"index\":"
        + index
        + ","
        + new String(entry.bytes(), StandardCharsets.UTF_8).substring(1);
  }

  /** Returns the number of tables before the first one that is missing. */
  private long tables() {
    try (Stream<Listed> listed = store.list(LogPaths.TABLES)) {
      Iterator<String> keys = listed.map(Listed::key).iterator();
      long number = 0;
      while (keys.hasNext() && keys.next().equals(LogPaths.table(number))) {
        number++;
      }
      return number;
    }
  }

  private void state(String source, Instant asOf, @Nullable Long rows) {
    ObjectNode json = JSON.createObjectNode();
    json.put("source", source).put("as_of", TIME.format(asOf)).put("row_count", rows);
    sources.add(json.toString());
  }

  /** Writes what the files must contain. Without it the run counts as incomplete. */
  void finish() {
    LineFiles files = new LineFiles(store, "reconcile/sources/" + run + "/");
    sources.forEach(files::add);
    long unused = files.finish();
  }
}
