package dev.waybill.repair;

import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.LogWriterListener;
import dev.waybill.log.PendingWriter;
import dev.waybill.log.RecentBatches;
import dev.waybill.log.StatementEntry;
import dev.waybill.provenance.SealedRecord;
import dev.waybill.record.LoggedStatement;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.RepairStatement;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Signed statements over repairs in the provenance bucket, each with an entry of the log. What a
 * crash leaves out of the log, the daily listing of the service adds.
 */
public final class RepairStatements {
  private final LogStore store;
  private final String bucket;
  private final String service;
  private final UnaryOperator<byte[]> signer;
  private final RecordVerifier verifier;
  private final Clock clock;

  /**
   * @param bucket the provenance bucket
   * @param service name and version of the service
   * @param signer signs a statement with the key of records; returns the bundle
   * @param verifier verifier with the trusted keys
   */
  public RepairStatements(
      LogStore store,
      String bucket,
      String service,
      UnaryOperator<byte[]> signer,
      RecordVerifier verifier,
      Clock clock) {
    this.store = store;
    this.bucket = bucket;
    this.service = service;
    this.signer = signer;
    this.verifier = verifier;
    this.clock = clock;
  }

  /**
   * States a repair.
   *
   * @param copy the new version
   * @return key of the statement
   * @throws IllegalStateException when the statement cannot be stored
   */
  public String publish(RepairPlan plan, ObjectVersion copy, String by, String reason) {
    RepairStatement statement = statement(plan, copy, by, reason);
    byte[] payload = statement.statement(service);
    byte[] bundle = signer.apply(payload);
    LoggedStatement signed =
        verifier
            .statement(bundle, null)
            .orElseThrow(() -> new IllegalStateException("the signed statement is invalid"));
    if (!store.create(signed.key(), bundle, Keeping.RETAINED)) {
      throw new IllegalStateException(signed.key() + " exists already");
    }
    log(
        StatementEntry.of(store, bucket, signed, bundle)
            .orElseThrow(() -> new IllegalStateException(signed.key() + " cannot be read back")));
    return signed.key();
  }

  private RepairStatement statement(RepairPlan plan, ObjectVersion copy, String by, String reason) {
    SealedRecord record = Objects.requireNonNull(plan.record());
    return new RepairStatement(
        copy,
        record.record().sha256(),
        plan.good().orElseThrow().version(),
        plan.seal().entry().recordKey(),
        record.objectSha256(),
        plan.found().condition().label(),
        reason,
        by,
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        "",
        "");
  }

  private void log(LogEntry entry) {
    try (PendingWriter writer =
        new PendingWriter(
            store,
            PendingWriter.uniqueReplica(),
            PendingWriter.Limits.DEFAULT,
            new RecentBatches(),
            LogWriterListener.NONE,
            clock)) {
      writer.add(entry);
    }
  }
}
