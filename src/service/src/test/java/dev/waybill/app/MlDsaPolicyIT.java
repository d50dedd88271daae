package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.aws.AwsClients;
import dev.waybill.cli.LogService.Defect;
import dev.waybill.cli.LogService.Proven;
import dev.waybill.record.log.NoteAlgorithm;
import dev.waybill.record.offline.VerificationFinding.Answer;
import dev.waybill.signing.LogKeys;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.verify.S3Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The service and {@code waybill log} with a policy that lists the ML-DSA-44 key only. */
@ExtendWith(CloudExtension.class)
class MlDsaPolicyIT {
  private final CloudUnderTest cloud;
  @TempDir Path folder;

  MlDsaPolicyIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  private LogRun command() {
    return new LogRun(
        settings ->
            AwsClients.of(
                cloud.endpoint(),
                CloudUnderTest.REGION,
                StaticCredentialsProvider.create(cloud.credentials())));
  }

  private static void writePolicy(PipelineUnderTest pipeline, Path file) throws Exception {
    var log = pipeline.settings().recordLog();
    String key =
        LogKeys.read(log.keys(), log.origin(), Clock.systemUTC()).keys().stream()
            .filter(it -> it.algorithm() == NoteAlgorithm.ML_DSA_44_COSIGNATURE)
            .findFirst()
            .orElseThrow()
            .toString();
    Files.writeString(file, "log " + key + "\nquorum none\n");
  }

  @Test
  void sealsProvesVerifiesAndChecksTheWholeLog() throws Exception {
    Path policy = folder.resolve("policy");
    try (PipelineUnderTest pipeline =
        PipelineUnderTest.provision(
            cloud,
            folder,
            Map.of(
                "waybill.record-log.enabled",
                "true",
                "waybill.record-log.policy",
                policy.toString()))) {
      writePolicy(pipeline, policy);
      pipeline.start();
      pipeline.put("incoming/a", "object");
      pipeline.awaitEnds(1);

      LogRun command = command();
      await()
          .ignoreExceptions()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                Proven proven =
                    command.prove(
                        pipeline.loaded(),
                        new S3Address(pipeline.raw(), "processed/a", null),
                        line -> {});
                assertThat(proven.problem()).isEmpty();
              });
      assertThat(command.verify(pipeline.loaded())).noneMatch(it -> it.answer() == Answer.BAD);
      List<Defect> defects = new ArrayList<>();
      assertThat(command.fsck(pipeline.loaded(), defects::add, entries -> {})).isEqualTo(1);
      assertThat(defects).isEmpty();
    }
  }
}
