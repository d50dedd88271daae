package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.localcloud.Faults;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Repeated and reordered notifications of several versions of several keys. */
@ExtendWith(CloudExtension.class)
class DisorderIT {
  private static final int VERSIONS = 5;
  private static final int DELIVERIES = 3;
  private static final List<String> KEYS =
      IntStream.range(0, 8).mapToObj(i -> "incoming/" + i % 2 + "/key " + i).toList();

  private final CloudUnderTest cloud;
  private final Map<ObjectVersion, String> written = new LinkedHashMap<>();
  private Faults faults;

  @TempDir Path folder;
  private PipelineUnderTest pipeline;

  DisorderIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void reorderNotifications() throws Exception {
    faults = cloud.faults();
    pipeline = PipelineUnderTest.provision(cloud, folder, Map.of());
    faults.duplicateNotifications(DELIVERIES);
    faults.reorderNotifications(VERSIONS * KEYS.size());
  }

  @AfterEach
  void stop() {
    faults.reset();
    pipeline.close();
  }

  @Test
  void sealsEachVersionOnceAndPromotesTheNewest() throws Exception {
    pipeline.start();
    writeAll();

    pipeline.awaitEnds(DELIVERIES * written.size(), Duration.ofMinutes(2));
    pipeline.awaitEmptyQueue(Duration.ofMinutes(1));

    assertNewestIsPromoted();
    assertNothingShowsAsWaiting();
    assertEachIsSealedOnce();
    assertThat(pipeline.labels()).isSubsetOf("promoted", "superseded", "already-done");
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isZero();
  }

  /** All notifications arrive at once, after the last version was written. */
  @Test
  void sealsEachVersionOnceAfterPipelineWasStopped() throws Exception {
    writeAll();
    pipeline.start();

    pipeline.awaitEnds(DELIVERIES * written.size(), Duration.ofMinutes(2));
    pipeline.awaitEmptyQueue(Duration.ofMinutes(1));

    assertNewestIsPromoted();
    assertNothingShowsAsWaiting();
    assertEachIsSealedOnce();
    assertThat(pipeline.labels()).isSubsetOf("promoted", "superseded", "already-done");
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isZero();
  }

  private void writeAll() {
    for (int version = 0; version < VERSIONS; version++) {
      for (String key : KEYS) {
        String text = "version " + version + " of " + key;
        written.put(pipeline.put(key, text), text);
      }
    }
  }

  /** A superseded version keeps its bytes, but must not be listed as if it waited. */
  private void assertNothingShowsAsWaiting() {
    assertThat(
            pipeline
                .s3()
                .listObjectsV2(it -> it.bucket(pipeline.raw()).prefix("incoming/"))
                .contents())
        .allMatch(it -> it.key().endsWith("/"));
    long superseded = pipeline.labels().stream().filter("superseded"::equals).count();
    assertThat(superseded).isPositive();
    written.forEach((version, text) -> assertThat(isKept(version, text)).as(text).isTrue());
  }

  private boolean isKept(ObjectVersion version, String text) {
    String destination = version.key().replace("incoming/", "processed/");
    return pipeline.exists(version.key(), version.versionId())
        || pipeline.versions(destination).stream()
            .anyMatch(copy -> pipeline.text(copy).equals(text));
  }

  private void assertNewestIsPromoted() {
    String newest = "version " + (VERSIONS - 1) + " of ";
    for (String key : KEYS) {
      assertThat(pipeline.text(key.replace("incoming/", "processed/"))).isEqualTo(newest + key);
    }
  }

  private void assertEachIsSealedOnce() {
    written.forEach(
        (version, text) ->
            assertThat(pipeline.record(version).sha256()).isEqualTo(Bytes.sha256(text)));
    assertThat(records()).doesNotHaveDuplicates().hasSize(written.size());
  }

  /** Returns the keys of all versions of all records. */
  private List<String> records() {
    List<String> keys = new ArrayList<>();
    pipeline
        .s3()
        .listObjectVersionsPaginator(
            it -> it.bucket(pipeline.archive().bucket()).prefix("records/"))
        .versions()
        .forEach(version -> keys.add(version.key()));
    return keys;
  }
}
