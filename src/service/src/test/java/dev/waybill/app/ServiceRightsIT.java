package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.baseline.template.Template;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.log.LogPaths;
import dev.waybill.settings.SettingsLoader;
import dev.waybill.testing.CallRecorder;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** Test that the service's IAM policy allows exactly the calls that the service makes. */
@ExtendWith(CloudExtension.class)
final class ServiceRightsIT {
  /** IAM actions that each call needs; many have another name than the call. */
  private static final Map<String, List<String>> ACTIONS =
      Map.ofEntries(
          // S3 states the retention of a record only to a caller with the second right.
          Map.entry("S3.GetObject", List.of("s3:GetObject", "s3:GetObjectRetention")),
          Map.entry("S3.GetObject.Version", List.of("s3:GetObjectVersion")),
          Map.entry("S3.HeadObject", List.of("s3:GetObject")),
          Map.entry("S3.HeadObject.Version", List.of("s3:GetObjectVersion")),
          Map.entry("S3.GetObjectTagging", List.of("s3:GetObjectTagging")),
          Map.entry("S3.GetObjectTagging.Version", List.of("s3:GetObjectVersionTagging")),
          Map.entry(
              "S3.PutObject",
              List.of("s3:PutObject", "s3:PutObjectRetention", "s3:PutObjectTagging")),
          Map.entry(
              "S3.CopyObject",
              List.of(
                  "s3:GetObjectVersion",
                  "s3:GetObjectVersionTagging",
                  "s3:PutObject",
                  "s3:PutObjectTagging",
                  "kms:Decrypt",
                  "kms:GenerateDataKey")),
          Map.entry("S3.CreateMultipartUpload", List.of("s3:PutObject", "s3:PutObjectTagging")),
          Map.entry("S3.UploadPartCopy", List.of("s3:GetObjectVersion", "s3:PutObject")),
          Map.entry("S3.CompleteMultipartUpload", List.of("s3:PutObject")),
          Map.entry("S3.AbortMultipartUpload", List.of("s3:AbortMultipartUpload")),
          Map.entry("S3.DeleteObject", List.of("s3:DeleteObject")),
          Map.entry("S3.DeleteObject.Version", List.of("s3:DeleteObjectVersion")),
          Map.entry("S3.ListObjectsV2", List.of("s3:ListBucket")),
          Map.entry("S3.HeadBucket", List.of("s3:ListBucket")),
          Map.entry("S3.ListObjectVersions", List.of("s3:ListBucketVersions")),
          Map.entry("S3.GetBucketVersioning", List.of("s3:GetBucketVersioning")),
          Map.entry(
              "S3.GetObjectLockConfiguration", List.of("s3:GetBucketObjectLockConfiguration")),
          Map.entry("Sqs.GetQueueUrl", List.of("sqs:GetQueueUrl")),
          Map.entry("Sqs.GetQueueAttributes", List.of("sqs:GetQueueAttributes")),
          Map.entry("Sqs.ReceiveMessage", List.of("sqs:ReceiveMessage")),
          Map.entry("Sqs.DeleteMessage", List.of("sqs:DeleteMessage")),
          Map.entry("Sqs.SendMessageBatch", List.of("sqs:SendMessage")),
          Map.entry("Sqs.DeleteMessageBatch", List.of("sqs:DeleteMessage")),
          Map.entry("Sqs.ChangeMessageVisibility", List.of("sqs:ChangeMessageVisibility")),
          Map.entry("Sqs.ChangeMessageVisibilityBatch", List.of("sqs:ChangeMessageVisibility")),
          Map.entry("Sqs.SendMessage", List.of("sqs:SendMessage")),
          Map.entry("Kms.DescribeKey", List.of("kms:DescribeKey")),
          Map.entry(
              "Athena.StartQueryExecution",
              List.of(
                  "athena:StartQueryExecution",
                  "glue:GetDatabase",
                  "glue:GetDatabases",
                  "glue:GetTable",
                  "glue:GetTables",
                  "glue:GetPartition",
                  "glue:GetPartitions",
                  "s3:GetBucketLocation",
                  "s3:ListBucket",
                  "s3:GetObject",
                  "s3:PutObject",
                  "s3:AbortMultipartUpload",
                  "s3:ListMultipartUploadParts",
                  "kms:Decrypt",
                  "kms:GenerateDataKey")),
          Map.entry("Athena.GetQueryExecution", List.of("athena:GetQueryExecution")),
          Map.entry("Athena.GetQueryResults", List.of("athena:GetQueryResults")),
          Map.entry("Athena.StopQueryExecution", List.of("athena:StopQueryExecution")));

  /** Actions of the canary, which has a test of its own. */
  private static final Set<String> CANARY_ACTIONS =
      Set.of(
          "s3:GetBucketNotification", "cloudtrail:GetTrail",
          "cloudtrail:GetTrailStatus", "cloudtrail:GetEventSelectors");

  /** Actions of Athena with the caller's rights; audits have tests of their own. */
  private static final Set<String> AUDIT_ACTIONS =
      Set.of(
          "athena:StartQueryExecution",
          "athena:GetQueryExecution",
          "athena:GetQueryResults",
          "athena:StopQueryExecution",
          "glue:GetDatabase",
          "glue:GetDatabases",
          "glue:GetTable",
          "glue:GetTables",
          "glue:GetPartition",
          "glue:GetPartitions",
          "s3:GetBucketLocation",
          "s3:ListMultipartUploadParts");

  /** Actions of a baseline check, which has a test of its own. */
  private static final Set<String> BASELINE_ACTIONS =
      Set.of(
          "s3:GetEncryptionConfiguration",
          "s3:GetLifecycleConfiguration",
          "s3:GetBucketPublicAccessBlock",
          "s3:GetBucketOwnershipControls",
          "s3:GetBucketPolicy",
          "kms:GetKeyRotationStatus",
          "kms:GetKeyPolicy",
          "cloudtrail:DescribeTrails",
          "athena:GetWorkGroup",
          "glue:GetDatabase",
          "glue:GetTable",
          "glue:GetPartitions");

  /** Action of the verification of CloudTrail's digests, which has tests of its own. */
  private static final Set<String> TRAIL_ACTIONS = Set.of("cloudtrail:ListPublicKeys");

  /** Actions after failures, in long-running work, or when versions of a key compete. */
  private static final Set<String> RARE_ACTIONS =
      Set.of(
          "s3:AbortMultipartUpload",
          "sqs:ChangeMessageVisibility",
          "s3:ListBucketVersions",
          // Removes a stored alert after its delivery.
          "s3:DeleteObject");

  private static final Path HOME = Path.of("").toAbsolutePath();

  private final CloudUnderTest cloud;
  @TempDir Path folder;

  ServiceRightsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void allowsExactlyTheCallsOfTheService() throws Exception {
    Set<String> needed = needed(recordCalls("both"));

    assertThat(allowed()).as("calls of the service are allowed").containsAll(needed);
    Set<String> unused = new TreeSet<>(allowed());
    unused.removeAll(needed);
    unused.removeAll(CANARY_ACTIONS);
    unused.removeAll(AUDIT_ACTIONS);
    unused.removeAll(BASELINE_ACTIONS);
    unused.removeAll(TRAIL_ACTIONS);
    assertThat(unused).as("allowed actions are used").isSubsetOf(RARE_ACTIONS);
  }

  @Test
  void needsNoFurtherRightsInServerDigestMode() throws Exception {
    assertThat(allowed()).containsAll(needed(recordCalls("server")));
  }

  /**
   * Records the calls for objects small, large, tagged and overwritten, a canary and an invalid
   * message, and for a cycle of re-verification.
   */
  private Set<String> recordCalls(String digestMode) throws Exception {
    try (PipelineUnderTest test =
        PipelineUnderTest.provision(
                cloud,
                folder,
                Map.of(
                    "waybill.provenance.retention",
                    "1d",
                    "waybill.digest.mode",
                    digestMode,
                    "waybill.record-log.enabled",
                    "true",
                    "waybill.fixity.enabled",
                    "true",
                    "waybill.fixity.every",
                    "10s"))
            .copyingInPartsAbove(6 << 20, 5 << 20)) {
      CallRecorder.start();
      test.start();
      CallRecorder.ignoreThisThread();
      test.put("incoming/small", "one");
      test.put("test/canary", "canary");
      test.s3()
          .putObject(
              it -> it.bucket(test.raw()).key("incoming/large").tagging("class=secret"),
              RequestBody.fromBytes(new byte[7 << 20]));
      test.awaitEnds(3);
      test.put("incoming/small", "two");
      test.aws().sqs().sendMessage(it -> it.queueUrl(test.queueUrl()).messageBody("none"));
      test.awaitEnds(5);
      // The log writes and hides batches before the messages are deleted.
      test.awaitEmptyQueue(Duration.ofMinutes(1));
      awaitSequenced(test);
      awaitKeys(test, FixityPaths.RESULTS, FixityPaths.SLICES, FixityPaths.CYCLES);
      return CallRecorder.stop();
    }
  }

  private static void awaitSequenced(PipelineUnderTest test) {
    String bucket = test.settings().provenance().bucket();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                test.s3()
                        .listObjectsV2(it -> it.bucket(bucket).prefix(LogPaths.PENDING))
                        .contents()
                        .isEmpty()
                    && !test.s3()
                        .listObjectsV2(it -> it.bucket(bucket).prefix(LogPaths.TILES))
                        .contents()
                        .isEmpty());
  }

  private static void awaitKeys(PipelineUnderTest test, String... prefixes) {
    String bucket = test.settings().provenance().bucket();
    for (String prefix : prefixes) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .until(
              () -> test.s3().listObjectsV2(it -> it.bucket(bucket).prefix(prefix)).keyCount() > 0);
    }
  }

  private static Set<String> needed(Set<String> calls) {
    assertThat(ACTIONS.keySet()).as("actions of each call are known").containsAll(calls);
    Set<String> actions = new TreeSet<>();
    calls.forEach(it -> actions.addAll(ACTIONS.getOrDefault(it, List.of())));
    return actions;
  }

  private static Set<String> allowed() throws IOException {
    JsonNode template =
        new ObjectMapper()
            .readTree(
                Template.of(
                    new SettingsLoader(HOME, Map.of()).loadWithoutSigning(Map.of()).settings(),
                    HOME));
    Set<String> actions = new TreeSet<>();
    // A policy that is too long for one has more than one part.
    for (var resource : template.path("Resources").properties()) {
      if (resource.getKey().startsWith("ServiceRights")) {
        resource
            .getValue()
            .at("/Properties/PolicyDocument/Statement")
            .forEach(it -> add(it.path("Action"), actions));
      }
    }
    return actions;
  }

  private static void add(JsonNode action, Set<String> actions) {
    if (action.isArray()) {
      action.forEach(each -> actions.add(each.asText()));
    } else {
      actions.add(action.asText());
    }
  }
}
