package dev.waybill.app;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.awaitility.Awaitility.await;

import dev.waybill.estimate.CallTally;
import dev.waybill.estimate.PartCalls;
import dev.waybill.estimate.StoredBytes;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.localcloud.CallCount;
import dev.waybill.localcloud.CallCounts;
import dev.waybill.log.LogPaths;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Calls and bytes of a running service, compared with the model of {@code waybill estimate} within
 * five percent.
 */
@Tag("slow")
@ExtendWith(CloudExtension.class)
final class CapacityModelIT {
  private static final Percentage FIVE = Percentage.withPercentage(5);
  private static final Duration LIMIT = Duration.ofMinutes(15);

  /** Two full tiles of the log, and a partial one. */
  private static final int OBJECTS = 600;

  private static final int WAVE = 30;
  private static final int SIZE = 1024;

  /** Tile of a result, and its width when it is not full. */
  private static final Pattern RESULT =
      Pattern.compile("(/[/\\d]+)(?:-(\\d+))?(?:-r\\d+)?\\.ndjson");

  private static final int TILE = (int) PartCalls.TILE;

  private final Random random = new Random(1);
  private final SoftAssertions compared = new SoftAssertions();
  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;

  CapacityModelIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void start() throws Exception {
    pipeline =
        PipelineUnderTest.provision(
            cloud,
            folder,
            Map.of(
                "waybill.record-log.enabled", "true",
                // A message that comes back would be counted twice.
                "waybill.intake.visibility", "15m",
                "waybill.fixity.enabled", "true",
                "waybill.fixity.every", "5m",
                "waybill.fixity.glance", "0s",
                // About ten seconds for a unit, so that each is counted on its own.
                "waybill.fixity.budget.requests-per-second", "50"));
    // What a new log writes once would show in so few rounds.
    pipeline.put("incoming/first", content());
    pipeline.start();
    pipeline.awaitEnds(1, LIMIT);
    awaitLogged();
  }

  private void awaitLogged() {
    await()
        .atMost(LIMIT)
        .until(() -> !stored(LogPaths.TILES).isEmpty() && stored(LogPaths.PENDING).isEmpty());
  }

  /** Seals objects in waves, so that the log has many rounds. */
  private void sealAll() {
    for (int object = 1; object <= OBJECTS; object++) {
      pipeline.put("incoming/2026/12/object-%04d.bin".formatted(object), content());
      if (object % WAVE == 0) {
        pipeline.awaitEnds(1 + object, LIMIT);
        awaitLogged();
      }
    }
    pipeline.awaitEmptyQueue(LIMIT);
  }

  /** Equal objects would have equal ETags, which are smaller when they are compressed. */
  private String content() {
    byte[] bytes = new byte[SIZE / 2];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  private String provenance() {
    return pipeline.settings().provenance().bucket();
  }

  private static double done(CallCounts counts, String operation, String bucket, String prefix) {
    return counts.below(operation, bucket, prefix).succeeded();
  }

  private List<S3Object> stored(String prefix) {
    return pipeline
        .s3()
        .listObjectsV2Paginator(list -> list.bucket(provenance()).prefix(prefix))
        .contents()
        .stream()
        .toList();
  }

  private static double bytes(List<S3Object> objects) {
    return objects.stream().mapToLong(S3Object::size).sum();
  }

  /** Returns the numbers of versions of all results by their tile. */
  private Map<String, List<Integer>> widths() {
    return stored(FixityPaths.RESULTS).stream()
        .map(it -> RESULT.matcher(it.key()))
        .filter(Matcher::find)
        .collect(
            groupingBy(
                it -> it.group(1),
                mapping(
                    it -> it.group(2) == null ? TILE : Integer.parseInt(it.group(2)), toList())));
  }

  /** Returns the number of examinations; a tile that has grown is examined again. */
  private double examined() {
    return widths().values().stream().flatMap(List::stream).mapToInt(it -> it).sum();
  }

  private boolean isEverythingExamined() {
    return widths().values().stream().mapToInt(Collections::max).sum() >= OBJECTS;
  }

  private void compare(String what, double measured, double model) {
    compared.assertThat(measured).as(what).isCloseTo(model, FIVE);
  }

  @Test
  void agreesWithModelOfSealingLogAndReverification() throws Exception {
    try (CallCounts counts = cloud.countCalls()) {
      sealAll();
      await().atMost(LIMIT).until(this::isEverythingExamined);
      pipeline.stop();
      compareSealing(counts);
      compareLog(counts);
      compareCycle(counts);
    }
    compareBytes();
    compared.assertAll();
  }

  private void compareSealing(CallCounts counts) {
    CallTally model = PartCalls.sealing(OBJECTS);
    String raw = pipeline.raw();
    double copies = done(counts, "CopyObject", raw, "processed/");
    compare("reads of sealing", done(counts, "GetObject", raw, "incoming/"), model.reads());
    compare(
        "writes of sealing",
        copies + done(counts, "PutObject", provenance(), "records/"),
        model.writes());
    compare("deletes", done(counts, "DeleteObject", raw, "incoming/"), model.deletes());
  }

  /** The number of rounds depends on the time that sealing takes, and so is counted. */
  private void compareLog(CallCounts counts) {
    double rounds = done(counts, "PutObject", provenance(), LogPaths.LOCK);
    double batches = done(counts, "PutObject", provenance(), LogPaths.PENDING);
    double writes =
        Stream.of(LogPaths.LOCK, LogPaths.TILES, LogPaths.CHECKPOINT)
            .mapToDouble(it -> done(counts, "PutObject", provenance(), it))
            .sum();
    CallTally model = PartCalls.rounds(rounds, batches, OBJECTS);
    // The model also counts the listing of each round; listings of other runs look the same.
    compare("writes of rounds", batches + writes, model.writes() - rounds);
    compare(
        "deleted batches", done(counts, "DeleteObject", provenance(), LogPaths.PENDING), batches);
  }

  private void compareCycle(CallCounts counts) {
    double versions = examined();
    CallTally model = PartCalls.cycle(versions, versions * SIZE);
    CallCount objects = counts.below("GetObject", pipeline.raw(), "processed/");
    double records = done(counts, "GetObject", provenance(), "records/");
    compare("reads of a cycle", objects.succeeded() + records, model.reads());
    compare("bytes of a cycle", (double) objects.bytes(), versions * SIZE);
  }

  private void compareBytes() {
    List<S3Object> records = stored("records/");
    compare("bytes of a record", bytes(records) / records.size(), StoredBytes.RECORD);
    double log =
        bytes(stored("log/tile/entries/000").subList(0, 1))
            + bytes(stored("log/tile/0/000").subList(0, 1));
    compare("bytes of an entry", log / PartCalls.TILE, StoredBytes.ENTRY);
    List<S3Object> checkpoint = stored(LogPaths.CHECKPOINT);
    compare("bytes of a checkpoint", bytes(checkpoint), StoredBytes.CHECKPOINT);
    compare(
        "bytes of a result", bytes(stored(FixityPaths.RESULTS)) / examined(), StoredBytes.RESULT);
  }
}
