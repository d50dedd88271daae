package dev.waybill.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.app.WitnessRun.RunningWitness;
import dev.waybill.cli.WitnessOptions;
import dev.waybill.log.LogPaths;
import dev.waybill.log.cosign.HttpWitnessClient;
import dev.waybill.log.cosign.WitnessEndpoint;
import dev.waybill.log.cosign.WitnessReply;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.PolicyVerdict;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.TreeHash;
import dev.waybill.signing.LogKeys;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.witness.GrowingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The running service, and a witness that its policy names. */
@ExtendWith(CloudExtension.class)
final class LogWitnessIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private LogKeys keys;
  private LogPolicy policy;
  private RunningWitness witness;
  private PipelineUnderTest pipeline;

  LogWitnessIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void startWitness() throws IOException {
    String origin = cloud.uniqueName("example.org/witnessed");
    Path file = folder.resolve("log.keys");
    LogKeys.create(file, origin);
    keys = LogKeys.read(file, origin, Clock.systemUTC());
    String vkeys = keys.keys().stream().map(it -> "log " + it + "\n").collect(Collectors.joining());
    Path logs = Files.writeString(folder.resolve("logs"), vkeys);
    String state = folder.resolve("witness").toString();
    witness = WitnessRun.start(new WitnessOptions(List.of(logs), state, null, "w", "127.0.0.1", 0));
    List<String> own = witness.start().keys();
    String url = witness.start().url();
    String text =
        vkeys
            + ("witness ed " + own.get(0) + " " + url + "\n")
            + ("witness pq " + own.get(1) + " " + url + "\n")
            + "group both all ed pq\nquorum both\n";
    policy = LogPolicy.parse(text.getBytes(UTF_8));
    Path policyFile = Files.writeString(folder.resolve("policy"), text);
    pipeline =
        PipelineUnderTest.provision(
            cloud,
            folder,
            Map.of(
                "waybill.record-log.enabled",
                "true",
                "waybill.record-log.origin",
                origin,
                "waybill.record-log.keys",
                file.toString(),
                "waybill.record-log.policy",
                policyFile.toString(),
                "waybill.record-log.witness-interval",
                "1s"));
  }

  @AfterEach
  void close() {
    pipeline.close();
    witness.close();
  }

  @Test
  void storesCheckpointThatThePolicyAccepts() throws Exception {
    pipeline.start();
    for (int at = 0; at < 5; at++) {
      pipeline.put("incoming/" + at, "content " + at);
    }
    pipeline.awaitEnds(5, LIMIT);

    await().atMost(LIMIT).until(() -> !cosigned(5).isEmpty());
    PolicyVerdict verdict = policy.judge(SignedNote.parse(bytes(cosigned(5).get(0))));
    assertThat(verdict.problem()).isEmpty();
    assertThat(verdict.cosignatures()).hasSize(2);
  }

  /** The holder of another copy of the log's keys shows the witness another log. */
  @Test
  void alertsWhenWitnessHasSeenAnotherLogUnderTheSameKeys() throws Exception {
    TreeHash root = TreeHash.ofNode(TreeHash.EMPTY_ROOT, TreeHash.EMPTY_ROOT);
    SignedNote other = keys.sign(new Checkpoint(keys.origin(), 50, root));
    WitnessEndpoint endpoint = WitnessEndpoint.of("w", witness.start().url(), List.of());
    byte[] request = GrowingLog.body("old 0", List.of(), other);
    assertThat(new HttpWitnessClient().addCheckpoint(endpoint, request).join())
        .isInstanceOf(WitnessReply.Signed.class);

    pipeline.start();
    pipeline.put("incoming/a", "content");
    pipeline.awaitEnds(1, LIMIT);

    Path alerts = folder.resolve("alerts.jsonl");
    await().atMost(LIMIT).until(() -> Files.exists(alerts) && has(alerts, "log-fork/"));
    assertThat(Files.readString(alerts))
        .contains("has cosigned size 50, and the newest published size is 1");
    assertThat(pipeline.labels()).as("the log and custody go on").containsExactly("promoted");
  }

  private static boolean has(Path file, String text) throws IOException {
    return Files.readString(file).contains(text);
  }

  /** Returns the keys of cosigned checkpoints of a size. */
  private List<String> cosigned(long size) {
    String bucket = pipeline.settings().provenance().bucket();
    String key = LogPaths.cosigned(new Checkpoint("any", size, TreeHash.ofEntry(new byte[0])));
    return pipeline.s3().listObjectsV2(it -> it.bucket(bucket).prefix(key)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private byte[] bytes(String key) {
    String bucket = pipeline.settings().provenance().bucket();
    return pipeline.s3().getObjectAsBytes(it -> it.bucket(bucket).key(key)).asByteArray();
  }
}
