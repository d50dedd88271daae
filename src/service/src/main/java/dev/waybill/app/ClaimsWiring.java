package dev.waybill.app;

import dev.waybill.alert.Report;
import dev.waybill.audit.run.EnabledAudits;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3LogStore;
import dev.waybill.claims.ClaimsCheck;
import dev.waybill.claims.ClaimsFindings;
import dev.waybill.claims.ClaimsInspection;
import dev.waybill.claims.ClaimsListener;
import dev.waybill.claims.ClaimsWriter;
import dev.waybill.claims.TrustedClaimsAudits;
import dev.waybill.log.LogTask;
import dev.waybill.log.PendingWriter;
import dev.waybill.ops.ClaimMeters;
import dev.waybill.settings.Settings;
import dev.waybill.signing.SigningKey;
import dev.waybill.startup.SigningKeys;
import dev.waybill.startup.StartupContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;

/** Wiring of the claims of the service's calls, and the bean of the route 50-claims. */
final class ClaimsWiring implements AutoCloseable {
  private static final String BEAN = "claimsCheck";
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
  private static final Duration COMMAND_CLOSE_LIMIT = Duration.ofSeconds(2);

  private final AwsClients aws;
  private final Settings settings;
  private final S3LogStore store;
  private final @Nullable ClaimsWriter writer;
  // Empty when the writer loads the key itself.
  private final CompletableFuture<Optional<SigningKey>> loaded = new CompletableFuture<>();
  private volatile @Nullable SigningKey key;
  private @Nullable ClaimsInspection inspection;

  private ClaimsWiring(
      AwsClients aws, Settings settings, String replica, Duration close, ClaimsListener listener) {
    this.aws = aws;
    this.settings = settings;
    store = new S3LogStore(aws.s3(), settings.provenance());
    Duration every = settings.auditRuns().claimsEvery();
    if (every.isZero()) {
      writer = null;
      return;
    }
    ClaimsWriter claims =
        new ClaimsWriter(
            store,
            replica,
            this::sealed,
            ClaimsWriter.Limits.every(every, close),
            listener,
            Clock.systemUTC());
    aws.onClaim(claims::add);
    writer = claims;
  }

  /**
   * Starts the writer, which also claims the calls of the start.
   *
   * @param findings receives findings of the writer; never throws
   */
  static ClaimsWiring start(
      AwsClients aws, Settings settings, Consumer<Report> findings, MeterRegistry registry) {
    String replica = PendingWriter.uniqueReplica();
    ClaimMeters meters = new ClaimMeters(registry);
    ClaimsFindings reports =
        new ClaimsFindings(
            settings.provenance().bucket(), replica, it -> raise(findings, it), Clock.systemUTC());
    ClaimsWiring wiring =
        new ClaimsWiring(
            aws, settings, replica, CLOSE_LIMIT, ClaimsListener.of(List.of(meters, reports)));
    if (settings.signing().delegator().isEmpty()) {
      // So that a process that is killed early has claimed its calls.
      wiring.loaded.complete(Optional.empty());
    }
    ClaimsWriter claims = wiring.writer;
    if (claims != null) {
      meters.waiting(claims::waiting);
    }
    return wiring;
  }

  /**
   * Claims the calls of a command that needs the role of the service, and its signing key. When the
   * role may not write claims, it is not the service's, and nothing has to be claimed.
   */
  static ClaimsWiring ofCommand(AwsClients aws, Settings settings) {
    ClaimsWiring wiring =
        new ClaimsWiring(
            aws,
            settings,
            PendingWriter.uniqueReplica(),
            COMMAND_CLOSE_LIMIT,
            new ClaimsListener() {});
    wiring.loaded.complete(Optional.empty());
    return wiring;
  }

  /** The writer does not wait for the registration of a finding. */
  private static void raise(Consumer<Report> findings, Report report) {
    CompletableFuture<Void> unused = CompletableFuture.runAsync(() -> findings.accept(report));
  }

  /**
   * Signs a statement. A key that is delegated is that of the start checks, because a second one
   * costs a signature of KMS; a service that stops before they end has not loaded its key.
   */
  private byte[] sealed(byte[] statement) {
    SigningKey signing = key;
    if (signing == null) {
      signing = loaded.join().orElseGet(() -> SigningKeys.load(aws, settings));
      key = signing;
    }
    return signing.seal(statement);
  }

  /** Takes the key of the start checks, and binds the bean. */
  void bind(Main main, StartupContext found) {
    key = found.key();
    loaded.complete(Optional.of(found.key()));
    if (writer == null) {
      main.bind(BEAN, (LogTask) List::of);
      return;
    }
    ClaimsInspection files = new ClaimsInspection(store, found.verifier());
    inspection = files;
    main.bind(BEAN, new ClaimsCheck(files, settings.provenance().bucket(), Clock.systemUTC()));
  }

  /** Returns audits that read only claims that the service signed. Call it after {@link #bind}. */
  EnabledAudits trusted(EnabledAudits audits) {
    ClaimsInspection files = inspection;
    return files == null
        ? audits
        : new TrustedClaimsAudits(
            audits, files, settings.audit().database(), settings.provenance().bucket());
  }

  /** Returns the schedule, for the placeholders of the route. */
  static Properties properties(Settings settings) {
    Properties properties = new Properties();
    properties.setProperty(
        "waybill.claims.scheduled", Boolean.toString(!settings.auditRuns().claimsEvery().isZero()));
    return properties;
  }

  /** Writes the claims that wait. */
  @Override
  public void close() {
    loaded.complete(Optional.empty());
    if (writer != null) {
      writer.close();
    }
    // Nothing signs after the claims.
    SigningKey signing = key;
    if (signing != null) {
      signing.signer().close();
    }
    store.close();
  }
}
