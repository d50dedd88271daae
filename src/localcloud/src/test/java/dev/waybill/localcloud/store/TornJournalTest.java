package dev.waybill.localcloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of journals whose last entry is incomplete after a crash. */
final class TornJournalTest {
  @TempDir Path root;
  private Path journal;
  private byte[] whole;
  private int intact;

  @BeforeEach
  void twoEntries() throws IOException {
    journal = root.resolve("buckets/bucket/journal");
    try (ObjectStore store = ObjectStore.open(root, Clock.systemUTC())) {
      Bucket bucket = store.createBucket("bucket", false);
      StoreFixture.put(bucket, "first", "1");
      intact = (int) Files.size(journal);
      bucket.setTags("first", null, Map.of("torn", "yes"));
      whole = Files.readAllBytes(journal);
    }
  }

  @Test
  void incompleteEntryIsCutOffAndTheNextWriteSucceeds() throws IOException {
    for (int length = intact; length < whole.length; length++) {
      Files.write(journal, Arrays.copyOf(whole, length));
      writeAfterCut(length);
      try (ObjectStore store = ObjectStore.open(root, Clock.systemUTC())) {
        assertThat(store.bucket("bucket").find("first", null).tags())
            .as("cut at %s", length)
            .containsExactly(Map.entry("after", "" + length));
      }
    }
  }

  private void writeAfterCut(int length) {
    try (ObjectStore store = ObjectStore.open(root, Clock.systemUTC())) {
      Bucket bucket = store.bucket("bucket");
      assertThat(bucket.find("first", null).tags()).as("cut at %s", length).isEmpty();
      bucket.setTags("first", null, Map.of("after", "" + length));
    }
  }

  @Test
  void completeEntryIsReplayed() throws IOException {
    Files.write(journal, whole);
    try (ObjectStore store = ObjectStore.open(root, Clock.systemUTC())) {
      assertThat(store.bucket("bucket").find("first", null).tags()).containsKey("torn");
    }
  }

  @Test
  void damagedEntryFailsTheStart() throws IOException {
    byte[] damaged = whole.clone();
    damaged[intact / 2] ^= 1;
    Files.write(journal, damaged);
    assertThatThrownBy(() -> ObjectStore.open(root, Clock.systemUTC()))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage(
            "the journal "
                + journal
                + " is damaged at byte 0; restore the data folder from a backup or delete it");
  }
}
