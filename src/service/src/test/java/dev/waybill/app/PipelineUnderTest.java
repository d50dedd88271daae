package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.DelegationArchive;
import dev.waybill.aws.RawObjects;
import dev.waybill.aws.RecordArchive;
import dev.waybill.baseline.BaselineReport;
import dev.waybill.intake.DenialCircuitBreaker;
import dev.waybill.model.Custody;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Outcome;
import dev.waybill.model.Promoted;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.Verdict;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.PromotionSettings;
import dev.waybill.settings.QueueSettings;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SettingsLoader;
import dev.waybill.signing.LogKeys;
import dev.waybill.signing.SigningKey;
import dev.waybill.startup.SigningKeys;
import dev.waybill.testing.CloudUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.TrailNotFoundException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GlueException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Pipeline with its own buckets and queues on the cloud under test. */
final class PipelineUnderTest implements AutoCloseable {
  /** Shorter than settings files allow: most tests of failures wait for five deliveries. */
  static final Duration VISIBILITY = Duration.ofSeconds(2);

  /** Factor by which denied rights are probed more often, so that a test waits less for its end. */
  private static final int PROBE_RATE = 10;

  /**
   * A consumer of a SEDA queue ends when its poll ends, so Camel's second would delay each stop.
   * The check of claims runs only where claims are switched on.
   */
  private static final Map<String, String> SHORT_WAITS =
      Map.of(
          "camel.component.seda.default-poll-timeout", "20",
          "claims.first", "500",
          "claims.period", "1000");

  private final CloudUnderTest cloud;
  private final LoadedSettings loaded;
  private final AwsClients aws;
  private final SigningKey key;
  private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
  private final AtomicInteger ends = new AtomicInteger();
  private volatile Consumer<Custody> onStage = stage -> {};
  private boolean isBackfilling;
  private Pipeline pipeline;

  private PipelineUnderTest(CloudUnderTest cloud, LoadedSettings loaded) throws IOException {
    this.cloud = cloud;
    this.loaded = loaded;
    this.aws =
        AwsClients.of(
            cloud.endpoint(),
            CloudUnderTest.REGION,
            StaticCredentialsProvider.create(cloud.credentials()),
            settings());
    var signing = settings().signing();
    if (signing.kms() == null) {
      SigningKey.create(signing.keystore(), signing.password().reveal(), signing.alias());
    }
    var log = settings().recordLog();
    boolean unused = LogKeys.create(log.keys(), log.origin());
    this.key = SigningKeys.load(aws, settings());
  }

  /** Provisions a pipeline without starting it. */
  static PipelineUnderTest provision(CloudUnderTest cloud, Path folder, Map<String, String> more)
      throws IOException {
    Map<String, String> overrides = new HashMap<>();
    overrides.put("waybill.raw.bucket", cloud.uniqueName("raw"));
    overrides.put("waybill.provenance.bucket", cloud.uniqueName("prov"));
    overrides.put("waybill.provenance.retention", "0s");
    overrides.put("waybill.log.bucket", cloud.uniqueName("log"));
    overrides.put("waybill.queue", cloud.uniqueName("events"));
    overrides.put("waybill.dead-letter-queue", cloud.uniqueName("dead"));
    overrides.put("waybill.kms.key", cloud.kmsKey());
    overrides.put("waybill.service.role", cloud.credentials().accessKeyId());
    overrides.put("waybill.trail", cloud.uniqueName("trail"));
    overrides.put("waybill.athena.workgroup", cloud.uniqueName("audit"));
    overrides.put("waybill.athena.database", cloud.uniqueName("audit").replace('-', '_'));
    overrides.put("waybill.athena.results", "s3://" + cloud.uniqueName("results") + "/");
    overrides.put("waybill.intake.wait", "0s");
    overrides.put("waybill.management.port", "0");
    // The log would add requests and delay the deletes of messages; tests of the log enable it.
    overrides.put("waybill.record-log.enabled", "false");
    // Re-verification would read objects whose requests tests count.
    overrides.put("waybill.fixity.enabled", "false");
    // Claims would add a put each minute to those that tests count; UnclaimedCallsIT enables them.
    overrides.put("waybill.claims.every", "0s");
    overrides.put("waybill.fixity.queue", cloud.uniqueName("fixity"));
    overrides.put("waybill.backfill.queue", cloud.uniqueName("backfill"));
    // A reconciliation would add listings and a query; its tests run it themselves.
    overrides.put("waybill.reconcile.every", "0s");
    // A scheduled drill would add an object; its tests make drills themselves.
    overrides.put("waybill.drill.every", "0s");
    // A scheduled canary would add an outcome that the tests do not expect.
    overrides.put("waybill.canary.every", "0s");
    // Scheduled audits would add requests; AuditIT enables them.
    overrides.put("waybill.audit.enabled", "false");
    // A scheduled baseline check would add requests to those that tests count.
    overrides.put("waybill.baseline.every", "0s");
    overrides.putAll(more);
    LoadedSettings loaded =
        new SettingsLoader(Path.of("").toAbsolutePath(), Map.of()).loadLocal(folder, overrides);
    if (!more.containsKey("waybill.intake.visibility")) {
      loaded = withShortVisibility(loaded);
    }
    PipelineUnderTest test = new PipelineUnderTest(cloud, loaded);
    BaselineReport report =
        BaselineRun.of(test.aws, loaded.settings(), Path.of("").toAbsolutePath()).apply(it -> {});
    if (report.hasDrift() || report.hasUnreadable()) {
      throw new IllegalStateException("not provisioned: " + report.results());
    }
    return test;
  }

  /** Returns a pipeline with a lower limit of one copy than settings files allow. */
  PipelineUnderTest copyingInPartsAbove(long limit, long partSize) throws IOException {
    return new PipelineUnderTest(
        cloud, with(loaded, settings().queue(), new PromotionSettings(limit, partSize, 4)));
  }

  /** Returns a pipeline whose messages stay hidden longer than a test waits. */
  PipelineUnderTest hidingFor(Duration visibility) throws IOException {
    return new PipelineUnderTest(
        cloud, with(loaded, hidden(settings().queue(), visibility), settings().promotion()));
  }

  /** Returns a pipeline with values of placeholders that hooks name. */
  PipelineUnderTest withPlaceholders(Map<String, String> values) throws IOException {
    Map<String, String> others = new HashMap<>(loaded.others());
    others.putAll(values);
    return new PipelineUnderTest(
        cloud, new LoadedSettings(loaded.settings(), loaded.entries(), others));
  }

  private static LoadedSettings withShortVisibility(LoadedSettings loaded) {
    Settings settings = loaded.settings();
    return with(loaded, hidden(settings.queue(), VISIBILITY), settings.promotion());
  }

  private static QueueSettings hidden(QueueSettings queue, Duration visibility) {
    return new QueueSettings(
        queue.name(),
        queue.deadLetterName(),
        queue.inFlight(),
        queue.workers(),
        visibility,
        queue.pollWait(),
        queue.denialPatience());
  }

  private static LoadedSettings with(
      LoadedSettings loaded, QueueSettings queue, PromotionSettings promotion) {
    Settings s = loaded.settings();
    Settings changed =
        new Settings(
            s.scopes(),
            s.provenance(),
            queue,
            s.digest(),
            promotion,
            s.signing(),
            s.recordLog(),
            s.fixity(),
            s.backfill(),
            s.drill(),
            s.reconcile(),
            s.digestChain(),
            s.logBucket(),
            s.kmsKey(),
            s.requireKms(),
            s.bucketOwner(),
            s.allowLongLived(),
            s.managementHost(),
            s.managementPort(),
            s.status(),
            s.logFormat(),
            s.shutdownTimeout(),
            s.audit(),
            s.auditRuns(),
            s.cluster(),
            s.serviceRole(),
            s.canary(),
            s.alertsFile(),
            s.incidents(),
            s.sinks());
    Map<String, String> others = new HashMap<>(loaded.others());
    others.putAll(SHORT_WAITS);
    return new LoadedSettings(changed, loaded.entries(), others);
  }

  PipelineUnderTest start() throws Exception {
    return startFrom(Path.of("").toAbsolutePath());
  }

  PipelineUnderTest startFrom(Path home) throws Exception {
    return startFrom(home, aws);
  }

  /** Starts the pipeline with clients of its own, which the caller closes after the pipeline. */
  PipelineUnderTest startWith(AwsClients clients) throws Exception {
    return startFrom(Path.of("").toAbsolutePath(), clients);
  }

  private PipelineUnderTest startFrom(Path home, AwsClients clients) throws Exception {
    pipeline =
        Pipeline.start(
            home,
            withSchedule(),
            clients,
            new CustodyListener() {
              @Override
              public void reached(Custody stage) {
                onStage.accept(stage);
              }

              @Override
              public void ended(Outcome outcome, Duration took) {
                // S3 sends a test event when notifications are configured, before each test.
                if (!outcome.label().equals("skipped-test-event")) {
                  outcomes.add(outcome);
                  ends.incrementAndGet();
                }
              }
            },
            new DenialCircuitBreaker(() -> PROBE_RATE * System.nanoTime()));
    return this;
  }

  /** The leader would look for a backfill now and then, which other tests do not expect. */
  private LoadedSettings withSchedule() {
    Map<String, String> others = new HashMap<>(loaded.others());
    others.put("backfill-plan.first", isBackfilling ? "100" : "3600000");
    return new LoadedSettings(loaded.settings(), loaded.entries(), others);
  }

  /** Lets the leader look for a backfill. */
  PipelineUnderTest withBackfills() {
    isBackfilling = true;
    return this;
  }

  /** Deletes the raw bucket's policy, for puts that the baseline denies. */
  PipelineUnderTest withoutRawPolicy() {
    s3().deleteBucketPolicy(it -> it.bucket(raw()));
    return this;
  }

  /** Deletes the provenance bucket's policy, for puts that the baseline denies. */
  void deleteProvenancePolicy() {
    s3().deleteBucketPolicy(it -> it.bucket(settings().provenance().bucket()));
  }

  /** Deletes the log bucket's policy, for log files that a test puts in place of CloudTrail. */
  PipelineUnderTest withoutLogPolicy() {
    s3().deleteBucketPolicy(it -> it.bucket(settings().logBucket()));
    return this;
  }

  /** Stops the routes; buckets and queues stay. */
  void stop() {
    if (pipeline != null) {
      pipeline.close();
      pipeline = null;
    }
  }

  /** Sets an action that runs at every stage on the worker's thread; it may block or throw. */
  void onStage(Consumer<Custody> action) {
    onStage = action;
  }

  Settings settings() {
    return loaded.settings();
  }

  LoadedSettings loaded() {
    return loaded;
  }

  S3Client s3() {
    return aws.s3();
  }

  AwsClients aws() {
    return aws;
  }

  String raw() {
    return settings().raw().bucket();
  }

  String queueUrl() {
    return aws.sqs().getQueueUrl(get -> get.queueName(settings().queue().name())).queueUrl();
  }

  String deadLetterUrl() {
    return aws.sqs()
        .getQueueUrl(get -> get.queueName(settings().queue().deadLetterName()))
        .queueUrl();
  }

  ObjectVersion put(String key, String body) {
    PutObjectResponse put =
        s3().putObject(it -> it.bucket(raw()).key(key), RequestBody.fromString(body));
    String version = put.versionId() == null ? ObjectVersion.NULL_VERSION : put.versionId();
    return new ObjectVersion(raw(), key, version);
  }

  String text(String key) {
    return s3().getObjectAsBytes(get -> get.bucket(raw()).key(key)).asUtf8String();
  }

  boolean exists(String key, String versionId) {
    return new RawObjects(s3()).exists(raw(), key, versionId);
  }

  List<Outcome> outcomes() {
    return List.copyOf(outcomes);
  }

  List<String> labels() {
    return outcomes.stream().map(Outcome::label).toList();
  }

  List<Promoted> promoted() {
    return outcomes.stream().filter(Promoted.class::isInstance).map(Promoted.class::cast).toList();
  }

  /** Waits until custody of this many records has ended. */
  void awaitEnds(int count, Duration limit) {
    Awaitility.await()
        .atMost(limit)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> ends.get() >= count);
  }

  void awaitEnds(int count) {
    awaitEnds(count, Duration.ofMinutes(1));
  }

  /** Returns the verified record of a version; throws when there is none. */
  CustodyRecord record(ObjectVersion version) {
    StoredRecord stored = archive().find(version).orElseThrow();
    return ((Verdict.Valid) verifier().verify(stored)).record();
  }

  /** Returns a verifier of the signing key, and of those that it delegates to. */
  RecordVerifier verifier() {
    return new RecordVerifier(key.trusted()).with(DelegationArchive.of(s3(), settings(), null));
  }

  SigningKey key() {
    return key;
  }

  RecordArchive archive() {
    return new RecordArchive(s3(), settings().provenance());
  }

  /** Waits until the queue is empty, so that every message is acknowledged. */
  void awaitEmptyQueue(Duration limit) {
    Awaitility.await()
        .atMost(limit)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> left(queueUrl()) == 0);
  }

  /** Returns every version below a prefix except folder markers, newest first for each key. */
  List<ObjectVersion> versions(String prefix) {
    return s3()
        .listObjectVersionsPaginator(list -> list.bucket(raw()).prefix(prefix))
        .versions()
        .stream()
        .filter(it -> !it.key().endsWith("/"))
        .map(it -> new ObjectVersion(raw(), it.key(), it.versionId()))
        .toList();
  }

  String text(ObjectVersion version) {
    return s3().getObjectAsBytes(
            get -> get.bucket(raw()).key(version.key()).versionId(version.versionId()))
        .asUtf8String();
  }

  /** Returns the number of messages that wait or are in work. */
  int left(String queueUrl) {
    Map<QueueAttributeName, String> attributes =
        aws.sqs()
            .getQueueAttributes(
                get -> get.queueUrl(queueUrl).attributeNames(QueueAttributeName.ALL))
            .attributes();
    return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
        + Integer.parseInt(
            attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
  }

  /** Without this, the calls of every later test would be logged to this test's bucket as well. */
  private void deleteTrail() {
    try {
      aws.cloudTrail().deleteTrail(it -> it.name(settings().audit().trail()));
    } catch (TrailNotFoundException gone) {
      // A test deleted it.
    } catch (CloudTrailException e) {
      if (e.statusCode() != 501) {
        throw e;
      }
    }
  }

  /** The local cloud writes all tables at each change, so those of earlier tests slow it down. */
  private void deleteDatabase() {
    try {
      aws.glue().deleteDatabase(it -> it.name(settings().audit().database()));
    } catch (EntityNotFoundException gone) {
      // A test deleted it.
    } catch (GlueException e) {
      if (e.statusCode() != 501) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    stop();
    deleteTrail();
    deleteDatabase();
    aws.close();
  }
}
