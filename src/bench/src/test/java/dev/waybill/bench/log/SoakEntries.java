package dev.waybill.bench.log;

import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Numbered entries, of the size that entries of real objects have. */
final class SoakEntries {
  private static final int SIZE = 1024;

  private SoakEntries() {}

  static String recordKey(int number) {
    return String.format("records/soak/%07d", number);
  }

  static byte[] record(int number) {
    return ("record " + number).getBytes(StandardCharsets.UTF_8);
  }

  /** Returns an entry that is sealed now. */
  static LogEntry entry(int number) {
    Sha256 digest = Sha256.hash("object " + number);
    return new LogEntry(
        EntryKind.SEAL,
        recordKey(number),
        Sha256.hash(record(number)),
        new ObjectVersion(
            "caa304-raw-data", "incoming/soak/" + number + ".bin", digest.hex().substring(0, 32)),
        SIZE,
        digest.hex().substring(32),
        digest,
        "processed/soak/" + number + ".bin",
        Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }
}
