package dev.waybill.local;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.RecordArchive;
import dev.waybill.aws.S3LogStore;
import dev.waybill.log.LogStore;
import dev.waybill.log.TileStore;
import dev.waybill.log.proof.CheckpointArchive;
import dev.waybill.log.proof.EntryFinder;
import dev.waybill.log.proof.JudgedCheckpoint;
import dev.waybill.log.proof.LocatedEntry;
import dev.waybill.log.proof.WantedEntry;
import dev.waybill.model.Sealed;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.Settings;
import dev.waybill.signing.LogKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Entry of the demo object's record in the log of records, which the log has within seconds. */
final class DemoLogEntry {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
  private static final int MAX_BUNDLES = 1000;

  private final AwsClients aws;
  private final Settings settings;

  DemoLogEntry(AwsClients aws, Settings settings) {
    this.aws = aws;
    this.settings = settings;
  }

  /** Returns a line about the entry; empty when the log does not have it in time. */
  Optional<String> line(Sealed sealed) throws InterruptedException {
    RecordArchive records = new RecordArchive(aws.s3(), settings.provenance());
    byte[] record = records.find(sealed.version()).map(StoredRecord::bytes).orElseThrow();
    WantedEntry wanted =
        new WantedEntry(
            sealed.recordKey(),
            Sha256.hash(record),
            sealed.version(),
            sealed.digested().sha256(),
            sealed.sealedAt());
    Instant end = Instant.now().plus(TIMEOUT);
    try (S3LogStore store = new S3LogStore(aws.s3(), settings.provenance())) {
      Optional<String> line = find(store, wanted);
      while (line.isEmpty() && Instant.now().isBefore(end)) {
        Thread.sleep(POLL_INTERVAL.toMillis());
        line = find(store, wanted);
      }
      return line;
    }
  }

  private Optional<String> find(LogStore store, WantedEntry wanted) {
    String origin = settings.recordLog().origin();
    LogKeys keys = LogKeys.read(settings.recordLog().keys(), origin, Clock.systemUTC());
    return new CheckpointArchive(store, LogPolicy.ofLog(keys.keys()), origin)
        .published()
        .flatMap(checkpoint -> find(store, wanted, checkpoint));
  }

  private static Optional<String> find(
      LogStore store, WantedEntry wanted, JudgedCheckpoint checkpoint) {
    return new EntryFinder(new TileStore(store), checkpoint.size(), MAX_BUNDLES, read -> {})
        .find(wanted)
        .entry()
        .map(LocatedEntry::index)
        .map(index -> "entry " + index + " of a log of " + checkpoint.size());
  }
}
