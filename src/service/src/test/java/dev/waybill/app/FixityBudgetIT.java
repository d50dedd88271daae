package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3LogStore;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.result.ResultStore;
import dev.waybill.model.CustodyListener;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.FaultProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Budget of running services, as it arrives at the endpoint. */
@Tag("slow")
@ExtendWith(CloudExtension.class)
final class FixityBudgetIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int WINDOW = 15;

  private final CloudUnderTest cloud;
  private final List<Replica> replicas = new ArrayList<>();
  @TempDir Path folder;
  private PipelineUnderTest deployment;

  FixityBudgetIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  /** Service with a proxy of its own, which knows its requests. */
  private record Replica(FaultProxy proxy, AwsClients aws, Pipeline pipeline) {
    static Replica start(CloudUnderTest cloud, PipelineUnderTest deployment) throws Exception {
      FaultProxy proxy = new FaultProxy(cloud.endpoint());
      AwsClients aws =
          AwsClients.of(
              proxy.endpoint(),
              CloudUnderTest.REGION,
              StaticCredentialsProvider.create(cloud.credentials()),
              deployment.settings());
      Path home = Path.of("").toAbsolutePath();
      return new Replica(
          proxy, aws, Pipeline.start(home, deployment.loaded(), aws, new CustodyListener() {}));
    }

    void close() {
      pipeline.close();
      aws.close();
      proxy.close();
    }
  }

  @AfterEach
  void close() {
    replicas.forEach(Replica::close);
    if (deployment != null) {
      deployment.close();
    }
  }

  /**
   * Counts while each replica has a tile in work. With so few tiles, one waits at times until the
   * leader has counted its result, and its part of the budget is not used then.
   */
  @ParameterizedTest
  @CsvSource("1, 300, 20, 2")
  void arrivesWithinFivePercent(int count, int objects, int perSecond, int settle)
      throws Exception {
    deployment = PipelineUnderTest.provision(cloud, folder, settings(perSecond));
    for (int replica = 0; replica < count; replica++) {
      replicas.add(Replica.start(cloud, deployment));
    }
    for (int object = 0; object < objects; object++) {
      ObjectVersion unused = deployment.put("incoming/" + object, "content " + object);
    }
    List<Long> windows = new ArrayList<>();
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              windows.clear();
              windows.addAll(windows(count, settle));
              assertThat(windows).as("windows in which all replicas read").hasSizeGreaterThan(5);
            });
    Map<Long, Integer> counts = counts();
    assertThat(windows)
        .allSatisfy(
            from ->
                assertThat(
                        LongStream.range(from, from + WINDOW)
                                .mapToInt(it -> counts.getOrDefault(it, 0))
                                .sum()
                            / (double) (WINDOW * perSecond))
                    .as("share of the budget in the %s s from %s of %s", WINDOW, from, counts)
                    .isBetween(0.95, 1.05));
  }

  private Map<String, String> settings(int perSecond) {
    Map<String, String> settings = new HashMap<>();
    settings.put("waybill.record-log.enabled", "true");
    settings.put("waybill.fixity.enabled", "true");
    settings.put("waybill.fixity.every", "10s");
    settings.put("waybill.fixity.glance", "0s");
    settings.put("waybill.fixity.budget.requests-per-second", "" + perSecond);
    settings.put("waybill.fixity.budget.dollars-per-day", "1000000");
    settings.put("waybill.cluster.election", "file");
    settings.put("waybill.cluster.folder", folder.resolve("cluster").toString());
    return settings;
  }

  /** Returns the first seconds of the windows in which every replica reads, by its results. */
  private List<Long> windows(int count, int settle) {
    Map<String, TreeSet<Long>> busy = new HashMap<>();
    for (TileResult result : results()) {
      TreeSet<Long> seconds = busy.computeIfAbsent(result.reader(), it -> new TreeSet<>());
      long from = result.began().getEpochSecond();
      // From one unit of work to the next, a second is made up for.
      boolean isNext = seconds.contains(from - 1) || seconds.contains(from - 2);
      LongStream.rangeClosed(isNext ? from - 1 : from + settle, result.ended().getEpochSecond() - 1)
          .forEach(seconds::add);
    }
    if (busy.size() < count) {
      return List.of();
    }
    TreeSet<Long> all = new TreeSet<>(busy.values().iterator().next());
    busy.values().forEach(all::retainAll);
    return all.stream().filter(it -> all.subSet(it, it + WINDOW).size() == WINDOW).toList();
  }

  private List<TileResult> results() {
    try (S3LogStore store = new S3LogStore(deployment.s3(), deployment.settings().provenance())) {
      ResultStore results = new ResultStore(store);
      return store
          .list(FixityPaths.RESULTS)
          .flatMap(it -> results.read(it.key()).stream())
          .sorted(Comparator.comparing(TileResult::began))
          .toList();
    }
  }

  /** Returns the numbers of requests by the second in which they were signed. */
  private Map<Long, Integer> counts() {
    Map<Long, Integer> counts = new TreeMap<>();
    for (Replica replica : replicas) {
      replica.proxy().requests().stream()
          .filter(this::isExamining)
          .forEach(it -> counts.merge(it.signedAt().getEpochSecond(), 1, Integer::sum));
    }
    return counts;
  }

  private boolean isExamining(FaultProxy.Request request) {
    String raw = "/" + deployment.raw();
    String records = "/" + deployment.settings().provenance().bucket() + "/records/";
    return request.method().matches("GET|HEAD")
        && (request.target().startsWith(raw) || request.target().startsWith(records));
  }
}
