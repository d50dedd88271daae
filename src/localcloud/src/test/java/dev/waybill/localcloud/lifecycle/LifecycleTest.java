package dev.waybill.localcloud.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.ListedVersion;
import dev.waybill.localcloud.store.NewVersion;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.Retention;
import dev.waybill.localcloud.store.StagedContent;
import dev.waybill.localcloud.store.VersionQuery;
import dev.waybill.localcloud.store.Versioning;
import dev.waybill.localcloud.store.WriteCondition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the versions that expire and of those that must be retained. */
final class LifecycleTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private Path folder;
  private final SteppedClock clock = new SteppedClock(START);
  private ObjectStore store;
  private Bucket bucket;

  @BeforeEach
  void open() {
    store = ObjectStore.open(folder, clock);
    bucket = store.createBucket("bucket", true);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void currentVersionIsHiddenAtTheMidnightAfterItsDays() throws IOException {
    rule("<Filter><Prefix>test/</Prefix></Filter><Expiration><Days>1</Days></Expiration>");
    put("test/a");
    put("kept/a");
    runAt("2026-03-02T23:59:59Z");
    assertThat(states()).containsExactly("kept/a", "test/a");
    runAt("2026-03-03T00:00:00Z");
    assertThat(states()).containsExactly("kept/a", "test/a marker", "test/a");
    runAt("2026-03-03T01:00:00Z");
    assertThat(states()).hasSize(3);
  }

  @Test
  void objectOfUnversionedBucketIsDeleted() throws IOException {
    bucket = store.createBucket("plain", false);
    rule("<Filter></Filter><Expiration><Days>1</Days></Expiration>");
    put("a");
    runAt("2026-03-03T00:00:00Z");
    assertThat(states()).isEmpty();
  }

  @Test
  void disabledRuleDoesNothing() throws IOException {
    bucket.putConfig(
        "lifecycle",
        "<L><Rule><Status>Disabled</Status><Filter/><Expiration><Days>1</Days></Expiration></Rule></L>");
    put("a");
    runAt("2026-04-01T00:00:00Z");
    assertThat(states()).containsExactly("a");
  }

  @Test
  void noncurrentVersionsAgeFromTheirReplacementAndTheNewestAreRetained() throws IOException {
    rule(
        "<Filter/><NoncurrentVersionExpiration><NoncurrentDays>10</NoncurrentDays>"
            + "<NewerNoncurrentVersions>1</NewerNoncurrentVersions></NoncurrentVersionExpiration>");
    put("a");
    runAt("2026-03-20T01:00:00Z");
    put("a");
    put("a");
    runAt("2026-03-30T00:00:00Z");
    assertThat(states()).containsExactly("a", "a", "a");
    runAt("2026-03-31T00:00:00Z");
    assertThat(states()).containsExactly("a", "a");
  }

  @Test
  void removesOnlyDeleteMarkerWithoutVersions() throws IOException {
    rule(
        "<Filter/><Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>");
    bucket.delete("alone", null, null, false, null);
    put("hidden");
    bucket.delete("hidden", null, null, false, null);
    runAt("2026-03-02T00:00:00Z");
    assertThat(states()).containsExactly("hidden marker", "hidden");
  }

  @Test
  void retainsLockedVersion() throws IOException {
    rule(
        "<Filter/><Expiration><Days>1</Days></Expiration>"
            + "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>");
    put("locked", new Retention(Retention.Mode.GOVERNANCE, START.plus(Duration.ofDays(365))));
    runAt("2026-03-10T00:00:00Z");
    runAt("2026-03-20T00:00:00Z");
    assertThat(states()).containsExactly("locked marker", "locked");
  }

  @Test
  void appliesRuleOnlyToMatchingTagsAndSizes() throws IOException {
    rule(
        "<Filter><And><Prefix></Prefix><Tag><Key>k</Key><Value>v</Value></Tag>"
            + "<ObjectSizeGreaterThan>3</ObjectSizeGreaterThan></And></Filter>"
            + "<Expiration><Days>1</Days></Expiration>");
    put("small", "xxx", Map.of("k", "v"), null);
    put("untagged", "xxxx", Map.of("k", "w"), null);
    put("both", "xxxx", Map.of("k", "v"), null);
    runAt("2026-03-10T00:00:00Z");
    assertThat(states()).containsExactly("both marker", "both", "small", "untagged");
  }

  @Test
  void expiresObjectsOfAllPages() throws IOException {
    rule("<Filter/><Expiration><Days>1</Days></Expiration>");
    for (int i = 0; i < 1100; i++) {
      put("k" + i);
    }
    runAt("2026-03-10T00:00:00Z");
    assertThat(bucket.listVersions(new VersionQuery("", null, "", null, 5000)).versions())
        .filteredOn(it -> it.version().deleteMarker())
        .hasSize(1100);
  }

  private void rule(String rule) {
    bucket.putConfig(
        "lifecycle", "<L><Rule><ID>r</ID><Status>Enabled</Status>" + rule + "</Rule></L>");
  }

  private void runAt(String time) {
    clock.set(Instant.parse(time));
    new Lifecycle(store, clock).run();
  }

  private void put(String key) throws IOException {
    put(key, "x", Map.of(), null);
  }

  private void put(String key, Retention retention) throws IOException {
    put(key, "x", Map.of(), retention);
  }

  private void put(String key, String text, Map<String, String> tags, Retention retention)
      throws IOException {
    StagedContent content = bucket.stage();
    try (content) {
      content.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    bucket.put(
        new NewVersion(
            key, content, "e", Map.of(), null, Map.of(), Map.of(), tags, retention, false),
        WriteCondition.NONE,
        null);
    assertThat(bucket.versioning()).isNotEqualTo(Versioning.SUSPENDED);
  }

  private List<String> states() {
    return bucket.listVersions(new VersionQuery("", null, "", null, 1000)).versions().stream()
        .map(ListedVersion::version)
        .map(it -> it.key() + (it.deleteMarker() ? " marker" : ""))
        .toList();
  }
}
