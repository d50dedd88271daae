package dev.waybill.promotion;

import dev.waybill.model.AlreadyDone;
import dev.waybill.model.CustodySummary;
import dev.waybill.model.Outcome;
import dev.waybill.model.Received;
import dev.waybill.model.RejectReason;
import dev.waybill.model.Rejected;
import dev.waybill.provenance.SealedRecord;
import dev.waybill.provenance.SealedRecords;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordKey;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.CustodyScopes;
import java.util.Optional;
import java.util.function.Consumer;

/** Outcome of versions that no longer exist: promoted by an earlier delivery, or lost. */
public final class GoneVersions {
  private final SealedRecords records;
  private final BucketObjects objects;
  private final CustodyScopes scopes;
  private final Consumer<LogEntry> log;

  /**
   * @param log receiver of the entry of each sealed record, which it may receive more than once;
   *     its exceptions leave the message to the queue
   */
  public GoneVersions(
      SealedRecords records, BucketObjects objects, CustodyScopes scopes, Consumer<LogEntry> log) {
    this.records = records;
    this.objects = objects;
    this.scopes = scopes;
    this.log = log;
  }

  /**
   * Returns {@link AlreadyDone} for a version whose record is sealed and whose copy was promoted,
   * otherwise {@link Rejected}.
   *
   * @throws dev.waybill.model.RejectedException when the version's record is invalid
   */
  public Outcome outcome(Received received) {
    ObjectVersion version = received.version();
    Optional<SealedRecord> sealed = records.find(version);
    if (sealed.isEmpty()) {
      return gone("gone before it was hashed", version);
    }
    // The process that removed the source may have died before the log had the entry.
    log.accept(sealed.get().entry(SealedRecord.kind(received.purpose())));
    if (!received.purpose().isPromoted()) {
      return new AlreadyDone(version, RecordKey.of(version), null);
    }
    try {
      return promoted(sealed.get().record())
          .<Outcome>map(it -> new AlreadyDone(version, RecordKey.of(version), it))
          .orElseGet(() -> gone("sealed, but gone before it was promoted", version));
    } catch (LookupDeniedException e) {
      return new Rejected(
          RejectReason.END_UNKNOWN,
          "sealed and gone; S3 denies the lookup of its copy, so that it cannot be told whether it"
              + " was promoted",
          version);
    }
  }

  private static Rejected gone(String detail, ObjectVersion version) {
    return new Rejected(RejectReason.OBJECT_GONE, detail, version);
  }

  private Optional<CustodySummary> promoted(CustodyRecord record) {
    return objects
        .withChecksum(
            Destination.of(record.version(), scopes),
            record.checksumOfCopy(),
            record.lastModified())
        .map(
            copy ->
                new CustodySummary(
                    record.version(),
                    record.size(),
                    record.sha256(),
                    RecordKey.of(record.version()),
                    copy.version(),
                    record.lastModified(),
                    record.sealedAt(),
                    copy.attributes().lastModified()));
  }
}
