package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.aws.AwsClients;
import dev.waybill.aws.Queue;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.FixityService;
import dev.waybill.cli.FixityService.Reported;
import dev.waybill.cli.FixityService.Status;
import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.plan.FixityPrices;
import dev.waybill.fixity.plan.PlanPrice;
import dev.waybill.fixity.work.TaskMessage;
import dev.waybill.localcloud.CallCounts;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Tests of {@code waybill fixity} on what a running pipeline seals and reads again. */
@ExtendWith(CloudExtension.class)
final class FixityCommandIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int OBJECTS = 5;
  private static final FixityPrices PRICES = FixityPrices.ofRegion(CloudUnderTest.REGION.id());

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;
  private FixityRun command;

  FixityCommandIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  private void start(boolean isVerifying) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("waybill.record-log.enabled", "true");
    settings.put("waybill.fixity.enabled", Boolean.toString(isVerifying));
    settings.put("waybill.fixity.every", "10s");
    pipeline = PipelineUnderTest.provision(cloud, folder, settings).start();
    command = command(cloud.credentials());
  }

  private FixityRun command(AwsCredentials credentials) {
    return new FixityRun(
        unused ->
            AwsClients.of(
                cloud.endpoint(),
                CloudUnderTest.REGION,
                StaticCredentialsProvider.create(credentials)));
  }

  @AfterEach
  void end() {
    pipeline.close();
  }

  private void seal() {
    for (int object = 0; object < OBJECTS; object++) {
      pipeline.put("incoming/" + object, "content " + object);
    }
    pipeline.awaitEnds(OBJECTS);
    await().atMost(LIMIT).until(() -> plan().versions() >= OBJECTS);
  }

  private PlanPrice plan() {
    return command.plan(pipeline.loaded());
  }

  private ObjectVersion alter() {
    ObjectVersion altered = pipeline.versions("processed/3").get(0);
    cloud.damage().flipByte(altered.bucket(), altered.key(), altered.versionId(), 2);
    return altered;
  }

  private List<String> keys(String prefix) {
    return pipeline
        .s3()
        .listObjectsV2(
            list -> list.bucket(pipeline.settings().provenance().bucket()).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  @Test
  void checksEverythingOnceAndLeavesNothingBehind() throws Exception {
    start(false);
    seal();
    // The policy of the provenance bucket lets only the service write.
    command = command(AwsBasicCredentials.create("auditor", "test"));
    double price = plan().dollars() - writes(plan().versions());
    try (CallCounts calls = cloud.countCalls()) {
      assertThat(check().found).isEmpty();
      assertThat(price).isCloseTo(dollars(calls), withinPercentage(5));
    }
    alter();
    List<String> before = keys("");

    Check check = check();

    assertThat(check.versions).isEqualTo(plan().versions());
    assertThat(check.examined).isEqualTo(check.versions);
    assertThat(check.unlisted).isZero();
    assertThat(check.found)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.condition()).isEqualTo(FixityCondition.ALTERED);
              assertThat(it.version()).contains("/incoming/3?versionId=");
            });
    assertThat(keys("")).isEqualTo(before);
    assertThat(keys(FixityPaths.PREFIX)).isEmpty();
    assertThat(command.status(pipeline.loaded())).isEmpty();
    assertThat(command.report(pipeline.loaded())).isEmpty();
    assertThat(plan().isSufficient()).isTrue();
    assertThat(plan().bytes()).isPositive();
  }

  /** Returns the price of the reads of promoted objects and records, and of their data events. */
  private double dollars(CallCounts calls) {
    String provenance = pipeline.settings().provenance().bucket();
    long reads = 0;
    for (String operation : List.of("GetObject", "HeadObject")) {
      reads += calls.total(operation, pipeline.raw()).succeeded();
      for (String record : keys(EntryKind.SEAL.prefix())) {
        reads += calls.of(operation, provenance, record).succeeded();
      }
    }
    assertThat(reads).isPositive();
    return PRICES.ofReads((double) reads);
  }

  /** Returns what the plan adds for the results of a service, which the command does not write. */
  private static double writes(long versions) {
    return PRICES.ofWrites(versions * 2.0 / TileRange.FULL);
  }

  private Check check() throws InterruptedException {
    Check check = new Check();
    command.check(pipeline.loaded(), null, check);
    return check;
  }

  @Test
  void tellsTheStandingAndReportsWhatTheServiceHasFound() throws Exception {
    start(true);
    seal();
    await().atMost(LIMIT).until(() -> status().filter(it -> it.statement() != null).isPresent());
    assertThat(status().orElseThrow().named()).isEmpty();
    alter();

    await().atMost(LIMIT).until(() -> !status().orElseThrow().named().isEmpty());

    Status status = status().orElseThrow();
    assertThat(status.standing().coverage().total().versions()).isGreaterThanOrEqualTo(OBJECTS);
    assertThat(status.named().get(0).condition()).isEqualTo(FixityCondition.ALTERED);
    assertThat(status.named().get(0).version()).contains("/incoming/3?versionId=");
    assertThat(status.standing().defects()).hasSize(1);
    Reported reported = command.report(pipeline.loaded()).orElseThrow();
    assertThat(reported.isDefectOpen()).isTrue();
    assertThat(reported.report().text()).contains("1 defect is open.", "incoming/3");
    JsonNode json = new ObjectMapper().readTree(reported.report().json());
    assertThat(json.path("cycles").size()).isGreaterThan(1);
    assertThat(json.path("defects").path(0).path("condition").asText()).isEqualTo("altered");
    assertThat(reported.report().html()).contains("incoming/3");
  }

  private Optional<Status> status() {
    return command.status(pipeline.loaded());
  }

  @Test
  void worksOffRangesBesideTheServiceUntilItIsInterrupted() throws Exception {
    start(true);
    seal();
    pipeline.stop();
    TileTask task =
        new TileTask(CycleId.of(Instant.parse("2030-01-01T00:00:00Z")), new TileRange(0, OBJECTS));
    String queue = Queue.find(pipeline.aws().sqs(), pipeline.settings().fixity().queue()).url();
    List<TileResult> results = new CopyOnWriteArrayList<>();
    Thread worker =
        new Thread(() -> command.work(pipeline.loaded(), results::add), "worker under test");
    worker.start();

    pipeline
        .aws()
        .sqs()
        .sendMessage(send -> send.queueUrl(queue).messageBody(TaskMessage.of(task)));

    await().atMost(LIMIT).until(() -> results.stream().anyMatch(it -> it.task().equals(task)));
    assertThat(keys(FixityPaths.RESULTS)).contains(FixityPaths.result(task));
    await().atMost(LIMIT).until(() -> pipeline.left(queue) == 0);
    worker.interrupt();
    worker.join(LIMIT.toMillis());
    assertThat(worker.isAlive()).isFalse();
  }

  @Test
  void endsWorkerThatMayNotWriteInsteadOfKeepingMessagesFromOthers() throws Exception {
    start(true);
    seal();
    pipeline.stop();
    TileTask task =
        new TileTask(CycleId.of(Instant.parse("2030-01-01T00:00:00Z")), new TileRange(0, OBJECTS));
    String queue = Queue.find(pipeline.aws().sqs(), pipeline.settings().fixity().queue()).url();
    pipeline
        .aws()
        .sqs()
        .sendMessage(send -> send.queueUrl(queue).messageBody(TaskMessage.of(task)));
    FixityRun auditor = command(AwsBasicCredentials.create("auditor", "test"));

    assertThatThrownBy(() -> auditor.work(pipeline.loaded(), result -> {}))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("may not write results")
        .hasMessageContaining("403");

    assertThat(pipeline.left(queue)).isPositive();
    assertThat(keys(FixityPaths.RESULTS)).doesNotContain(FixityPaths.result(task));
  }

  /** Collector of what a check finds. */
  private static final class Check implements FixityService.CheckListener {
    private final List<FixityService.Defect> found = new ArrayList<>();
    private long versions;
    private long examined;
    private int unlisted;

    @Override
    public void note(String line) {}

    @Override
    public void begun(long all) {
      versions = all;
    }

    @Override
    public void examined(TileResult result) {
      examined += result.range().width();
    }

    @Override
    public void found(FixityService.Defect defect) {
      found.add(defect);
    }

    @Override
    public void unlisted(TileRange range, String problem) {
      unlisted++;
    }
  }
}
