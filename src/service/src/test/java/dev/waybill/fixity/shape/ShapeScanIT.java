package dev.waybill.fixity.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.S3VersionPages;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.record.RecordKey;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.RawSettings;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Glance at a bucket with a few thousand versions, in parallel ranges of keys. */
@ExtendWith(CloudExtension.class)
class ShapeScanIT {
  private static final int KEYS = 1000;
  private static final int THREADS = 4;
  private static final int VERSIONS_PER_RANGE = 150;

  @TempDir private Path temporary;
  private final CloudUnderTest cloud;
  private final LogModel log = new LogModel();
  private TestBucket bucket;
  private RawSettings raw;
  private AwsClients aws;

  ShapeScanIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void create() {
    bucket = cloud.versionedBucket("shape");
    raw = new RawSettings(bucket.name(), "incoming/", "processed/", "test/canary/");
    aws =
        AwsClients.of(
            cloud.endpoint(),
            CloudUnderTest.REGION,
            StaticCredentialsProvider.create(cloud.credentials()));
    IntStream.range(0, KEYS)
        .parallel()
        .forEach(
            key -> {
              bucket.put(raw.processed() + suffix(key), "one");
              bucket.put(raw.processed() + suffix(key), "second");
            });
    for (int key = 0; key < KEYS; key++) {
      log.add(entry(key, "one"));
      log.add(entry(key, "second"));
    }
  }

  @AfterEach
  void close() {
    aws.close();
  }

  /** Keys with a folder, a character beyond U+FFFF, or one that XML cannot hold. */
  private static String suffix(int key) {
    return switch (key % 4) {
      case 0 -> key % 8 + "//" + key;
      case 1 -> "\ud83d\ude00" + key;
      case 2 -> "\uffff\u0003" + key;
      default -> "plain-" + key;
    };
  }

  private LogEntry entry(int key, String content) {
    ObjectVersion source =
        new ObjectVersion(raw.bucket(), raw.incoming() + suffix(key), "v-" + content);
    Sha256 digest = Sha256.hash(content);
    return new LogEntry(
        EntryKind.SEAL,
        RecordKey.of(source),
        digest,
        source,
        content.length(),
        null,
        digest,
        raw.processed() + suffix(key),
        Instant.now());
  }

  /** The clock is two hours ahead, because what is younger than an hour is not judged. */
  private ShapeReport scan() throws InterruptedException {
    return new ShapeScan(
            new S3VersionPages(aws.s3(), bucket.name()),
            log,
            raw,
            temporary,
            THREADS,
            VERSIONS_PER_RANGE,
            Clock.offset(Clock.systemUTC(), Duration.ofHours(2)))
        .run(ShapeListener.NONE);
  }

  @Test
  void findsEachAlterationAmongThousandsOfVersionsAndNothingElse() throws InterruptedException {
    assertThat(scan().suspects()).isEmpty();

    bucket.delete(raw.processed() + suffix(1));
    String gone = raw.processed() + suffix(2);
    cloud
        .s3()
        .deleteObject(
            it -> it.bucket(bucket.name()).key(gone).versionId(bucket.head(gone).versionId()));
    bucket.put(raw.processed() + suffix(4), "neither of them");
    String extra = raw.processed() + "\u0001/extra";
    String extraId = bucket.put(extra, "x").versionId();

    ShapeReport report = scan();

    assertThat(report.listed()).isEqualTo(2 * KEYS + 2);
    assertThat(report.calls()).isGreaterThan(2 * KEYS / VERSIONS_PER_RANGE);
    assertThat(report.isComplete()).isTrue();
    assertThat(report.suspects())
        .contains(
            new Suspect.OfEntry(FixityCondition.HIDDEN, 3),
            new Suspect.OfEntry(FixityCondition.GONE, 5),
            new Suspect.OfEntry(FixityCondition.SHADOWED, 9),
            new Suspect.OfVersion(
                FixityCondition.EXTRA, new ObjectVersion(bucket.name(), extra, extraId)));
    assertThat(report.suspects().stream().map(this::suffix).distinct())
        .containsExactlyInAnyOrderElementsOf(
            List.of(suffix(1), suffix(2), suffix(4), "\u0001/extra"));
  }

  private String suffix(Suspect suspect) {
    return suspect instanceof Suspect.OfVersion of
        ? of.version().key().substring(raw.processed().length())
        : suffix((int) ((Suspect.OfEntry) suspect).index() / 2);
  }
}
