package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.KeyArchive;
import dev.waybill.aws.S3LogStore;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.RestoreService;
import dev.waybill.provenance.PublishedKey;
import dev.waybill.record.RecordVerifier;
import dev.waybill.restore.ProvenanceRestore;
import dev.waybill.restore.RestoreCounts;
import dev.waybill.restore.RestoreFinding;
import dev.waybill.restore.RestoreStores;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.ProvenanceSettings;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SigningSettings;
import dev.waybill.signing.EcdsaProvider;
import dev.waybill.startup.Preconditions;
import dev.waybill.startup.SigningKeys;
import dev.waybill.verify.log.LogTrust;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/** Implementation of {@code waybill restore}. */
final class RestoreRun implements RestoreService {
  private final Function<Settings, AwsClients> clients;

  /**
   * @param clients creates the clients of one command, which are closed after it
   */
  RestoreRun(Function<Settings, AwsClients> clients) {
    this.clients = clients;
  }

  @Override
  // The claims are written when they are closed.
  @SuppressWarnings("try")
  public RestoreCounts restore(
      LoadedSettings loaded, Order order, Consumer<RestoreFinding> findings) {
    Settings settings = loaded.settings();
    try (AwsClients aws = clients.apply(settings);
        ClaimsWiring unused = ClaimsWiring.ofCommand(aws, settings)) {
      aws.identity();
      try (S3LogStore copy = new S3LogStore(aws.s3(), of(settings.provenance(), order.from()));
          S3LogStore bucket = new S3LogStore(aws.s3(), settings.provenance())) {
        return new ProvenanceRestore(
                new RestoreStores(copy, bucket, order.isWriting()),
                settings.recordLog().origin(),
                trust(settings, copy),
                verifier(aws, settings, order.from()),
                order.isUnloggedAccepted(),
                findings,
                Clock.systemUTC())
            .run();
      }
    }
  }

  /** A list names keys by their fingerprints, so that their place need not be trusted. */
  private static RecordVerifier verifier(AwsClients aws, Settings settings, String from) {
    SigningSettings signing = settings.signing();
    List<PublicKey> published =
        new KeyArchive(aws.s3(), of(settings.provenance(), from))
            .list().stream().map(PublishedKey::key).filter(Objects::nonNull).toList();
    return RecordVerifier.ofLimited(
        Preconditions.trust(signing, SigningKeys.trusted(aws, signing)).trusted(published),
        EcdsaProvider::signature);
  }

  private static ProvenanceSettings of(ProvenanceSettings own, String bucket) {
    return new ProvenanceSettings(bucket, own.retention(), own.mode(), own.renewBefore());
  }

  /** A copy must not vouch for itself. */
  private static LogTrust trust(Settings settings, S3LogStore copy) {
    LogTrust trust = LogTrust.of(settings.recordLog(), copy);
    if (trust.isPublished()) {
      throw CommandException.usage(
          "waybill.record-log.keys: the log's keys are not at hand, and those that the copy"
              + " publishes prove nothing; set it, or waybill.record-log.policy");
    }
    return trust;
  }
}
