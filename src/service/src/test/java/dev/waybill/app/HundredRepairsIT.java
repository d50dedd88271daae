package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.aws.AwsClients;
import dev.waybill.cli.RepairService.Order;
import dev.waybill.cli.RepairService.Repaired;
import dev.waybill.record.LoggedStatement;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.RepairStatement;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.verify.S3Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;

/**
 * A hundred repairs of five kinds of damage. Half of the objects also have a bad copy, which S3
 * states to be as good as the object was: its size, ETag and checksum are right, its bytes are not.
 */
@ExtendWith(CloudExtension.class)
final class HundredRepairsIT {
  private static final int OBJECTS = 100;
  private static final int THREADS = 4;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final List<String> KINDS =
      List.of("hidden", "shadowed", "altered", "re-encrypted", "gone");

  private final CloudUnderTest cloud;
  private final String replica;
  private final String tempting;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private PipelineUnderTest pipeline;

  HundredRepairsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    replica = cloud.versionedBucket("replica").name();
    tempting = cloud.versionedBucket("tempting").name();
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    pipeline.close();
  }

  private record Proof(int object, RepairStatement statement, ObjectVersion current) {}

  @Test
  void repairsEachObjectFromProvenCopyAndNoneFromBadOne(@TempDir Path folder) throws Exception {
    pipeline =
        PipelineUnderTest.provision(cloud, folder, Map.of("waybill.record-log.enabled", "true"))
            .start();
    onEach(object -> pipeline.put("incoming/" + name(object), content(object)));
    await().atMost(LIMIT).until(() -> pipeline.promoted().size() >= OBJECTS);
    await().atMost(LIMIT).until(() -> sizeOfLog() == OBJECTS);
    pipeline.withoutRawPolicy();
    onEach(this::damage);

    List<Proof> proofs = onEach(this::repaired);

    assertThat(proofs)
        .hasSize(OBJECTS)
        .allSatisfy(
            it -> {
              assertThat(it.statement().condition()).isEqualTo(kind(it.object()));
              assertThat(it.statement().version()).isEqualTo(it.current());
              assertThat(it.statement().source().bucket()).isNotEqualTo(tempting);
              assertThat(pipeline.text(it.current())).isEqualTo(content(it.object()));
            });
    assertThat(proofs)
        .filteredOn(it -> it.statement().source().bucket().equals(replica))
        .hasSize(40);
    await().atMost(LIMIT).until(() -> sizeOfLog() == 2 * OBJECTS);
    assertThat(onEach(object -> repair(object).isEmpty())).containsOnly(true);
  }

  private static String kind(int object) {
    return KINDS.get(object % KINDS.size());
  }

  private static boolean hasBadCopy(int object) {
    return object / KINDS.size() % 2 == 0;
  }

  private static String name(int object) {
    return kind(object) + "-" + object;
  }

  private static String content(int object) {
    return "content of object " + object;
  }

  private static String key(int object) {
    return "processed/" + name(object);
  }

  /** Runs a step for each object in a few threads, and returns the results in their order. */
  private <T> List<T> onEach(Step<T> step) throws Exception {
    List<Callable<T>> steps =
        IntStream.range(0, OBJECTS)
            .<Callable<T>>mapToObj(object -> () -> step.run(object))
            .toList();
    List<T> results = new ArrayList<>();
    for (Future<T> result : threads.invokeAll(steps, LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      results.add(result.get());
    }
    return results;
  }

  /** Step of the test for one object. */
  @FunctionalInterface
  private interface Step<T> {
    T run(int object) throws Exception;
  }

  private ObjectVersion damage(int object) {
    ObjectVersion good = pipeline.versions(key(object)).get(0);
    if (hasBadCopy(object)) {
      String version = copy(object, tempting).versionId();
      cloud.damage().flipByte(tempting, key(object), version, 3);
    }
    switch (kind(object)) {
      case "hidden" -> hide(object);
      case "shadowed" -> putOver(object);
      case "re-encrypted" -> encryptWithoutKey(object);
      case "altered" -> {
        var unused = copy(object, replica);
        cloud.damage().flipByte(good.bucket(), good.key(), good.versionId(), 0);
      }
      default -> {
        var unused = copy(object, replica);
        delete(good);
      }
    }
    return good;
  }

  private CopyObjectResponse copy(int object, String bucket) {
    return s3().copyObject(
            it ->
                it.sourceBucket(pipeline.raw())
                    .sourceKey(key(object))
                    .destinationBucket(bucket)
                    .destinationKey(key(object))
                    .checksumAlgorithm("SHA256"));
  }

  private void hide(int object) {
    var unused = s3().deleteObject(it -> it.bucket(pipeline.raw()).key(key(object)));
  }

  private void putOver(int object) {
    var unused =
        s3().putObject(
                it -> it.bucket(pipeline.raw()).key(key(object)).checksumAlgorithm("SHA256"),
                RequestBody.fromString("CONTENT of object " + object));
  }

  private void encryptWithoutKey(int object) {
    var unused =
        s3().copyObject(
                it ->
                    it.sourceBucket(pipeline.raw())
                        .sourceKey(key(object))
                        .destinationBucket(pipeline.raw())
                        .destinationKey(key(object))
                        .checksumAlgorithm("SHA256")
                        .serverSideEncryption("AES256"));
  }

  private void delete(ObjectVersion version) {
    var unused =
        s3().deleteObject(
                it ->
                    it.bucket(version.bucket()).key(version.key()).versionId(version.versionId()));
  }

  private Optional<Repaired> repair(int object) throws Exception {
    RepairRun command =
        new RepairRun(
            unused ->
                AwsClients.of(
                    cloud.endpoint(),
                    CloudUnderTest.REGION,
                    StaticCredentialsProvider.create(cloud.credentials())));
    Order order =
        new Order(
            new S3Address(pipeline.raw(), key(object), null),
            List.of(tempting, replica),
            "Ada",
            "incident " + object);
    return command.repair(pipeline.loaded(), order, plan -> true);
  }

  private Proof repaired(int object) throws Exception {
    Repaired repaired = repair(object).orElseThrow();
    String statement = S3Address.parse(repaired.statement()).key();
    String bucket = pipeline.settings().provenance().bucket();
    byte[] bundle = s3().getObjectAsBytes(it -> it.bucket(bucket).key(statement)).asByteArray();
    LoggedStatement read =
        new RecordVerifier(pipeline.key().trusted()).statement(bundle, null).orElseThrow();
    return new Proof(object, (RepairStatement) read, pipeline.versions(key(object)).get(0));
  }

  private long sizeOfLog() {
    String bucket = pipeline.settings().provenance().bucket();
    boolean isEmpty =
        s3().listObjectsV2(it -> it.bucket(bucket).prefix("log/checkpoint")).contents().isEmpty();
    return isEmpty
        ? 0
        : Long.parseLong(
            s3().getObjectAsBytes(it -> it.bucket(bucket).key("log/checkpoint"))
                .asUtf8String()
                .lines()
                .toList()
                .get(1));
  }

  private S3Client s3() {
    return pipeline.s3();
  }
}
