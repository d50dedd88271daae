package dev.waybill.startup;

import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.DelegationArchive;
import dev.waybill.aws.Queue;
import dev.waybill.provenance.PublishedKey;
import dev.waybill.record.object.DeploymentDigests;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.Settings;
import dev.waybill.signing.EcdsaProvider;
import dev.waybill.signing.KeyTrust;
import dev.waybill.signing.SigningKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks and lookups of the start. They run in parallel, because each waits for AWS or needs CPU
 * time of its own. Their failures surface in a fixed order, so that the same problem is reported
 * every time.
 */
public final class StartupChecks {
  private static final Logger LOG = LoggerFactory.getLogger(StartupChecks.class);

  private final AwsClients aws;
  private final Settings settings;
  private final ProvenanceChecks provenance;
  private final StartupTask<Queue> source;
  private final StartupTask<Queue> dead;
  private final StartupTask<Optional<Queue>> fixity;
  private final StartupTask<Optional<Queue>> backfill;
  private final StartupTask<Boolean> raw;
  private final StartupTask<Optional<String>> kmsKey;
  private final StartupTask<Boolean> records;
  private final StartupTask<List<PublishedKey>> published;
  private final StartupTask<SigningKey> key;
  private final StartupTask<Optional<LogIdentity>> log;
  private final StartupTask<AuditCatalog> audits;
  private final StartupTask<DeploymentDigests> deployment;

  /** Starts all checks. */
  public StartupChecks(AwsClients aws, LoadedSettings loaded, Path home, ExecutorService workers) {
    this.aws = aws;
    settings = loaded.settings();
    provenance = new ProvenanceChecks(aws.s3(), settings.provenance());
    // Takes longest and depends on no other check.
    key = StartupTask.start(workers, () -> signingKey(aws, settings));
    source = StartupTask.start(workers, () -> QueueChecks.source(aws.sqs(), settings.queue()));
    dead = StartupTask.start(workers, () -> QueueChecks.dead(aws.sqs(), settings.queue()));
    fixity = StartupTask.start(workers, () -> QueueChecks.fixity(aws.sqs(), settings.fixity()));
    backfill =
        StartupTask.start(workers, () -> QueueChecks.backfill(aws.sqs(), settings.backfill()));
    raw = StartupTask.check(workers, () -> Preconditions.scopes(aws, settings.scopes()));
    kmsKey = StartupTask.start(workers, () -> kmsKey(aws, settings));
    records = StartupTask.check(workers, provenance::bucket);
    published = StartupTask.start(workers, provenance::published);
    log = StartupTask.start(workers, () -> LogChecks.identity(settings.recordLog()));
    audits = StartupTask.start(workers, () -> AuditCatalog.load(home));
    deployment = StartupTask.start(workers, () -> DeploymentFiles.digests(home, loaded));
  }

  private static SigningKey signingKey(AwsClients aws, Settings settings) {
    EcdsaProvider.useNative()
        .ifPresent(
            problem ->
                LOG.info(
                    "native signatures are not available, using those of the JDK, which need more"
                        + " CPU: {}",
                    problem));
    return SigningKeys.load(aws, settings);
  }

  private static Optional<String> kmsKey(AwsClients aws, Settings settings) {
    return Optional.ofNullable(KmsKeyCheck.expected(aws.kms(), settings));
  }

  /**
   * Waits for all checks and returns their results. The key is published last, so that an instance
   * with a wrong configuration leaves nothing behind.
   *
   * @throws Exception of the first check that failed
   */
  public StartupContext await() throws Exception {
    QueueChecks queues = QueueChecks.passed(settings.queue(), source.await(), dead.await());
    Optional<Queue> ranges = fixity.await();
    Optional<Queue> units = backfill.await();
    boolean unused = raw.await();
    Optional<String> expected = kmsKey.await();
    unused = records.await();
    SigningKey signing = key.await();
    KeyTrust trust = Preconditions.trust(settings.signing(), signing.trusted());
    ProvenanceChecks.trusts(trust, signing, settings.signing(), Instant.now());
    Optional<LogIdentity> identity = log.await();
    List<PublishedKey> keys = published.await();
    provenance.publish(signing, settings.serviceRole());
    DeploymentDigests digests = deployment.await();
    LOG.info("deployment {}", digests);
    return new StartupContext(
        queues,
        ranges.orElse(null),
        units.orElse(null),
        expected.orElse(null),
        signing,
        trust,
        DelegationArchive.of(aws.s3(), settings, trust.list()),
        keys,
        identity.orElse(null),
        audits.await(),
        digests);
  }
}
