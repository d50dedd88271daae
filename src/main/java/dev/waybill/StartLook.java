package dev.waybill;

import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.Queue;
import dev.waybill.provenance.Ecdsa;
import dev.waybill.provenance.SigningKey;
import dev.waybill.settings.Settings;
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
final class StartLook {
  private static final Logger LOG = LoggerFactory.getLogger(StartLook.class);

  private final Settings settings;
  private final ProvenanceChecks provenance;
  private final Beside<Queue> source;
  private final Beside<Queue> dead;
  private final Beside<Boolean> raw;
  private final Beside<Optional<String>> kmsKey;
  private final Beside<Boolean> records;
  private final Beside<Map<String, byte[]>> published;
  private final Beside<SigningKey> key;
  private final Beside<AuditCatalog> audits;

  /** Begins all of it. */
  StartLook(AwsClients aws, Settings settings, Path home, ExecutorService workers) {
    this.settings = settings;
    provenance = new ProvenanceChecks(aws.s3(), settings.provenance());
    // It waits for nobody, and takes longest.
    key = Beside.begin(workers, () -> signingKey(settings));
    source = Beside.begin(workers, () -> QueueChecks.source(aws.sqs(), settings.queue()));
    dead = Beside.begin(workers, () -> QueueChecks.dead(aws.sqs(), settings.queue()));
    raw = Beside.look(workers, () -> StartChecks.rawBucket(aws, settings.raw().bucket()));
    kmsKey = Beside.begin(workers, () -> kmsKey(aws, settings));
    records = Beside.look(workers, provenance::bucket);
    published = Beside.begin(workers, provenance::published);
    audits = Beside.begin(workers, () -> AuditCatalog.load(home));
  }

  private static SigningKey signingKey(Settings settings) {
    Ecdsa.useNative()
        .ifPresent(
            problem -> LOG.info("signatures are the JDK's own, which take more CPU: {}", problem));
    return StartChecks.signingKey(settings.signing());
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
  StartFound found() throws Exception {
    QueueChecks queues = QueueChecks.passed(settings.queue(), source.take(), dead.take());
    boolean unused = raw.take();
    Optional<String> expected = kmsKey.take();
    unused = records.take();
    SigningKey signing = key.take();
    provenance.trusts(signing, settings.signing(), published.take());
    provenance.publish(signing, settings.serviceRole());
    return new StartFound(queues, expected.orElse(null), signing, audits.take());
  }
}
