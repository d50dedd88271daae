package dev.waybill.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.log.LogPaths;
import dev.waybill.record.log.TileAddress;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** Tampering with the log of a running service, on the real stores. */
@ExtendWith(CloudExtension.class)
final class LogWatchIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int OBJECTS = 5;

  private final CloudUnderTest cloud;
  private PipelineUnderTest pipeline;

  LogWatchIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void provision(@TempDir Path folder) throws Exception {
    pipeline =
        PipelineUnderTest.provision(
            cloud,
            folder,
            Map.of("waybill.record-log.enabled", "true", "waybill.record-log.check-every", "1s"));
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  /** The watch survives a restart: what it has seen is in another bucket. */
  @Test
  void alertsWhenEntriesAreChangedAndWhenKeysAreForeignAlsoAfterRestart() throws Exception {
    pipeline.start();
    for (int i = 0; i < OBJECTS; i++) {
      pipeline.put("incoming/" + i, "content " + i);
    }
    pipeline.awaitEnds(OBJECTS, LIMIT);
    String bundle = LogPaths.of(new TileAddress(TileAddress.ENTRIES, 0, OBJECTS));
    await()
        .ignoreExceptions()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(bytes(bundle)).isNotEmpty());
    await()
        .ignoreExceptions()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(memory()).contains("\"note\""));
    assertThat(alerts()).doesNotContain("\"log-");

    removePolicy();
    byte[] changed = bytes(bundle);
    changed[changed.length / 2] ^= 1;
    put(bundle, changed);
    awaitAlert("log-bundle-changed");

    pipeline.stop();
    put(LogPaths.VKEYS, "foreign".getBytes(UTF_8));
    pipeline.start();
    put(LogPaths.VKEYS, "foreign".getBytes(UTF_8));
    awaitAlert("log-vkeys-changed");
  }

  private byte[] bytes(String key) {
    return pipeline
        .s3()
        .getObjectAsBytes(it -> it.bucket(pipeline.settings().provenance().bucket()).key(key))
        .asByteArray();
  }

  /** The baseline's policy denies such writes; an attacker with rights to the bucket removes it. */
  private void removePolicy() {
    String bucket = pipeline.settings().provenance().bucket();
    var unused = pipeline.s3().deleteBucketPolicy(it -> it.bucket(bucket));
  }

  private void put(String key, byte[] content) {
    String bucket = pipeline.settings().provenance().bucket();
    pipeline.s3().putObject(it -> it.bucket(bucket).key(key), RequestBody.fromBytes(content));
  }

  private String memory() {
    String[] results =
        pipeline.settings().audit().results().substring("s3://".length()).split("/", 2);
    String key = results[1] + "waybill/log/" + pipeline.settings().provenance().bucket() + ".json";
    return pipeline.s3().getObjectAsBytes(it -> it.bucket(results[0]).key(key)).asUtf8String();
  }

  private void awaitAlert(String rule) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(alerts().lines())
                    .anyMatch(it -> it.contains(rule) && it.contains("\"Critical\"")));
  }

  private String alerts() throws IOException {
    Path file = pipeline.settings().alertsFile();
    return Files.exists(file) ? Files.readString(file, UTF_8) : "";
  }
}
