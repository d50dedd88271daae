package dev.waybill.startup;

import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.Queue;
import dev.waybill.settings.Settings;
import dev.waybill.signing.EcdsaProvider;
import dev.waybill.signing.SigningKey;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the start looks at before anything runs: side by side, as each look waits for AWS or takes
 * CPU of its own, and judged in one order, so that what is wrong is told as if it were in turn.
 */
public final class StartupChecks {
  private static final Logger LOG = LoggerFactory.getLogger(StartupChecks.class);

  private final Settings settings;
  private final ProvenanceChecks provenance;
  private final StartupTask<Queue> source;
  private final StartupTask<Queue> dead;
  private final StartupTask<Boolean> raw;
  private final StartupTask<Optional<String>> kmsKey;
  private final StartupTask<Boolean> records;
  private final StartupTask<Map<String, byte[]>> published;
  private final StartupTask<SigningKey> key;
  private final StartupTask<AuditCatalog> audits;

  /** Begins all of it. */
  public StartupChecks(AwsClients aws, Settings settings, Path home, ExecutorService workers) {
    this.settings = settings;
    provenance = new ProvenanceChecks(aws.s3(), settings.provenance());
    // It waits for nobody, and takes longest.
    key = StartupTask.begin(workers, () -> signingKey(settings));
    source = StartupTask.begin(workers, () -> QueueChecks.source(aws.sqs(), settings.queue()));
    dead = StartupTask.begin(workers, () -> QueueChecks.dead(aws.sqs(), settings.queue()));
    raw = StartupTask.look(workers, () -> Preconditions.rawBucket(aws, settings.raw().bucket()));
    kmsKey = StartupTask.begin(workers, () -> kmsKey(aws, settings));
    records = StartupTask.look(workers, provenance::bucket);
    published = StartupTask.begin(workers, provenance::published);
    audits = StartupTask.begin(workers, () -> AuditCatalog.load(home));
  }

  private static SigningKey signingKey(Settings settings) {
    EcdsaProvider.useNative()
        .ifPresent(
            problem -> LOG.info("signatures are the JDK's own, which take more CPU: {}", problem));
    return Preconditions.signingKey(settings.signing());
  }

  private static Optional<String> kmsKey(AwsClients aws, Settings settings) {
    return Optional.ofNullable(KmsKeyCheck.expected(aws.kms(), settings));
  }

  /**
   * What was found, once nothing of it stops the start. The key is published after all that is only
   * looked at: an instance that is set up wrong leaves nothing behind.
   *
   * @throws Exception that names what is wrong
   */
  public StartupContext found() throws Exception {
    QueueChecks queues = QueueChecks.passed(settings.queue(), source.take(), dead.take());
    boolean unused = raw.take();
    Optional<String> expected = kmsKey.take();
    unused = records.take();
    SigningKey signing = key.take();
    provenance.trusts(signing, settings.signing(), published.take());
    provenance.publish(signing, settings.serviceRole());
    return new StartupContext(queues, expected.orElse(null), signing, audits.take());
  }
}
