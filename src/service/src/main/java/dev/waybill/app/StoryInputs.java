package dev.waybill.app;

import dev.waybill.audit.catalog.WindowedSql;
import dev.waybill.aws.AthenaQueries;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.IncidentArchive;
import dev.waybill.aws.RecordArchive;
import dev.waybill.aws.S3LogStore;
import dev.waybill.aws.why.AthenaCalls;
import dev.waybill.aws.why.S3StoredCycles;
import dev.waybill.aws.why.S3StoryListing;
import dev.waybill.aws.why.SqsLetterPeek;
import dev.waybill.record.RecordVerifier;
import dev.waybill.settings.Settings;
import dev.waybill.trail.run.TrailProgress;
import dev.waybill.trail.run.TrailStore;
import dev.waybill.verify.log.LogTrust;
import dev.waybill.why.source.CallSource;
import dev.waybill.why.source.IncidentSearch;
import dev.waybill.why.source.LogPlaces;
import dev.waybill.why.source.ProvenPlaces;
import dev.waybill.why.source.QueriedCalls;
import dev.waybill.why.source.ReadingSearch;
import dev.waybill.why.source.SealReader;
import dev.waybill.why.source.StatementSearch;
import dev.waybill.why.source.TrailGaps;
import dev.waybill.why.tell.StorySources;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Sources of objects' stories: what the command and a page of the service have in common.
 *
 * @param store the provenance bucket
 * @param verifier verifier of records with the trusted keys
 */
record StoryInputs(
    AwsClients aws, Settings settings, S3LogStore store, RecordVerifier verifier, Clock clock) {
  private static final String PUBLISHED =
      "the keys that sign records were read from the provenance bucket, where every principal that"
          + " may write can publish one; give --key, waybill.trust.keys or waybill.signing.keystore,"
          + " or accept them with --trust-published";

  /**
   * Returns the sources.
   *
   * @param calls source of CloudTrail's events; null to leave them out
   * @param isPublished true when the keys are trusted only because the bucket publishes them
   */
  StorySources sources(@Nullable CallSource calls, boolean isPublished) {
    String provenance = settings.provenance().bucket();
    return new StorySources(
        settings.scopes(),
        new S3StoryListing(aws.s3()),
        new SealReader(new RecordArchive(aws.s3(), settings.provenance()), verifier),
        log(),
        new ReadingSearch(store, new S3StoredCycles(aws.s3(), provenance), provenance),
        new IncidentSearch(new IncidentArchive(aws.s3(), settings.audit().results())),
        new StatementSearch(store, verifier, provenance, settings.raw().drills()),
        new SqsLetterPeek(aws.sqs(), settings.queue().deadLetterName()),
        new TrailGaps(() -> TrailProgress.of(new TrailStore(store))),
        calls,
        isPublished ? PUBLISHED : null);
  }

  private LogPlaces log() {
    return new ProvenPlaces(
        store,
        () -> LogTrust.of(settings.recordLog(), store).policy(),
        settings.recordLog().origin(),
        settings.recordLog().listingEvery(),
        clock);
  }

  /** Returns the source of CloudTrail's events. */
  CallSource calls(WindowedSql query, Path home) {
    return new QueriedCalls(
        new AthenaCalls(
            new AthenaQueries(aws.athena(), settings.audit()), settings.auditRuns().queryTimeout()),
        query,
        AuditWiring.deployment(aws, settings, null),
        () -> LogFilesWiring.inspected(home, aws, settings));
  }
}
