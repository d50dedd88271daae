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

/** kill -9 of a process that writes: what it was told is done, is done. */
final class KilledStoreIT {
  private static final int KILLS = 3;
  private static final int ENOUGH = 300;

  @TempDir Path root;

  @Test
  void everyAcknowledgedPutAndItsEventAreThere() throws Exception {
    List<String> acknowledged = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      acknowledged.addAll(writeUntilKilled(kill));
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS * ENOUGH);
    try (ObjectStore store = ObjectStore.open(root, Clock.systemUTC())) {
      Bucket bucket = store.bucket("bucket");
      for (String key : acknowledged) {
        assertThat(Puts.text(bucket, bucket.find(key, null))).isEqualTo("text of " + key);
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
    try (BufferedReader told = writer.inputReader(StandardCharsets.UTF_8)) {
      while (acknowledged.size() < ENOUGH) {
        String key = told.readLine();
        assertThat(key).as("the writer is alive").isNotNull();
        acknowledged.add(key);
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
    return acknowledged;
  }

  /** Puts for ever, and says what was put. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) {
      ObjectStore store = ObjectStore.open(Path.of(args[0]), Clock.systemUTC());
      store.outbox().setResolver((event, bucket, key) -> Puts.TOLD);
      Bucket bucket =
          store.buckets().isEmpty() ? store.createBucket("bucket", false) : store.bucket("bucket");
      for (int i = 0; ; i++) {
        String key = args[1] + "/" + i;
        Puts.put(bucket, key, "text of " + key);
        System.out.println(key);
      }
    }
  }
}
