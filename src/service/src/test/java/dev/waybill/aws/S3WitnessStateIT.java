package dev.waybill.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.object.Sha256;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import dev.waybill.witness.WitnessState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;

@ExtendWith(CloudExtension.class)
final class S3WitnessStateIT {
  private static final String LOG = Sha256.hash("log").hex();

  private final CloudUnderTest cloud;
  private TestBucket bucket;
  private S3WitnessState state;

  S3WitnessStateIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void open() {
    bucket = cloud.versionedBucket("witness");
    state = state("/tlog/");
  }

  @AfterEach
  void close() {
    state.close();
  }

  private S3WitnessState state(String prefix) {
    return new S3WitnessState(
        AwsClients.of(
            cloud.endpoint(),
            CloudUnderTest.REGION,
            StaticCredentialsProvider.create(cloud.credentials())),
        "s3://" + bucket.name() + prefix);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String text(WitnessState state) {
    return new String(state.find(LOG).orElseThrow().note(), UTF_8);
  }

  @Test
  void replacesOnlyTheVersionThatWasRead() {
    assertThat(state.find(LOG)).isEmpty();
    assertThat(state.replace(LOG, bytes("one"), null)).isTrue();
    String version = state.find(LOG).orElseThrow().version();

    assertThat(state.replace(LOG, bytes("two"), null)).isFalse();
    assertThat(state.replace(LOG, bytes("two"), version)).isTrue();
    assertThat(state.replace(LOG, bytes("three"), version)).isFalse();

    assertThat(text(state)).isEqualTo("two");
    assertThat(bucket.get("tlog/" + LOG + "/checkpoint")).isEqualTo("two");
  }

  @Test
  void letsOneOfConcurrentWritersOfTwoProcessesWin() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try (S3WitnessState other = state("/tlog")) {
      List<Future<Boolean>> writes = new ArrayList<>();
      for (int at = 0; at < 6; at++) {
        S3WitnessState own = at % 2 == 0 ? state : other;
        byte[] note = bytes("note " + at);
        writes.add(threads.submit(() -> own.replace(LOG, note, null)));
      }
      int won = 0;
      for (Future<Boolean> write : writes) {
        won += write.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void failsInsteadOfBeginningAgainWhenCheckpointWasDeleted() {
    assertThat(state.replace(LOG, bytes("one"), null)).isTrue();
    bucket.delete("tlog/" + LOG + "/checkpoint");

    assertThatThrownBy(() -> state.find(LOG))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was deleted");
  }

  @Test
  void rejectsObjectThatIsLargerThanCheckpoint() {
    bucket.put(
        "tlog/" + LOG + "/checkpoint", RequestBody.fromBytes(new byte[WitnessState.MAX_BYTES + 1]));

    assertThatThrownBy(() -> state.find(LOG))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("larger than a checkpoint");
  }

  @Test
  void namesBucketOfPlace() {
    assertThat(S3WitnessState.isPlace("s3://b/p")).isTrue();
    assertThat(S3WitnessState.isPlace("data/witness")).isFalse();
    assertThat(S3WitnessState.bucket("s3://b")).isEqualTo("b");
    assertThatThrownBy(() -> S3WitnessState.bucket("s3:///p"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
