package dev.waybill.canary;

import dev.waybill.aws.AthenaQueries;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.RecordArchive;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is seen in AWS itself. */
public final class AwsCanaryProbes implements CanaryProbes {
  private final RecordArchive archive;
  private final LogFiles logs;
  private final QueueCauses queue;
  private final TrailCauses trail;
  private final @Nullable LogQuery query;

  private AwsCanaryProbes(AwsClients aws, Settings settings) {
    archive = new RecordArchive(aws.s3(), settings.provenance());
    logs = new LogFiles(aws.s3(), settings.logBucket(), LogPlace.lookedUp(aws, settings));
    queue = new QueueCauses(aws.s3(), aws.sqs(), settings);
    trail = new TrailCauses(aws.cloudTrail(), settings);
    query =
        settings.auditRuns().enabled()
            ? new LogQuery(new AthenaQueries(aws.athena(), settings.audit()))
            : null;
  }

  /**
   * A watch over the account that the clients are of.
   *
   * @param verifier believes the keys that must have signed
   * @param sealedWithin from the upload to the record
   * @param loggedWithin from the upload to its event in the log bucket
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
  public Optional<byte[]> record(ObjectVersion version) {
    return archive.find(version);
  }

  @Override
  public boolean isLogged(Canary canary, Instant now) {
    return logs.has(canary, now);
  }

  @Override
  public @Nullable Boolean isQueryable(Canary canary, Instant now) {
    return query == null ? null : query.finds(canary, now);
  }

  @Override
  public Cause whyUnsealed(Canary canary) {
    return queue.find(canary);
  }

  @Override
  public Cause whyUnlogged(Canary canary) {
    return trail.find(canary);
  }
}
