package dev.waybill.localcloud.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test that acknowledged writes survive a {@code kill -9} of the writing process. */
final class KilledStoreIT {
  private static final int KILLS = 3;
  private static final int PUTS_PER_KILL = 300;

  @TempDir Path root;

  @Test
  void acknowledgedPutsAndTheirEventsSurviveAKill() throws Exception {
    List<String> acknowledged = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      acknowledged.addAll(writeUntilKilled(kill));
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS * PUTS_PER_KILL);
    try (ObjectStore store = ObjectStore.open(root, Clock.systemUTC())) {
      Bucket bucket = store.bucket("bucket");
      for (String key : acknowledged) {
        assertThat(StoreFixture.text(bucket, bucket.find(key, null))).isEqualTo("text of " + key);
      }
      assertThat(store.outbox().pending()).extracting(ObjectEvent::key).containsAll(acknowledged);
    }
  }

  private List<String> writeUntilKilled(int kill) throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                root.toString(),
                "" + kill)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> acknowledged = new ArrayList<>();
    try (BufferedReader output = writer.inputReader(StandardCharsets.UTF_8)) {
      while (acknowledged.size() < PUTS_PER_KILL) {
        String key = output.readLine();
        assertThat(key).as("the writer is alive").isNotNull();
        acknowledged.add(key);
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
    return acknowledged;
  }

  /** Process that stores objects in an endless loop and prints the key of each. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) {
      ObjectStore store = ObjectStore.open(Path.of(args[0]), Clock.systemUTC());
      store.outbox().setResolver((event, bucket, key) -> StoreFixture.DESTINATIONS);
      Bucket bucket =
          store.buckets().isEmpty() ? store.createBucket("bucket", false) : store.bucket("bucket");
      for (int i = 0; ; i++) {
        String key = args[1] + "/" + i;
        StoreFixture.put(bucket, key, "text of " + key);
        System.out.println(key);
      }
    }
  }
}
