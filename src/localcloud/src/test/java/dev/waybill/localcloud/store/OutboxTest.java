package dev.waybill.localcloud.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutboxTest {
  @TempDir Path root;

  private ObjectStore open(Clock clock) {
    ObjectStore store = ObjectStore.open(root, clock);
    store
        .outbox()
        .setResolver((event, bucket, key) -> key.startsWith("dull") ? List.of() : Puts.TOLD);
    return store;
  }

  @Test
  void whatWasNotAcknowledgedComesAgainAndNothingElse() {
    ObjectEvent second;
    try (ObjectStore store = open(Clock.systemUTC())) {
      Bucket bucket = store.createBucket("bucket", false);
      Puts.put(bucket, "one", "1");
      Puts.put(bucket, "dull", "0");
      Puts.put(bucket, "two", "22");
      bucket.put(Puts.version(bucket, "silent", "0", null), WriteCondition.NONE, null);
      List<ObjectEvent> pending = store.outbox().pending();
      assertThat(pending).extracting(ObjectEvent::key).containsExactly("one", "two");
      store.outbox().acknowledge(pending.get(0));
      second = pending.get(1);
    }
    try (ObjectStore store = open(Clock.systemUTC())) {
      assertThat(store.outbox().pending()).containsExactly(second);
      assertThat(second.size()).isEqualTo(2);
    }
  }

  @Test
  void aRefusedWriteIsNotToldOf() {
    try (ObjectStore store = open(Clock.systemUTC())) {
      Bucket bucket = store.createBucket("bucket", false);
      Puts.put(bucket, "key", "text");
      try {
        NewVersion again = Puts.version(bucket, "key", "other", null);
        bucket.put(again, new WriteCondition(null, "*"), Puts.CAUSE);
      } catch (StoreException refused) {
        assertThat(refused.code()).isEqualTo(S3ErrorCode.PRECONDITION_FAILED);
      }
      assertThat(store.outbox().pending()).hasSize(1);
    }
  }

  @Test
  void aTornAcknowledgementBringsItsEventAgainAndSpoilsNoOther() throws IOException {
    try (ObjectStore store = open(Clock.systemUTC())) {
      Bucket bucket = store.createBucket("bucket", false);
      Puts.put(bucket, "one", "1");
      Puts.put(bucket, "two", "2");
      store.outbox().acknowledge(store.outbox().pending().get(0));
    }
    Path file = root.resolve("acknowledged");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 9));
    try (ObjectStore store = open(Clock.systemUTC())) {
      assertThat(store.outbox().pending()).hasSize(2);
      store.outbox().acknowledge(store.outbox().pending().get(1));
    }
    try (ObjectStore store = open(Clock.systemUTC())) {
      assertThat(store.outbox().pending()).extracting(ObjectEvent::key).containsExactly("one");
    }
  }

  @Test
  void anEventOutlivesItsBucket() {
    ObjectEvent told;
    try (ObjectStore store = open(Clock.systemUTC())) {
      Bucket bucket = store.createBucket("bucket", false);
      Puts.put(bucket, "told", "1");
      bucket.delete("told", null, null, false, Puts.CAUSE);
      told = store.outbox().pending().get(0);
      store.outbox().acknowledge(store.outbox().pending().get(1));
      store.deleteBucket("bucket");
      assertThat(store.outbox().pending()).containsExactly(told);
    }
    for (int opening = 0; opening < 2; opening++) {
      try (ObjectStore store = open(Clock.systemUTC())) {
        assertThat(store.outbox().pending()).containsExactly(told);
        Puts.put(store.createBucket("bucket", false), "dull", "in a bucket of the same name");
        store.bucket("bucket").delete("dull", null, null, false, null);
        store.deleteBucket("bucket");
      }
    }
    try (ObjectStore store = open(Clock.systemUTC())) {
      store.outbox().acknowledge(told);
    }
    try (ObjectStore store = open(Clock.systemUTC())) {
      assertThat(store.outbox().pending()).isEmpty();
    }
  }

  @Test
  void sequencersGrowEvenWhenTheClockWentBackOverARestart() {
    List<String> sequencers = new ArrayList<>();
    for (int hours = 0; hours < 3; hours++) {
      Clock earlier = Clock.offset(Clock.systemUTC(), Duration.ofHours(-hours));
      try (ObjectStore store = open(earlier)) {
        Bucket bucket = hours == 0 ? store.createBucket("bucket", false) : store.bucket("bucket");
        sequencers.add(Puts.put(bucket, "key", "text " + hours).sequencer());
        bucket.delete("key", null, null, false, Puts.CAUSE);
        List<ObjectEvent> pending = store.outbox().pending();
        sequencers.add(pending.get(pending.size() - 1).sequencer());
      }
    }
    assertThat(sequencers).isSorted().doesNotHaveDuplicates();
    assertThat(sequencers).allMatch(text -> text.matches("[0-9A-F]{18}"));
  }

  @Test
  void aRewrittenJournalKeepsItsEventsAndObjects() {
    try (ObjectStore store = open(Clock.systemUTC())) {
      Bucket bucket = store.createBucket("bucket", false);
      Puts.put(bucket, "kept", "text");
      for (int i = 0; i < 1500; i++) {
        bucket.setTags("kept", null, Map.of("round", "" + i));
      }
    }
    for (int opening = 0; opening < 2; opening++) {
      try (ObjectStore store = open(Clock.systemUTC())) {
        Bucket bucket = store.bucket("bucket");
        assertThat(root.resolve("buckets/bucket/journal").toFile().length()).isLessThan(5000);
        assertThat(bucket.find("kept", null).tags()).containsEntry("round", "1499");
        assertThat(Puts.text(bucket, bucket.find("kept", null))).isEqualTo("text");
        assertThat(store.outbox().pending()).extracting(ObjectEvent::key).containsExactly("kept");
      }
    }
  }

  @Test
  void neitherJournalNorAcknowledgementsGrowByWhatWasDelivered() throws IOException {
    try (ObjectStore store = open(Clock.systemUTC())) {
      Bucket bucket = store.createBucket("bucket", false);
      bucket.setVersioning(Versioning.ENABLED);
      for (int i = 0; i < 1200; i++) {
        Puts.put(bucket, "key", "");
      }
      store.outbox().pending().stream().skip(1).forEach(store.outbox()::acknowledge);
    }
    Path journal = root.resolve("buckets/bucket/journal");
    long before = Files.size(journal);
    for (int opening = 0; opening < 2; opening++) {
      try (ObjectStore store = open(Clock.systemUTC())) {
        assertThat(store.outbox().pending()).hasSize(1);
        assertThat(store.bucket("bucket").listVersions(all()).versions()).hasSize(1000);
      }
    }
    assertThat(Files.size(journal)).isLessThan(before * 3 / 4);
    assertThat(root.resolve("acknowledged").toFile()).isEmpty();
  }

  private static VersionQuery all() {
    return new VersionQuery("", null, "", null, 1000);
  }
}
