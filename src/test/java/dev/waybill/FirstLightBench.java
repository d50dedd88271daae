package dev.waybill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.Custody;
import dev.waybill.model.Digested;
import dev.waybill.testing.CallCounter;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * What the whole chain costs, with cloud and service in one process on the same cores. Run by
 * {@code ./mvnw -Pbench verify}; {@code -Dbench.objects} scales it. It asserts that the work was
 * done and never how fast.
 */
@ExtendWith(CloudExtension.class)
class FirstLightBench {
  private static final int OBJECTS = Integer.getInteger("bench.objects", 5_000);
  private static final int WARM = 500;
  private static final int MIB = 1 << 20;
  private static final int GIB_PARTS = 16;
  private static final int WRITERS = 8;

  private final CloudUnderTest cloud;
  @TempDir Path folder;

  FirstLightBench(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void smallObjectsThroughTheWholeChain() throws Exception {
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, folder, Map.of())) {
      put(pipeline, "warm", WARM);
      pipeline.start();
      pipeline.awaitEnds(WARM, Duration.ofMinutes(5));
      pipeline.stop();
      put(pipeline, "measured", OBJECTS);
      long began = System.nanoTime();
      pipeline.start();
      CallCounter.reset();
      pipeline.awaitEnds(WARM + OBJECTS, Duration.ofMinutes(30));
      double seconds = (System.nanoTime() - began) / 1e9;
      Map<String, Long> calls = CallCounter.calls();
      assertThat(pipeline.promoted()).hasSize(WARM + OBJECTS);
      long all = calls.values().stream().mapToLong(Long::longValue).sum();
      System.out.printf(
          "%d objects of 1 KiB: %.0f objects/s; %.2f API calls an object %s%n",
          OBJECTS, OBJECTS / seconds, (double) all / OBJECTS, calls);
    }
  }

  @Test
  void oneGibibyte() throws Exception {
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, folder, Map.of())) {
      ConcurrentLinkedQueue<Custody> stages = new ConcurrentLinkedQueue<>();
      putGibibyte(pipeline);
      pipeline.onStage(stages::add);
      long began = System.nanoTime();
      pipeline.start();
      pipeline.awaitEnds(1, Duration.ofMinutes(5));
      double seconds = (System.nanoTime() - began) / 1e9;
      assertThat(pipeline.labels()).containsExactly("promoted");
      Digested digested =
          stages.stream()
              .filter(Digested.class::isInstance)
              .map(Digested.class::cast)
              .findFirst()
              .orElseThrow();
      Duration hashing = Duration.between(digested.received().receivedAt(), digested.hashedAt());
      System.out.printf(
          "1 GiB: hashed at %.0f MB/s; from start to promoted in %.1f s%n",
          digested.size() / 1e6 / (hashing.toMillis() / 1e3), seconds);
    }
  }

  @Test
  void startUntilTheFirstObjectIsSealed() throws IOException, InterruptedException {
    long began = System.nanoTime();
    try (WaybillProcess waybill = new WaybillProcess(folder)) {
      waybill.start();
      double ready = (System.nanoTime() - began) / 1e9;
      while (!waybill.told().contains("sealed at")) {
        Thread.sleep(5);
      }
      double sealed = (System.nanoTime() - began) / 1e9;
      assertThat(waybill.stop()).as("exit code").isIn(0, 130, 143);
      System.out.printf(
          "waybill local, from nothing: ready after %.1f s, first object sealed after %.1f s%n",
          ready, sealed);
    }
  }

  private static void put(PipelineUnderTest pipeline, String name, int objects) throws Exception {
    String body = "x".repeat(1024);
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < objects; i++) {
        String key = "incoming/" + name + "/" + i;
        all.add(writers.submit(() -> pipeline.put(key, body)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      writers.shutdownNow();
    }
  }

  private static void putGibibyte(PipelineUnderTest pipeline) {
    String key = "incoming/gibibyte";
    var s3 = pipeline.s3();
    String raw = pipeline.raw();
    byte[] part = new byte[64 * MIB];
    String upload = s3.createMultipartUpload(it -> it.bucket(raw).key(key)).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int i = 1; i <= GIB_PARTS; i++) {
      int number = i;
      String eTag =
          s3.uploadPart(
                  it -> it.bucket(raw).key(key).uploadId(upload).partNumber(number),
                  RequestBody.fromBytes(part))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(eTag).build());
    }
    s3.completeMultipartUpload(
        it -> it.bucket(raw).key(key).uploadId(upload).multipartUpload(to -> to.parts(parts)));
  }
}
