package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3LogStore;
import dev.waybill.aws.S3VersionPages;
import dev.waybill.cli.FixityService;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.shape.ScopePages;
import dev.waybill.fixity.shape.ScopeScans;
import dev.waybill.fixity.shape.ShapeListener;
import dev.waybill.fixity.shape.ShapeReport;
import dev.waybill.fixity.shape.ShapeScan;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.RawSettings;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.verify.log.LogTrust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;

/** Re-verification of objects of several scopes, one of which is promoted to another bucket. */
@ExtendWith(CloudExtension.class)
class ScopedFixityIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;
  private String away;
  private String done;

  ScopedFixityIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void sealAndPromote() throws Exception {
    away = cloud.uniqueName("away");
    done = cloud.uniqueName("done");
    Map<String, String> settings = new HashMap<>();
    settings.put("waybill.record-log.enabled", "true");
    settings.put("waybill.scopes.reports.incoming", "reports/in/");
    settings.put("waybill.scopes.reports.processed", "reports/out/");
    settings.put("waybill.scopes.away.bucket", away);
    settings.put("waybill.scopes.away.destination-bucket", done);
    settings.put("waybill.scopes.away.processed", "done/");
    pipeline = PipelineUnderTest.provision(cloud, folder, settings).start();
    put(pipeline.raw(), "incoming/a", "one");
    put(pipeline.raw(), "reports/in/a", "two");
    put(away, "incoming/a", "three");
    put(away, "incoming/b", "four");
    pipeline.awaitEnds(4);
    assertThat(pipeline.labels()).containsOnly("promoted");
    await().atMost(LIMIT).until(() -> command().plan(pipeline.loaded()).versions() >= 4);
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void readsTheCopyInAnotherBucketAndNamesItsDamage() throws Exception {
    assertThat(check()).isEmpty();
    ObjectVersion copy = copy("done/b");

    cloud.damage().flipByte(copy.bucket(), copy.key(), copy.versionId(), 2);

    assertThat(check())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.condition()).isEqualTo(FixityCondition.ALTERED);
              assertThat(it.version()).contains(away + "/incoming/b?versionId=");
            });
  }

  @Test
  void listsEachScopeAndSuspectsWhatIsGoneAndWhatIsExtra() throws Exception {
    ShapeReport clean = scan();
    assertThat(clean.suspects()).isEmpty();
    assertThat(clean.outside()).isZero();
    assertThat(clean.entries()).isEqualTo(4);

    ObjectVersion copy = copy("done/a");
    pipeline.s3().deleteObject(it -> it.bucket(done).key(copy.key()).versionId(copy.versionId()));
    put(done, "done/extra", "planted");
    put(pipeline.raw(), "reports/out/extra", "planted");

    assertThat(scan().counts())
        .containsOnlyKeys(FixityCondition.GONE, FixityCondition.EXTRA)
        .containsEntry(FixityCondition.GONE, 1L)
        .containsEntry(FixityCondition.EXTRA, 2L);
  }

  private ObjectVersion put(String bucket, String key, String body) {
    String version =
        pipeline
            .s3()
            .putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString(body))
            .versionId();
    return new ObjectVersion(bucket, key, version);
  }

  private ObjectVersion copy(String key) {
    return new ObjectVersion(
        done, key, pipeline.s3().headObject(it -> it.bucket(done).key(key)).versionId());
  }

  private FixityRun command() {
    return new FixityRun(
        unused ->
            AwsClients.of(
                cloud.endpoint(),
                CloudUnderTest.REGION,
                StaticCredentialsProvider.create(cloud.credentials())));
  }

  private List<FixityService.Defect> check() throws InterruptedException {
    List<FixityService.Defect> found = new ArrayList<>();
    command()
        .check(
            pipeline.loaded(),
            null,
            new FixityService.CheckListener() {
              @Override
              public void note(String line) {}

              @Override
              public void begun(long all) {}

              @Override
              public void examined(TileResult result) {}

              @Override
              public void found(FixityService.Defect defect) {
                found.add(defect);
              }

              @Override
              public void unlisted(TileRange range, String problem) {
                throw new AssertionError(problem);
              }
            });
    return found;
  }

  /** The clock is two hours ahead, because what is younger than an hour is not judged. */
  private ShapeReport scan() throws Exception {
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));
    Path temporary = Files.createDirectories(folder.resolve("scan"));
    try (S3LogStore store = new S3LogStore(pipeline.s3(), pipeline.settings().provenance())) {
      var entries =
          FixityReaders.entries(
              store,
              pipeline.settings(),
              LogTrust.of(pipeline.settings().recordLog(), store).keys(),
              Clock.systemUTC());
      return new ScopeScans(
              pipeline.settings().scopes().all().stream()
                  .map(it -> new ShapeScan(pages(it), entries, it, temporary, 2, later))
                  .toList())
          .run(ShapeListener.NONE);
    }
  }

  private ScopePages pages(RawSettings scope) {
    return ScopePages.of(scope, bucket -> new S3VersionPages(pipeline.s3(), bucket));
  }
}
