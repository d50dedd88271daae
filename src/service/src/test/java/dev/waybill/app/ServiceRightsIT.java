package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.baseline.template.Template;
import dev.waybill.settings.SettingsLoader;
import dev.waybill.testing.CallRecorder;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** The service's IAM policy allows what the service does, and nothing that it never does. */
@ExtendWith(CloudExtension.class)
final class ServiceRightsIT {
  /** What calls take, which often have another name. */
  private static final Map<String, List<String>> ACTIONS =
      Map.ofEntries(
          Map.entry("S3.GetObject", List.of("s3:GetObject")),
          Map.entry("S3.GetObject.Version", List.of("s3:GetObjectVersion")),
          Map.entry("S3.HeadObject", List.of("s3:GetObject")),
          Map.entry("S3.HeadObject.Version", List.of("s3:GetObjectVersion")),
          Map.entry("S3.GetObjectTagging", List.of("s3:GetObjectTagging")),
          Map.entry("S3.GetObjectTagging.Version", List.of("s3:GetObjectVersionTagging")),
          Map.entry("S3.PutObject", List.of("s3:PutObject", "s3:PutObjectRetention")),
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

  /** What only the canary does, which has a test of its own. */
  private static final Set<String> OF_THE_CANARY =
      Set.of(
          "s3:GetBucketNotification", "cloudtrail:GetTrail",
          "cloudtrail:GetTrailStatus", "cloudtrail:GetEventSelectors");

  /**
   * What Athena does for a query with the rights of whoever asks; audits have tests of their own.
   */
  private static final Set<String> OF_THE_AUDITS =
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

  /** What only a check of the baseline does, which has a test of its own. */
  private static final Set<String> OF_THE_BASELINE =
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

  /** What only happens when things go wrong, take long, or versions contend for a place. */
  private static final Set<String> SELDOM =
      Set.of(
          "s3:AbortMultipartUpload",
          "sqs:ChangeMessageVisibility",
          "s3:ListBucketVersions",
          // An alert that was undelivered, and has been told.
          "s3:DeleteObject");

  private static final Path HOME = Path.of("").toAbsolutePath();

  private final CloudUnderTest cloud;
  @TempDir Path folder;

  ServiceRightsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void thePolicyIsWhatTheServiceDoes() throws Exception {
    Set<String> needed = needed(callsOfAFullLife("both"));

    assertThat(allowed()).as("what the service does is allowed").containsAll(needed);
    Set<String> unused = new TreeSet<>(allowed());
    unused.removeAll(needed);
    unused.removeAll(OF_THE_CANARY);
    unused.removeAll(OF_THE_AUDITS);
    unused.removeAll(OF_THE_BASELINE);
    assertThat(unused).as("what is allowed is done").isSubsetOf(SELDOM);
  }

  @Test
  void toHaveS3SayTheDigestTakesNoMore() throws Exception {
    assertThat(allowed()).containsAll(needed(callsOfAFullLife("server")));
  }

  /** Small and large, with tags, overwritten, a canary, and a message that is none. */
  private Set<String> callsOfAFullLife(String digestMode) throws Exception {
    try (PipelineUnderTest test =
        PipelineUnderTest.provision(
                cloud,
                folder,
                Map.of(
                    "waybill.provenance.retention", "1d",
                    "waybill.digest.mode", digestMode,
                    // The recorder stands in the SDK's pipeline.
                    "waybill.aws.direct", "false"))
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
      return CallRecorder.stop();
    }
  }

  private static Set<String> needed(Set<String> calls) {
    assertThat(ACTIONS.keySet()).as("what each call takes is known").containsAll(calls);
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
    template
        .at("/Resources/ServiceRights/Properties/PolicyDocument/Statement")
        .forEach(
            it -> {
              JsonNode action = it.path("Action");
              if (action.isArray()) {
                action.forEach(each -> actions.add(each.asText()));
              } else {
                actions.add(action.asText());
              }
            });
    return actions;
  }
}
