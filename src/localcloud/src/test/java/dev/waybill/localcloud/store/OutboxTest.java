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

/** Tests of undelivered events across restarts of the store. */
final class OutboxTest {
  @TempDir Path root;

  private ObjectStore open(Clock clock) {
    ObjectStore store = ObjectStore.open(root, clock);
    store
        .outbox()
        .setResolver(
            (event, bucket, key) ->
                key.startsWith("unobserved") ? List.of() : StoreFixture.DESTINATIONS);
    return store;
  }

  @Test
  void onlyUnacknowledgedEventsAreDeliveredAgain() {
    ObjectEvent second;
    try (ObjectStore store = open(Clock.systemUTC())) {
      Bucket bucket = store.createBucket("bucket", false);
      StoreFixture.put(bucket, "one", "1");
      StoreFixture.put(bucket, "unobserved", "0");
      StoreFixture.put(bucket, "two", "22");
      bucket.put(StoreFixture.version(bucket, "silent", "0", null), WriteCondition.NONE, null);
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
  void failedWriteHasNoEvent() {
    try (ObjectStore store = open(Clock.systemUTC())) {
      Bucket bucket = store.createBucket("bucket", false);
      StoreFixture.put(bucket, "key", "text");
      try {
        NewVersion other = StoreFixture.version(bucket, "key", "other", null);
        bucket.put(other, new WriteCondition(null, "*"), StoreFixture.CAUSE);
      } catch (StoreException e) {
        assertThat(e.code()).isEqualTo(S3ErrorCode.PRECONDITION_FAILED);
      }
      assertThat(store.outbox().pending()).hasSize(1);
    }
  }

  @Test
  void incompleteAcknowledgementRepeatsOnlyItsEvent() throws IOException {
    try (ObjectStore store = open(Clock.systemUTC())) {
      Bucket bucket = store.createBucket("bucket", false);
      StoreFixture.put(bucket, "one", "1");
      StoreFixture.put(bucket, "two", "2");
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
  void eventSurvivesDeletionOfItsBucket() {
    ObjectEvent undelivered;
    try (ObjectStore store = open(Clock.systemUTC())) {
      Bucket bucket = store.createBucket("bucket", false);
      StoreFixture.put(bucket, "key", "1");
      bucket.delete("key", null, null, false, StoreFixture.CAUSE);
      undelivered = store.outbox().pending().get(0);
      store.outbox().acknowledge(store.outbox().pending().get(1));
      store.deleteBucket("bucket");
      assertThat(store.outbox().pending()).containsExactly(undelivered);
    }
    for (int opening = 0; opening < 2; opening++) {
      try (ObjectStore store = open(Clock.systemUTC())) {
        assertThat(store.outbox().pending()).containsExactly(undelivered);
        StoreFixture.put(
            store.createBucket("bucket", false), "unobserved", "in a bucket of the same name");
        store.bucket("bucket").delete("unobserved", null, null, false, null);
        store.deleteBucket("bucket");
      }
    }
    try (ObjectStore store = open(Clock.systemUTC())) {
      store.outbox().acknowledge(undelivered);
    }
    try (ObjectStore store = open(Clock.systemUTC())) {
      assertThat(store.outbox().pending()).isEmpty();
    }
  }

  @Test
  void sequencersIncreaseWhenTheClockWasSetBackBetweenRestarts() {
    List<String> sequencers = new ArrayList<>();
    for (int hours = 0; hours < 3; hours++) {
      Clock earlier = Clock.offset(Clock.systemUTC(), Duration.ofHours(-hours));
      try (ObjectStore store = open(earlier)) {
        Bucket bucket = hours == 0 ? store.createBucket("bucket", false) : store.bucket("bucket");
        sequencers.add(StoreFixture.put(bucket, "key", "text " + hours).sequencer());
        bucket.delete("key", null, null, false, StoreFixture.CAUSE);
        List<ObjectEvent> pending = store.outbox().pending();
        sequencers.add(pending.get(pending.size() - 1).sequencer());
      }
    }
    assertThat(sequencers).isSorted().doesNotHaveDuplicates();
    assertThat(sequencers).allMatch(text -> text.matches("[0-9A-F]{18}"));
  }

  @Test
  void rewrittenJournalKeepsEventsAndObjects() {
    try (ObjectStore store = open(Clock.systemUTC())) {
      Bucket bucket = store.createBucket("bucket", false);
      StoreFixture.put(bucket, "kept", "text");
      for (int i = 0; i < 1500; i++) {
        bucket.setTags("kept", null, Map.of("round", "" + i));
      }
    }
    for (int opening = 0; opening < 2; opening++) {
      try (ObjectStore store = open(Clock.systemUTC())) {
        Bucket bucket = store.bucket("bucket");
        assertThat(root.resolve("buckets/bucket/journal").toFile().length()).isLessThan(5000);
        assertThat(bucket.find("kept", null).tags()).containsEntry("round", "1499");
        assertThat(StoreFixture.text(bucket, bucket.find("kept", null))).isEqualTo("text");
        assertThat(store.outbox().pending()).extracting(ObjectEvent::key).containsExactly("kept");
      }
    }
  }

  @Test
  void deliveredEventsAreRemovedFromJournalAndAcknowledgements() throws IOException {
    try (ObjectStore store = open(Clock.systemUTC())) {
      Bucket bucket = store.createBucket("bucket", false);
      bucket.setVersioning(Versioning.ENABLED);
      for (int i = 0; i < 1200; i++) {
        StoreFixture.put(bucket, "key", "");
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
