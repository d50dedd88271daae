package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.aws.AwsClients;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.SecondReadService;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.plan.FixityPrices;
import dev.waybill.fixity.second.JobState;
import dev.waybill.fixity.second.PreparedRead;
import dev.waybill.fixity.second.ReadScope;
import dev.waybill.fixity.second.ReportProblem;
import dev.waybill.fixity.second.SecondFinding;
import dev.waybill.fixity.second.SecondOutcome;
import dev.waybill.fixity.second.SecondReport;
import dev.waybill.localcloud.CallCounts;
import dev.waybill.localcloud.batch.ReportDefect;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** Tests of {@code waybill fixity second-read} with jobs of the local cloud. */
@ExtendWith(CloudExtension.class)
final class SecondReadIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int OBJECTS = 50;

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;
  private SecondReadRun command;

  SecondReadIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void seal() throws Exception {
    pipeline =
        PipelineUnderTest.provision(cloud, folder, Map.of("waybill.record-log.enabled", "true"))
            .start();
    command =
        new SecondReadRun(
            unused ->
                AwsClients.of(
                    cloud.endpoint(),
                    CloudUnderTest.REGION,
                    StaticCredentialsProvider.create(cloud.credentials())),
            () -> Thread.sleep(20));
    for (int object = 0; object < OBJECTS; object++) {
      pipeline.put("incoming/a +&,\"ü/" + object, "content " + object);
    }
    pipeline.awaitEnds(OBJECTS);
    FixityRun fixity =
        new FixityRun(
            unused ->
                AwsClients.of(
                    cloud.endpoint(),
                    CloudUnderTest.REGION,
                    StaticCredentialsProvider.create(cloud.credentials())));
    await().atMost(LIMIT).until(() -> fixity.plan(pipeline.loaded()).versions() >= OBJECTS);
  }

  @AfterEach
  void end() {
    cloud.faults().reports().reset();
    pipeline.close();
  }

  private ObjectVersion promoted(int object) {
    return pipeline.versions("processed/a +&,\"ü/" + object).get(0);
  }

  private ObjectVersion damage(int object) {
    ObjectVersion version = promoted(object);
    cloud.damage().flipByte(version.bucket(), version.key(), version.versionId(), 2);
    return version;
  }

  private static SecondReadService.Order order() {
    return new SecondReadService.Order(new ReadScope("", 1, 1), Duration.ZERO, "reader");
  }

  private Seen read() throws InterruptedException {
    Seen seen = new Seen();
    command.read(pipeline.loaded(), order(), seen);
    return seen;
  }

  @Test
  void verifiesEverythingAndStoresTheResultAsEvidence() throws Exception {
    Seen seen = read();

    assertThat(seen.report.isClean()).isTrue();
    assertThat(seen.report.verified()).isEqualTo(OBJECTS);
    assertThat(seen.report.rows()).isEqualTo(OBJECTS);
    assertThat(seen.report.files()).hasSize(2);
    List<JsonNode> lines = result(seen.key);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).path("outcomes").path("verified").asInt()).isEqualTo(OBJECTS);
    assertThat(
            pipeline
                .s3()
                .headObject(
                    head -> head.bucket(pipeline.settings().provenance().bucket()).key(seen.key))
                .objectLockModeAsString())
        .isNotNull();
  }

  private List<JsonNode> result(String key) throws IOException {
    byte[] content =
        pipeline
            .s3()
            .getObjectAsBytes(get -> get.bucket(pipeline.settings().provenance().bucket()).key(key))
            .asByteArray();
    List<JsonNode> lines = new ArrayList<>();
    String text =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(content)).readAllBytes(),
            StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  @Test
  void namesExactlyTheObjectsThatWereDamagedAtRest() throws Exception {
    List<ObjectVersion> damaged = List.of(damage(3), damage(17), damage(41));
    ObjectVersion lost = promoted(7);
    cloud.damage().remove(lost.bucket(), lost.key(), lost.versionId());

    Seen seen = read();

    assertThat(seen.report.count(SecondOutcome.VERIFIED)).isEqualTo(OBJECTS - 4);
    assertThat(seen.report.findings().stream().filter(SecondFinding::isDefect))
        .extracting(SecondFinding::version)
        .containsExactlyInAnyOrderElementsOf(damaged);
    assertThat(seen.report.findings().stream().filter(SecondFinding::isDefect))
        .extracting(SecondFinding::own)
        .containsOnly(FixityCondition.ALTERED);
    assertThat(seen.report.findings().stream().filter(it -> !it.isDefect()))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.outcome()).isEqualTo(SecondOutcome.FAILED);
              assertThat(it.version()).isEqualTo(lost);
              assertThat(it.reason()).isEqualTo("InternalError");
            });
    assertThat(seen.report.problems()).isEmpty();
    assertThat(result(seen.key)).hasSize(5);
  }

  @Test
  void verifiesNothingThatReportsDoNotStateProperly() throws Exception {
    damage(3);
    cloud.faults().reports().add(ReportDefect.SCHEMA_ORDER);
    cloud.faults().reports().add(ReportDefect.MISSING_ROW);
    cloud.faults().reports().add(ReportDefect.DUPLICATE_ROW);
    cloud.faults().reports().add(ReportDefect.FOREIGN_ROW);

    Seen seen = read();

    assertThat(seen.report.count(SecondOutcome.ALTERED)).isEqualTo(1);
    assertThat(seen.report.count(SecondOutcome.UNVERIFIED)).isEqualTo(2);
    assertThat(seen.report.problems())
        .containsOnlyKeys(
            ReportProblem.ROW_MISSING, ReportProblem.ROW_TWICE, ReportProblem.ROW_FOREIGN);
    cloud.faults().reports().reset();
    for (ReportDefect fatal :
        List.of(
            ReportDefect.MISSING_MANIFEST,
            ReportDefect.MISSING_RESULT_FILE,
            ReportDefect.WRONG_MD5,
            ReportDefect.HEX_CHECKSUM,
            ReportDefect.OTHER_ALGORITHM,
            ReportDefect.COMPOSITE_TYPE,
            ReportDefect.OTHER_BUCKET,
            ReportDefect.UNKNOWN_STATUS)) {
      cloud.faults().reports().add(fatal);
      assertThat(read().report.count(SecondOutcome.UNVERIFIED)).as("%s", fatal).isEqualTo(OBJECTS);
      cloud.faults().reports().reset();
    }
  }

  @Test
  void estimatesThePriceOfTheCallsThatAreMade() throws Exception {
    Seen seen = new Seen();
    try (CallCounts calls = cloud.countCalls()) {
      command.read(pipeline.loaded(), order(), seen);
      String results = pipeline.settings().audit().resultsBucket();
      String provenance = pipeline.settings().provenance().bucket();
      FixityPrices prices = FixityPrices.ofRegion(CloudUnderTest.REGION.id());
      long lists = calls.total("ListObjectVersions", pipeline.raw()).succeeded();
      // The local cloud counts no calls of its job: it reads the manifest and writes two objects.
      long puts =
          calls.total("PutObject", results).succeeded()
              + calls.total("PutObject", provenance).succeeded()
              + 2;
      long gets = calls.total("GetObject", results).succeeded() + 1;
      double requests = ((lists + puts) * prices.list() + gets * prices.get()) / 1e6;
      double bytes = 0;
      for (int object = 0; object < OBJECTS; object++) {
        bytes += ("content " + object).length();
      }
      double dollars =
          0.25 + seen.report.state().tasks() / 1e6 + bytes / (1L << 40) * 4.10 + requests;

      assertThat(seen.prepared.price().dollars()).isCloseTo(dollars, within(dollars * 0.05));
      assertThat(seen.prepared.price().dollarsOfRequests())
          .isCloseTo(requests, within(7 * prices.list() / 1e6));
      assertThat(seen.prepared.price().objects()).isEqualTo(seen.report.state().tasks());
    }
  }

  @Test
  void explainsAllVersionsOfOneKeyAndFindsThoseThatNoEntryExplains() throws Exception {
    pipeline.put("incoming/again", "first");
    pipeline.awaitEnds(OBJECTS + 1);
    pipeline.put("incoming/again", "second");
    pipeline.awaitEnds(OBJECTS + 2);
    await().atMost(LIMIT).until(() -> prepared().sealed() == OBJECTS + 2);
    Seen seen = read();
    assertThat(seen.report.isClean()).isTrue();
    assertThat(seen.report.verified()).isEqualTo(OBJECTS + 2);

    pipeline.withoutRawPolicy();
    ObjectVersion intruder = pipeline.put("processed/again", "an intruder");
    SecondReport report = read().report;

    assertThat(report.verified()).isEqualTo(OBJECTS + 2);
    assertThat(report.findings())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.isUnexplained()).isTrue();
              assertThat(it.version()).isEqualTo(intruder);
            });
  }

  private PreparedRead prepared() throws InterruptedException {
    Seen seen = new Seen();
    seen.isAllowed = false;
    command.read(pipeline.loaded(), order(), seen);
    return seen.prepared;
  }

  @Test
  void readsArchivedObjectsThatNobodyRestored() throws Exception {
    pipeline.withoutRawPolicy();
    ObjectVersion archived = promoted(5);
    pipeline
        .s3()
        .copyObject(
            copy ->
                copy.sourceBucket(archived.bucket())
                    .sourceKey(archived.key())
                    .sourceVersionId(archived.versionId())
                    .destinationBucket(archived.bucket())
                    .destinationKey(archived.key())
                    .storageClass(StorageClass.DEEP_ARCHIVE));
    pipeline
        .s3()
        .deleteObject(
            it -> it.bucket(archived.bucket()).key(archived.key()).versionId(archived.versionId()));

    assertThat(read().report.isClean()).isTrue();

    damage(5);
    assertThat(read().report.findings())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.isDefect()).isTrue();
              assertThat(it.own()).isEqualTo(FixityCondition.ARCHIVED);
            });
  }

  @Test
  void startsNothingThatWasNotAllowedAndReadsWithinThePrefixAlone() throws Exception {
    assertThat(prepared().price().objects()).isEqualTo(OBJECTS);
    Seen seen = new Seen();
    command.read(
        pipeline.loaded(),
        new SecondReadService.Order(
            new ReadScope("processed/a +&,\"ü/1", 1, 1), Duration.ZERO, "reader"),
        seen);
    assertThat(seen.report.verified()).isEqualTo(11);
    Seen young = new Seen();
    command.read(
        pipeline.loaded(),
        new SecondReadService.Order(new ReadScope("", 1, 1), Duration.ofHours(1), "reader"),
        young);
    assertThat(young.prepared.isEmpty()).isTrue();
    assertThat(young.prepared.young()).isEqualTo(OBJECTS);
  }

  @Test
  void judgesAnInterruptedReadingLater() throws Exception {
    Seen interrupted = new Seen();
    interrupted.isInterrupted = true;
    assertThatThrownBy(() -> command.read(pipeline.loaded(), order(), interrupted))
        .hasMessage("interrupted");
    assertThat(interrupted.name).isNotNull();
    Seen seen = new Seen();

    command.resume(pipeline.loaded(), interrupted.name, seen);

    assertThat(seen.report.verified()).isEqualTo(OBJECTS);
    assertThatThrownBy(() -> command.resume(pipeline.loaded(), "20200101T000000000Z", new Seen()))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("no reading");
  }

  /** Listener that allows the job. */
  private static final class Seen implements SecondReadService.Listener {
    private boolean isAllowed = true;
    private boolean isInterrupted;
    private PreparedRead prepared;
    private String name;
    private SecondReport report;
    private String key;

    @Override
    public boolean prepared(PreparedRead read) {
      prepared = read;
      return isAllowed && !read.isEmpty();
    }

    @Override
    public void begun(String reading) {
      name = reading;
      if (isInterrupted) {
        throw new IllegalStateException("interrupted");
      }
    }

    @Override
    public void progress(JobState state) {}

    @Override
    public void judged(SecondReport result) {
      report = result;
    }

    @Override
    public void stored(String result) {
      key = result;
    }
  }
}
