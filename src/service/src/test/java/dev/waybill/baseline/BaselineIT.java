package dev.waybill.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.baseline.ControlResult.Status;
import dev.waybill.baseline.desired.BucketRole;
import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.desired.RolePermissions;
import dev.waybill.baseline.template.Template;
import dev.waybill.localcloud.LocalCloud;
import dev.waybill.localcloud.LocalCloudOptions;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Detection and fix of every broken control, without other changes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BaselineIT {
  private static final Path HOME = Path.of("").toAbsolutePath();
  private static final Settings SETTINGS =
      new SettingsLoader(HOME, Map.of()).loadWithoutSigning(Map.of()).settings();

  private LocalCloud cloud;
  private RecordingClients recorded;
  private Baseline baseline;
  private Deployment deployment;

  @BeforeAll
  void startCloud(@TempDir Path data) throws IOException {
    cloud = LocalCloud.start(LocalCloudOptions.defaults(data, 0));
    recorded = new RecordingClients(cloud.endpoint(), "operator");
    baseline = new Baseline(recorded.clients(), SETTINGS, HOME);
    deployment = Deployment.of(SETTINGS, "aws", "000000000000", "us-east-1");
  }

  @BeforeEach
  void applyBaseline() {
    recorded.stopAfter(Integer.MAX_VALUE);
    assertThat(of(apply(), Status.DRIFTED, Status.REFUSED, Status.UNREADABLE)).isEmpty();
    recorded.clear();
  }

  @AfterAll
  void stopCloud() throws IOException {
    cloud.close();
  }

  @Test
  void secondApplyFindsEveryControlHoldingAndChangesNothing() {
    BaselineReport applied = apply();

    assertThat(applied.results()).allMatch(it -> it.status() == Status.HOLDS);
    assertThat(recorded.changes()).isEmpty();
  }

  @Test
  void onlyTheTrailWritesIntoTheLogBucket() {
    assertThatThrownBy(
            () ->
                recorded
                    .clients()
                    .s3()
                    .putObject(
                        it -> it.bucket(deployment.logBucket()).key("AWSLogs/damaged.json.gz"),
                        RequestBody.fromString("x")))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("explicit deny");
  }

  @Test
  void checkChangesNothingOnDrift() {
    recorded.clients().s3().deleteBucketPolicy(it -> it.bucket(deployment.rawBucket()));
    recorded.clear();

    BaselineReport checked = baseline.check(result -> {});

    assertThat(checked.hasDrift()).isTrue();
    assertThat(recorded.changes()).isEmpty();
  }

  Stream<String> breakages() {
    return new Breakage(recorded.clients(), deployment).ids().stream();
  }

  @ParameterizedTest
  @MethodSource("breakages")
  void detectsAndFixesBrokenControl(String control) {
    Breakage breakage = new Breakage(recorded.clients(), deployment);
    if (control.equals("catalog.database")) {
      breakage.emptyCatalog();
    }
    breakage.apply(control);

    assertThat(of(baseline.check(result -> {}), Status.DRIFTED)).containsExactly(control);

    assertThat(of(apply(), Status.FIXED)).contains(control);
    assertThat(baseline.check(result -> {}).results()).allMatch(it -> it.status() == Status.HOLDS);
  }

  @Test
  void everyControlIsBrokenExceptThoseThatAwsProtects() {
    Set<String> unbroken = new TreeSet<>(ids(baseline.check(result -> {})));
    unbroken.removeAll(breakages().toList());

    assertThat(unbroken)
        .as(
            "versioning under Object Lock cannot be suspended, buckets with objects not deleted,"
                + " and a retention is not removed")
        .containsExactly(
            "log.bucket",
            "provenance.bucket",
            "provenance.versioning",
            "raw.bucket",
            "raw.retention");
  }

  @Test
  void defaultRetentionOfRawBucketIsDriftAndNotRemoved(@TempDir Path fresh) throws IOException {
    // Object Lock cannot be switched off again, so the shared bucket stays without it.
    try (LocalCloud other = LocalCloud.start(LocalCloudOptions.defaults(fresh, 0))) {
      RecordingClients clients = new RecordingClients(other.endpoint(), "operator");
      Baseline locked = new Baseline(clients.clients(), SETTINGS, HOME);
      locked.apply(result -> {});
      retainByDefault(clients);

      assertThat(of(locked.check(result -> {}), Status.DRIFTED)).containsExactly("raw.retention");
      assertThat(of(locked.apply(result -> {}), Status.REFUSED)).containsExactly("raw.retention");
      assertThat(of(locked.check(result -> {}), Status.DRIFTED)).containsExactly("raw.retention");
    }
  }

  private void retainByDefault(RecordingClients clients) {
    clients
        .clients()
        .s3()
        .putObjectLockConfiguration(
            it ->
                it.bucket(deployment.rawBucket())
                    .objectLockConfiguration(
                        lock ->
                            lock.objectLockEnabled(ObjectLockEnabled.ENABLED)
                                .rule(
                                    rule ->
                                        rule.defaultRetention(
                                            retention ->
                                                retention
                                                    .mode(ObjectLockRetentionMode.GOVERNANCE)
                                                    .days(1)))));
  }

  @Test
  void nextRunCompletesRunInterruptedAfterAnyChange(@TempDir Path fresh) throws IOException {
    try (LocalCloud empty = LocalCloud.start(LocalCloudOptions.defaults(fresh, 0))) {
      RecordingClients clients = new RecordingClients(empty.endpoint(), "operator");
      int runs = 0;
      boolean complete = false;
      while (!complete) {
        clients.stopAfter(1);
        complete = applyCompletely(clients);
        assertThat(++runs).isLessThan(150);
      }
      clients.stopAfter(0);
      assertThat(applyCompletely(clients)).isTrue();
      assertThat(clients.clients().kms().listKeys().keys())
          .as("no second key of an interrupted run")
          .hasSize(1);
    }
  }

  private static boolean applyCompletely(RecordingClients clients) {
    try {
      return new Baseline(clients.clients(), SETTINGS, HOME)
          .apply(result -> {}).results().stream().allMatch(it -> it.status() == Status.HOLDS);
    } catch (RuntimeException interrupted) {
      return false;
    }
  }

  @Test
  void bucketOfAnotherAccountIsRefusedAndUnchanged() {
    String bucket = deployment.rawBucket();
    recorded.clients().s3().deleteBucketPolicy(it -> it.bucket(bucket));
    recorded.clear();
    cloud.faults().fail("HeadBucket", key -> true, S3ErrorCode.ACCESS_DENIED, 1);

    BaselineReport report = apply();

    assertThat(of(report, Status.REFUSED)).containsExactly("raw.bucket");
    assertThat(of(report, Status.BLOCKED)).contains("raw.policy", "raw.encryption");
    assertThat(recorded.changes()).isEmpty();
  }

  @Test
  void deniedReadIsUnreadableAndNotDrift() {
    cloud.faults().fail("GetBucketPolicy", key -> true, S3ErrorCode.ACCESS_DENIED, 1);

    BaselineReport report = baseline.check(result -> {});

    assertThat(of(report, Status.UNREADABLE)).containsExactly("raw.policy");
    assertThat(report.hasUnreadable()).isTrue();
    assertThat(report.hasDrift()).isFalse();
  }

  @Test
  void keepsRulesStatementsAndSelectorsOfOthers() {
    BaselineClients c = recorded.clients();
    String raw = deployment.rawBucket();
    c.s3().putBucketPolicy(it -> it.bucket(raw).policy(Others.POLICY.formatted(raw)));
    LifecycleRule theirs = Others.RULE;
    c.s3()
        .putBucketLifecycleConfiguration(
            it -> it.bucket(raw).lifecycleConfiguration(to -> to.rules(theirs)));
    String other = c.sqs().createQueue(it -> it.queueName("theirs")).queueUrl();
    String otherArn =
        c.sqs()
            .getQueueAttributes(
                it -> it.queueUrl(other).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    QueueConfiguration rule =
        QueueConfiguration.builder()
            .id("theirs")
            .queueArn(otherArn)
            .events(Event.S3_OBJECT_REMOVED)
            .build();
    c.s3()
        .putBucketNotificationConfiguration(
            it -> it.bucket(raw).notificationConfiguration(to -> to.queueConfigurations(rule)));
    c.trails()
        .putEventSelectors(
            it -> it.trailName(deployment.trailName()).advancedEventSelectors(Others.SELECTOR));

    apply();

    assertThat(c.s3().getBucketPolicy(it -> it.bucket(raw)).policy()).contains("\"Theirs\"");
    assertThat(c.s3().getBucketLifecycleConfiguration(it -> it.bucket(raw)).rules())
        .contains(theirs)
        .hasSize(4);
    assertThat(
            c.s3().getBucketNotificationConfiguration(it -> it.bucket(raw)).queueConfigurations())
        .extracting(QueueConfiguration::id)
        .contains("theirs")
        .hasSize(3);
    assertThat(
            c.trails()
                .getEventSelectors(it -> it.trailName(deployment.trailName()))
                .advancedEventSelectors())
        .extracting(AdvancedEventSelector::name)
        .contains("theirs", "waybill-management", "waybill-objects");
  }

  @Test
  void deletesNoObjectVersion() {
    BaselineClients c = recorded.clients();
    String raw = deployment.rawBucket();
    c.s3().putObject(it -> it.bucket(raw).key("incoming/kept"), RequestBody.fromString("one"));
    c.s3().putObject(it -> it.bucket(raw).key("incoming/kept"), RequestBody.fromString("two"));
    int versions = versions(c, raw);
    new Breakage(c, deployment).apply("raw.encryption");
    new Breakage(c, deployment).apply("raw.lifecycle");

    apply();

    assertThat(versions(c, raw)).isEqualTo(versions);
    assertThat(recorded.calls()).noneMatch(it -> it.startsWith("s3:DeleteObject"));
  }

  private static int versions(BaselineClients c, String bucket) {
    return c.s3().listObjectVersions(it -> it.bucket(bucket)).versions().size();
  }

  @Test
  void keepsLongerRetention() {
    recorded
        .clients()
        .s3()
        .putObjectLockConfiguration(
            it ->
                it.bucket(deployment.provenanceBucket())
                    .objectLockConfiguration(
                        to ->
                            to.objectLockEnabled("Enabled")
                                .rule(
                                    rule ->
                                        rule.defaultRetention(
                                            by -> by.mode("COMPLIANCE").years(3)))));
    recorded.clear();

    apply();

    assertThat(recorded.changes()).isEmpty();
  }

  @Test
  void checkNeedsOnlyPermissionsOfAuditorAndOperator() {
    baseline.check(result -> {});

    Deployment known = deployment.withKey("arn:aws:kms:us-east-1:000000000000:key/1");
    assertThat(IamActions.of(recorded.calls()))
        .isSubsetOf(IamActions.allowed(new RolePermissions(known).auditor()))
        .isSubsetOf(IamActions.allowed(new RolePermissions(known).operator()));
  }

  @Test
  void applyNeedsOnlyPermissionsOfOperator(@TempDir Path fresh) throws IOException {
    try (LocalCloud empty = LocalCloud.start(LocalCloudOptions.defaults(fresh, 0))) {
      RecordingClients clients = new RecordingClients(empty.endpoint(), "operator");
      new Baseline(clients.clients(), SETTINGS, HOME).apply(result -> {});

      Deployment known = deployment.withKey("arn:aws:kms:us-east-1:000000000000:key/1");
      assertThat(IamActions.of(clients.calls()))
          .isSubsetOf(IamActions.allowed(new RolePermissions(known).operator()));
    }
  }

  @Test
  void templateConfiguresBucketsLikeApply() throws IOException {
    JsonNode resources = new ObjectMapper().readTree(Template.of(SETTINGS, HOME)).path("Resources");
    for (BucketRole role : BucketRole.all(deployment)) {
      String name =
          role.id().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
              + role.id().substring(1)
              + "Bucket";
      JsonNode bucket = resources.path(name).path("Properties");
      var rules =
          recorded
              .clients()
              .s3()
              .getBucketLifecycleConfiguration(it -> it.bucket(role.name()))
              .rules();
      List<String> ids = new ArrayList<>();
      bucket.at("/LifecycleConfiguration/Rules").forEach(it -> ids.add(it.path("Id").asText()));
      assertThat(rules).extracting(LifecycleRule::id).containsExactlyElementsOf(ids);
      assertThat(bucket.at("/BucketEncryption/ServerSideEncryptionConfiguration/0").toString())
          .contains("\"BucketKeyEnabled\":true", "aws:kms", "\"Key\",\"Arn\"");
    }
  }

  @Test
  void documentationListsEveryControl() throws IOException {
    List<String> rows =
        baseline.check(result -> {}).results().stream()
            .map(ControlResult::control)
            .map(it -> "| `" + it.id() + "` | " + it.protects() + " | " + it.reference() + " |")
            .toList();

    assertThat(Files.readAllLines(HOME.resolve("docs/reference/baseline.md")))
        .as("fix the table in docs/reference/baseline.md with:\n" + String.join("\n", rows))
        .containsAll(rows);
  }

  private BaselineReport apply() {
    return baseline.apply(result -> {});
  }

  private static List<String> ids(BaselineReport report) {
    return report.results().stream().map(it -> it.control().id()).toList();
  }

  private static List<String> of(BaselineReport report, Status... statuses) {
    return report.results().stream()
        .filter(it -> List.of(statuses).contains(it.status()))
        .map(it -> it.control().id())
        .toList();
  }

  /** Configuration made by others. */
  private static final class Others {
    static final String POLICY =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Theirs\",\"Effect\":\"Deny\","
            + "\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::%s/no/*\"}]}";
    static final LifecycleRule RULE =
        LifecycleRule.builder()
            .id("theirs")
            .status("Enabled")
            .filter(it -> it.prefix("tmp/"))
            .expiration(it -> it.days(1))
            .build();
    static final AdvancedEventSelector SELECTOR =
        AdvancedEventSelector.builder()
            .name("theirs")
            .fieldSelectors(
                AdvancedFieldSelector.builder().field("eventCategory").equalsValue("Data").build(),
                AdvancedFieldSelector.builder()
                    .field("resources.type")
                    .equalsValue("AWS::Lambda::Function")
                    .build())
            .build();
  }
}
