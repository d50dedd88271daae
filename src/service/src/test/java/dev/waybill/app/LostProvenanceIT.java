package dev.waybill.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.aws.AwsClients;
import dev.waybill.cli.FixityService.Defect;
import dev.waybill.cli.RestoreService.Order;
import dev.waybill.cli.WhyService.Question;
import dev.waybill.log.LogPaths;
import dev.waybill.record.RecordKey;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.offline.VerificationFinding.Answer;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.restore.RestoreCounts;
import dev.waybill.restore.RestoreFault;
import dev.waybill.restore.RestoreFinding;
import dev.waybill.settings.Settings;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import dev.waybill.why.StoryVerdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * Rehearsal of a lost provenance bucket: it is rebuilt from a copied bucket, whose versions, times
 * and retentions are others, and only what the signed log proves is accepted.
 */
@ExtendWith(CloudExtension.class)
final class LostProvenanceIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;
  private RehearsedUploads uploads;
  private String copy;
  private final List<RestoreFinding> findings = new ArrayList<>();

  LostProvenanceIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void copyBucket() throws Exception {
    pipeline =
        PipelineUnderTest.provision(cloud, folder, Map.of("waybill.record-log.enabled", "true"));
    pipeline.deleteProvenancePolicy();
    pipeline.start();
    uploads = new RehearsedUploads(pipeline);
    uploads.put("before", 3);
    uploads.awaitNoneLostOrDoubled();
    copy = cloud.versionedBucket("copy").name();
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  private S3Client s3() {
    return pipeline.s3();
  }

  private String provenance() {
    return pipeline.settings().provenance().bucket();
  }

  private List<String> keys(String bucket, String prefix) {
    return s3().listObjectsV2Paginator(it -> it.bucket(bucket).prefix(prefix)).contents().stream()
        .map(it -> it.key())
        .toList();
  }

  private byte[] bytes(String bucket, String key) {
    return s3().getObjectAsBytes(it -> it.bucket(bucket).key(key)).asByteArray();
  }

  private void put(String bucket, String key, byte[] content) {
    var unused = s3().putObject(it -> it.bucket(bucket).key(key), RequestBody.fromBytes(content));
  }

  private void replicate(String prefix) {
    keys(provenance(), prefix).forEach(key -> put(copy, key, bytes(provenance(), key)));
  }

  /** Deletes all versions, as if somebody had deleted the bucket and made it again. */
  private void lose() {
    pipeline.stop();
    s3().listObjectVersionsPaginator(it -> it.bucket(provenance()))
        .forEach(
            page ->
                Stream.concat(
                        page.versions().stream().map(it -> id(it.key(), it.versionId())),
                        page.deleteMarkers().stream().map(it -> id(it.key(), it.versionId())))
                    .forEach(
                        it ->
                            s3().deleteObjects(
                                    del ->
                                        del.bucket(provenance())
                                            .bypassGovernanceRetention(true)
                                            .delete(Delete.builder().objects(it).build()))));
    assertThat(keys(provenance(), "")).isEmpty();
  }

  private static ObjectIdentifier id(String key, String version) {
    return ObjectIdentifier.builder().key(key).versionId(version).build();
  }

  private AwsClients clients(Settings settings) {
    return AwsClients.of(
        cloud.endpoint(),
        CloudUnderTest.REGION,
        StaticCredentialsProvider.create(cloud.credentials()),
        settings);
  }

  private RestoreCounts restore(boolean isUnloggedAccepted) {
    findings.clear();
    return new RestoreRun(this::clients)
        .restore(pipeline.loaded(), new Order(copy, isUnloggedAccepted, true), findings::add);
  }

  private List<String> faults(RestoreFault fault) {
    return findings.stream().filter(it -> it.fault() == fault).map(RestoreFinding::key).toList();
  }

  private VerificationReport verify(ObjectVersion version) throws Exception {
    return OnlineVerification.verify(
        pipeline.aws(),
        pipeline.loaded(),
        new S3Address(pipeline.raw(), version.key(), null),
        null,
        null);
  }

  @Test
  void rebuildsBucketFromCopyAndGoesOn() throws Exception {
    List<LogEntry> entries = uploads.entries();
    pipeline.stop();
    replicate("");
    lose();

    RestoreCounts counts = restore(false);

    assertThat(findings).isEmpty();
    assertThat(counts).isEqualTo(new RestoreCounts(3, 0, 3, 0));
    assertThat(restore(false)).isEqualTo(new RestoreCounts(3, 3, 0, 0));
    assertThat(uploads.entries()).isEqualTo(entries);
    assertThat(keys(provenance(), "keys/")).isEqualTo(keys(copy, "keys/"));
    for (ObjectVersion version : uploads.versions()) {
      VerificationReport report = verify(version);
      assertThat(report.findings()).filteredOn(it -> it.answer() == Answer.BAD).isEmpty();
      assertThat(report.isVerified()).isTrue();
    }
    assertThat(story(uploads.versions().get(0)).isWhole()).isTrue();
    assertThat(defectsOfReading()).isEmpty();
    pipeline.start();
    uploads.put("after", 2);
    uploads.awaitNoneLostOrDoubled();
    assertThat(uploads.entries()).startsWith(entries.toArray(LogEntry[]::new)).hasSize(5);
    assertThat(AlertLines.read(pipeline.settings().alertsFile()))
        .noneMatch(it -> it.contains("\"subject\":\"log-"));
  }

  private StoryVerdict story(ObjectVersion version) throws Exception {
    return new WhyRun(this::clients)
        .tell(
            new Question(
                Path.of("").toAbsolutePath(),
                pipeline.loaded(),
                new S3Address(pipeline.raw(), version.key(), null),
                Duration.ofDays(1),
                false,
                null,
                false))
        .verdict();
  }

  private List<Defect> defectsOfReading() throws Exception {
    DefectCollector defects = new DefectCollector();
    new FixityRun(this::clients).check(pipeline.loaded(), null, defects);
    assertThat(defects.versions()).isEqualTo(3);
    return defects.found();
  }

  /** A record that was forged in the copy, one that it lacks, and one that it has in addition. */
  @Test
  void acceptsOnlyRecordsThatTheLogProves() {
    List<LogEntry> entries = uploads.entries();
    pipeline.stop();
    replicate("");
    String forged = entries.get(0).recordKey();
    String missing = entries.get(1).recordKey();
    String hidden = entries.get(2).recordKey();
    String extra = RecordKey.of(new ObjectVersion(pipeline.raw(), "incoming/never", "a-version"));
    put(copy, extra, bytes(copy, forged));
    // The bytes of another genuine record, whose signature is valid.
    s3().listObjectVersions(it -> it.bucket(copy).prefix(forged))
        .versions()
        .forEach(
            it -> s3().deleteObject(del -> del.bucket(copy).key(forged).versionId(it.versionId())));
    put(copy, forged, bytes(copy, hidden));
    s3().listObjectVersions(it -> it.bucket(copy).prefix(missing))
        .versions()
        .forEach(
            it ->
                s3().deleteObject(del -> del.bucket(copy).key(missing).versionId(it.versionId())));
    put(copy, hidden, "something on top".getBytes(UTF_8));
    lose();

    RestoreCounts counts = restore(true);

    assertThat(counts).isEqualTo(new RestoreCounts(3, 0, 1, 3));
    assertThat(faults(RestoreFault.FORGED)).containsExactly(forged);
    assertThat(faults(RestoreFault.MISSING)).containsExactly(missing);
    assertThat(faults(RestoreFault.INVALID)).containsExactly(extra);
    assertThat(keys(provenance(), "records/")).containsExactly(hidden);
    assertThat(entries.get(2).isOf(bytes(provenance(), hidden))).isTrue();
  }

  /** The copy has records that were sealed after its newest checkpoint, as a late replica has. */
  @Test
  void namesRecordsNewerThanCopiedLogAndTakesThemWhenAccepted() {
    replicate("log/");
    uploads.put("late", 2);
    uploads.awaitNoneLostOrDoubled();
    pipeline.stop();
    replicate("records/");
    replicate("keys/");
    lose();

    RestoreCounts strict = restore(false);
    assertThat(strict).isEqualTo(new RestoreCounts(3, 0, 3, 2));
    assertThat(faults(RestoreFault.UNLOGGED)).hasSize(2);
    RestoreCounts accepted = restore(true);

    assertThat(accepted).isEqualTo(new RestoreCounts(3, 3, 2, 0));
    assertThat(keys(provenance(), "records/")).hasSize(5);
  }

  @Test
  void restoresNothingByDamagedLog() {
    pipeline.stop();
    replicate("");
    String bundle = keys(copy, LogPaths.TILES + "entries/").stream().findFirst().orElseThrow();
    byte[] entries = bytes(copy, bundle);
    entries[entries.length - 2] ^= 1;
    put(copy, bundle, entries);
    lose();

    RestoreCounts counts = restore(true);

    assertThat(counts.entries()).isNegative();
    assertThat(faults(RestoreFault.LOG)).contains(bundle);
    assertThat(keys(provenance(), "")).isEmpty();
  }

  /** An older copy of the log, which the service would continue as a fork under the same keys. */
  @Test
  void refusesToContinueOlderLogOrToBeginNewOne() throws Exception {
    replicate("");
    uploads.put("lost tail", 1);
    uploads.awaitNoneLostOrDoubled();
    awaitMemoryOf(4);
    lose();

    pipeline.start();
    awaitAlert("log-conflict", "the log is not new");
    assertThat(keys(provenance(), LogPaths.CHECKPOINT)).isEmpty();
    pipeline.stop();
    RestoreCounts counts = restore(false);
    assertThat(counts.entries()).isEqualTo(3);
    byte[] checkpoint = bytes(provenance(), LogPaths.CHECKPOINT);
    pipeline.start();

    awaitAlert("log-conflict", "but size 4 was published before");
    assertThat(bytes(provenance(), LogPaths.CHECKPOINT)).isEqualTo(checkpoint);
  }

  /** The watch remembers the newest checkpoint outside of the provenance bucket. */
  private void awaitMemoryOf(long size) {
    String results = pipeline.settings().audit().results();
    String bucket = results.substring("s3://".length(), results.length() - 1);
    await()
        .atMost(LIMIT)
        .until(
            () ->
                keys(bucket, "waybill/log/").stream()
                    .anyMatch(
                        it ->
                            new String(bytes(bucket, it), UTF_8)
                                .contains("/log\\n" + size + "\\n")));
  }

  private void awaitAlert(String rule, String text) {
    await()
        .atMost(LIMIT)
        .until(
            () ->
                AlertLines.read(pipeline.settings().alertsFile()).stream()
                    .anyMatch(it -> it.contains(rule) && it.contains(text)));
  }
}
