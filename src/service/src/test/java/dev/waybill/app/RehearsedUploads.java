package dev.waybill.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.aws.S3LogStore;
import dev.waybill.log.LogPaths;
import dev.waybill.log.TileStore;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Uploads of a rehearsed disaster. Afterwards each of them must have exactly one record, exactly
 * one entry of the log with the digest of that record, and its bytes at its promoted key.
 */
final class RehearsedUploads {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final PipelineUnderTest pipeline;
  private final Map<ObjectVersion, String> contents = new LinkedHashMap<>();

  RehearsedUploads(PipelineUnderTest pipeline) {
    this.pipeline = pipeline;
  }

  /** Uploads objects {@code incoming/NAME-1} and so on. */
  List<ObjectVersion> put(String name, int count) {
    return LongStream.rangeClosed(1, count).mapToObj(it -> put(name + "-" + it)).toList();
  }

  private ObjectVersion put(String name) {
    String content = "content of " + name;
    ObjectVersion version = pipeline.put("incoming/" + name, content);
    contents.put(version, content);
    return version;
  }

  /** Returns the number of uploads. */
  int count() {
    return contents.size();
  }

  /** Returns the uploaded versions. */
  List<ObjectVersion> versions() {
    return List.copyOf(contents.keySet());
  }

  /** Waits until every upload is sealed, promoted and logged; none is lost and none is doubled. */
  void awaitNoneLostOrDoubled() {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(entries()).extracting(LogEntry::version).containsAll(versions());
              assertThat(pipeline.versions("incoming/")).isEmpty();
            });
    pipeline.awaitEmptyQueue(LIMIT);
    List<LogEntry> entries = entries();
    contents.forEach((version, content) -> assertWhole(version, content, entries));
    assertThat(recordKeys()).hasSize(count());
    assertThat(pipeline.versions("processed/")).hasSize(count());
  }

  private void assertWhole(ObjectVersion version, String content, List<LogEntry> entries) {
    List<LogEntry> own = entries.stream().filter(it -> it.version().equals(version)).toList();
    assertThat(own).hasSize(1);
    byte[] record = pipeline.archive().find(version).orElseThrow().bytes();
    assertThat(own.get(0).isOf(record)).isTrue();
    assertThat(own.get(0).sha256()).isEqualTo(Sha256.hash(content.getBytes(UTF_8)));
    assertThat(pipeline.text("processed/" + version.key().substring("incoming/".length())))
        .isEqualTo(content);
  }

  private List<String> recordKeys() {
    return pipeline
        .s3()
        .listObjectsV2Paginator(
            it -> it.bucket(pipeline.settings().provenance().bucket()).prefix("records/"))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  /** Returns the entries of the log; none when there is no checkpoint. */
  List<LogEntry> entries() {
    try (S3LogStore store = new S3LogStore(pipeline.s3(), pipeline.settings().provenance())) {
      long size =
          store
              .find(LogPaths.CHECKPOINT)
              .map(it -> Checkpoint.of(SignedNote.parse(it.content()).text()).size())
              .orElse(0L);
      TileStore tiles = new TileStore(store);
      return LongStream.range(0, (size + TileAddress.FULL - 1) / TileAddress.FULL)
          .mapToObj(it -> TileAddress.at(TileAddress.ENTRIES, it * TileAddress.FULL, size))
          .flatMap(it -> EntryBundle.decode(tiles.read(it).orElseThrow()).stream())
          .map(LogEntry::parse)
          .toList();
    }
  }
}
