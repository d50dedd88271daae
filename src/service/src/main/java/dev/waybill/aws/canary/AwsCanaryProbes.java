package dev.waybill.aws.canary;

import dev.waybill.aws.AthenaQueries;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.RecordArchive;
import dev.waybill.canary.Canary;
import dev.waybill.canary.CanaryProbes;
import dev.waybill.canary.CanaryWatch;
import dev.waybill.canary.Cause;
import dev.waybill.canary.UnloggedCauses;
import dev.waybill.canary.UnsealedCauses;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Queries for a canary's traces in an AWS account. */
public final class AwsCanaryProbes implements CanaryProbes {
  private final RecordArchive archive;
  private final LogFiles logs;
  private final UnsealedCauses unsealed;
  private final UnloggedCauses unlogged;
  private final @Nullable LogQuery query;

  private AwsCanaryProbes(AwsClients aws, Settings settings) {
    archive = new RecordArchive(aws.s3(), settings.provenance());
    logs = new LogFiles(aws.s3(), settings.logBucket(), LogLocation.lazy(aws, settings));
    unsealed =
        new UnsealedCauses(
            new AwsCanaryQueue(aws.s3(), aws.sqs(), settings.queue()),
            settings.raw(),
            settings.queue().name());
    String trail = settings.audit().trail();
    unlogged =
        new UnloggedCauses(
            new AwsCanaryTrail(aws.cloudTrail(), trail), trail, settings.logBucket());
    query =
        settings.auditRuns().enabled()
            ? new LogQuery(new AthenaQueries(aws.athena(), settings.audit()))
            : null;
  }

  /**
   * Creates the watch over canaries in the account of the clients.
   *
   * @param verifier verifier that trusts the keys of the service
   * @param sealedWithin limit for the time from the upload to the record
   * @param loggedWithin limit for the time from the upload to its event in the log bucket
   */
  public static CanaryWatch watch(
      AwsClients aws,
      Settings settings,
      RecordVerifier verifier,
      Duration sealedWithin,
      Duration loggedWithin) {
    return new CanaryWatch(
        new AwsCanaryProbes(aws, settings), verifier, sealedWithin, loggedWithin);
  }

  @Override
  public Optional<StoredRecord> findRecord(ObjectVersion version) {
    return archive.find(version);
  }

  @Override
  public boolean isLogged(Canary canary, Instant now) {
    return logs.contain(canary, now);
  }

  @Override
  public @Nullable Boolean isQueryable(Canary canary, Instant now) {
    return query == null ? null : query.finds(canary, now);
  }

  @Override
  public Cause diagnoseUnsealed(Canary canary) {
    return unsealed.find(canary);
  }

  @Override
  public Cause diagnoseUnlogged(Canary canary) {
    return unlogged.find(canary);
  }
}
