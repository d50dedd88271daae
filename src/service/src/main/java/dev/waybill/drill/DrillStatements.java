package dev.waybill.drill;

import dev.waybill.log.LogStore;
import dev.waybill.log.StatementArchive;
import dev.waybill.record.DrillStatement;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.LogEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Signed statements about drills in the provenance bucket. Each one is written once, and each call
 * repeats what a crash left undone: the statement and its entry in the log.
 */
public final class DrillStatements {
  private final StatementArchive archive;
  private final String service;

  /**
   * @param bucket the provenance bucket
   * @param service name and version of the service
   * @param signer signs a statement with the key of records; returns the bundle
   * @param verifier verifier with the trusted keys
   * @param log receives the entries of the statements, and drops those that it has
   */
  public DrillStatements(
      LogStore store,
      String bucket,
      String service,
      UnaryOperator<byte[]> signer,
      RecordVerifier verifier,
      Consumer<LogEntry> log) {
    this.archive = new StatementArchive(store, bucket, signer, verifier, log);
    this.service = service;
  }

  /**
   * Makes the statement about an ended drill, unless it exists, and gives its entry to the log.
   *
   * @throws IllegalStateException when an object in the place of the statement is none
   * @throws RuntimeException when the store cannot be reached
   */
  void publish(Drill drill, Instant now) {
    archive.publish(
        DrillStatement.key(drill.id()), "drill", () -> statement(drill, now).statement(service));
  }

  private DrillStatement statement(Drill drill, Instant now) {
    DrillSeal seal = Objects.requireNonNull(drill.seal());
    DrillSighting sighting = drill.sighting();
    return new DrillStatement(
        drill.id(),
        drill.version(),
        drill.digest(),
        seal.recordKey(),
        seal.recordSha256(),
        seal.index(),
        drill.kind().label(),
        Objects.requireNonNull(drill.alteredAt()),
        drill.within(),
        sighting == null ? null : sighting.at(),
        sighting == null ? null : sighting.rule(),
        now.truncatedTo(ChronoUnit.MILLIS),
        "",
        "");
  }
}
