package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.aws.Queue;
import dev.waybill.aws.SqsDeadLetters;
import dev.waybill.deadletter.DeadLetter;
import dev.waybill.deadletter.DeadLetterReader;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Outcome;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything at once: three replicas on one queue, twenty kills, forged, repeated, shuffled and
 * denied messages, refused requests, lost responses, and copies that answer 200 with an error.
 * Nothing is lost, nothing is doubled, everything ends as its kind must, and the hook of each
 * promoted version is called.
 */
@Tag("slow")
@ExtendWith(CloudExtension.class)
class StormIT {
  private static final int ALWAYS = 1_000_000;
  private static final int REPLICAS = 3;
  private static final int KILLS = 20;
  private static final int KEYS = 40;
  private static final int VERSIONS = 3;
  private static final int FORGED = 10;
  private static final int DENIED = 3;

  /** Kills cost deliveries, and none of them may be the last one of an honest message. */
  private static final int MAX_DELIVERIES = 30;

  private static final Set<String> HONEST_ENDS = Set.of("promoted", "superseded", "already-done");

  private static final Set<String> PROMOTED = Set.of("promoted", "already-done");

  /** A message with another size than its object is rejected while the object is there. */
  private static final Set<String> HONEST_OR_CONTRADICTED =
      Set.of("promoted", "superseded", "already-done", "rejected-digest-mismatch");

  private final CloudUnderTest cloud;
  private final Map<ObjectVersion, String> written = new ConcurrentHashMap<>();
  private final Map<ObjectVersion, Set<String>> ends = new ConcurrentHashMap<>();
  private final Map<String, Integer> labels = new ConcurrentHashMap<>();
  private final StormWeather weather = new StormWeather();
  private final Random random = new Random(18);

  @TempDir Path folder;
  private final ToldQueue told;
  private PipelineUnderTest deployment;
  private Path home;

  StormIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.told = new ToldQueue(cloud);
  }

  @Test
  void losesDoublesAndMisnamesNothing() throws Exception {
    cloud.faults().duplicateNotifications(2);
    cloud.faults().reorderNotifications(20);
    try (PipelineUnderTest pipeline =
        PipelineUnderTest.provision(cloud, folder, Map.of("waybill.shutdown.timeout", "1s"))
            .withPlaceholders(Map.of("told.queue", told.url()))) {
      deployment = pipeline;
      home = told.home(folder);
      Deliveries.allow(MAX_DELIVERIES, pipeline);
      cloud
          .faults()
          .fail("GetObject", key -> key.contains("/denied/"), S3ErrorCode.ACCESS_DENIED, ALWAYS);
      String other = pipeline.put("elsewhere/object", "of another key").versionId();
      StormMessages forged = StormMessages.forged(pipeline.raw(), other, FORGED);
      List<StormReplica> replicas = start();
      Thread writer = new Thread(() -> write(forged), "writer");
      writer.start();
      CompletableFuture<?> killed = kill(replicas);
      writer.join();
      weather.calm();
      pipeline.awaitEmptyQueue(Duration.ofMinutes(2));
      killed.join();
      replicas.forEach(StormReplica::close);

      assertThat(weather.count()).as("damaged responses").isGreaterThan(50);
      assertNothingIsLost();
      assertNothingIsDoubled();
      assertEverythingEndsAsItsKind(forged);
      assertHooksWereCalled();
    } finally {
      cloud.resetFaults();
    }
  }

  private List<StormReplica> start() throws Exception {
    List<StormReplica> replicas = new ArrayList<>();
    for (int i = 0; i < REPLICAS; i++) {
      replicas.add(replica(i));
    }
    return replicas;
  }

  private StormReplica replica(long seed) throws Exception {
    return StormReplica.start(
        cloud,
        deployment,
        home,
        new CustodyListener() {
          @Override
          public void ended(Outcome outcome, Duration took) {
            labels.merge(outcome.label(), 1, Integer::sum);
            if (outcome.version() != null) {
              ends.computeIfAbsent(outcome.version(), it -> ConcurrentHashMap.newKeySet())
                  .add(outcome.label());
            }
          }
        },
        seed,
        weather);
  }

  /** Kills one replica after the other, and replaces each. */
  private CompletableFuture<Void> kill(List<StormReplica> replicas) throws Exception {
    List<CompletableFuture<Void>> killed = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      awaitProgress();
      int victim = kill % REPLICAS;
      killed.add(replicas.get(victim).kill());
      replicas.set(victim, replica(REPLICAS + kill));
    }
    return CompletableFuture.allOf(killed.toArray(CompletableFuture[]::new));
  }

  /** Waits until a replica is in the middle of its work, or no work may be left. */
  private void awaitProgress() {
    int before = ended();
    long limit = System.nanoTime() + Duration.ofSeconds(2).toNanos();
    while (ended() < before + 5 && System.nanoTime() < limit) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private int ended() {
    return labels.values().stream().mapToInt(it -> it).sum();
  }

  private void write(StormMessages forged) {
    List<String> bodies = new ArrayList<>();
    forged.bodies().values().forEach(bodies::addAll);
    for (int version = 0; version < VERSIONS; version++) {
      for (int key = 0; key < KEYS; key++) {
        put("incoming/honest/" + key, "version " + version + " of " + key);
      }
      send(bodies.subList(0, bodies.size() / (VERSIONS - version)));
      bodies.subList(0, bodies.size() / (VERSIONS - version)).clear();
    }
    for (int denied = 0; denied < DENIED; denied++) {
      put("incoming/denied/" + denied, "kept " + denied);
    }
    send(contradicting());
  }

  /** A forged order must not keep an older version in place, so every version gets one. */
  private List<String> contradicting() {
    List<String> bodies = new ArrayList<>();
    written.forEach(
        (version, text) -> bodies.add(StormMessages.fromTheFuture(version, text.length())));
    newest()
        .forEach(
            (key, version) -> {
              long size = written.get(version).length();
              bodies.add(StormMessages.ofAnotherSize(version, size));
              bodies.add(StormMessages.ofAnotherETag(version, size));
            });
    return bodies;
  }

  private void put(String key, String text) {
    written.put(deployment.put(key, text), text);
  }

  private void send(List<String> bodies) {
    List<String> shuffled = new ArrayList<>(bodies);
    shuffled.addAll(bodies);
    Collections.shuffle(shuffled, random);
    String url = deployment.queueUrl();
    shuffled.forEach(
        body -> deployment.aws().sqs().sendMessage(it -> it.queueUrl(url).messageBody(body)));
  }

  /** Returns the newest honest version of each key. */
  private Map<String, ObjectVersion> newest() {
    Map<String, ObjectVersion> newest = new TreeMap<>();
    written.forEach(
        (version, text) -> {
          if (text.startsWith("version " + (VERSIONS - 1))) {
            newest.put(version.key(), version);
          }
        });
    return newest;
  }

  private void assertNothingIsLost() {
    newest()
        .forEach(
            (key, version) ->
                assertThat(deployment.text(key.replace("incoming/", "processed/")))
                    .as("what is promoted for %s", key)
                    .isEqualTo(written.get(version)));
    written.forEach(
        (version, text) -> {
          if (version.key().contains("/honest/")) {
            assertThat(deployment.record(version).sha256()).isEqualTo(Bytes.sha256(text));
          } else {
            assertThat(deployment.exists(version.key(), version.versionId()))
                .as("denied source of %s", version)
                .isTrue();
          }
        });
  }

  private void assertNothingIsDoubled() {
    List<String> records =
        deployment
            .s3()
            .listObjectVersionsPaginator(
                it -> it.bucket(deployment.archive().bucket()).prefix("records/"))
            .versions()
            .stream()
            .map(it -> it.key())
            .toList();
    assertThat(records).doesNotHaveDuplicates().hasSize(KEYS * VERSIONS);
    assertThat(deployment.versions("processed/").stream().map(deployment::text))
        .as("promoted copies")
        .doesNotHaveDuplicates();
  }

  private void assertEverythingEndsAsItsKind(StormMessages forged) {
    Map<String, Set<String>> rejected =
        letters().stream()
            .collect(
                Collectors.groupingBy(
                    it -> "rejected-" + it.reason(),
                    Collectors.mapping(DeadLetter::body, Collectors.toSet())));
    forged
        .bodies()
        .forEach(
            (label, bodies) -> {
              assertThat(labels).containsKey(label);
              if (label.startsWith("rejected-")) {
                assertThat(rejected.remove(label)).as(label).isEqualTo(bodies);
              }
            });
    assertThat(rejected.remove("rejected-access-denied"))
        .as("denied objects")
        .hasSizeGreaterThanOrEqualTo(DENIED)
        .allSatisfy(body -> assertThat(body).contains("/denied/"));
    // Such an object has every delivery there is, and a kill may be during the last one.
    assertThat(rejected.getOrDefault("rejected-moved-by-sqs", Set.of()))
        .allSatisfy(body -> assertThat(body).contains("/denied/"));
    rejected.remove("rejected-moved-by-sqs");
    rejected.remove("rejected-digest-mismatch");
    assertThat(rejected).as("dead letters for any other reason").isEmpty();
    written
        .keySet()
        .forEach(
            version -> {
              if (version.key().contains("/honest/")) {
                assertThat(ends.get(version))
                    .as("ends of %s", version)
                    .isSubsetOf(HONEST_OR_CONTRADICTED)
                    .containsAnyElementsOf(HONEST_ENDS);
              }
            });
  }

  /** A kill between a promotion and its hook must not lose the call. */
  private void assertHooksWereCalled() {
    Set<String> expected =
        ends.entrySet().stream()
            .filter(end -> end.getValue().stream().anyMatch(PROMOTED::contains))
            .map(end -> end.getKey().versionId())
            .collect(Collectors.toSet());
    assertThat(expected).hasSizeGreaterThanOrEqualTo(KEYS);
    assertThat(told.versions(deployment.aws().sqs())).containsAll(expected);
  }

  private List<DeadLetter> letters() {
    List<DeadLetter> letters = new ArrayList<>();
    var sqs = deployment.aws().sqs();
    new DeadLetterReader(
            new SqsDeadLetters(
                sqs,
                Queue.find(sqs, deployment.queueUrl()),
                Queue.find(sqs, deployment.deadLetterUrl()),
                Clock.systemUTC()))
        .each(letters::add);
    return letters;
  }
}
