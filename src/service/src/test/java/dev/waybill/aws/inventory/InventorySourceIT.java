package dev.waybill.aws.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.localcloud.LocalCloud;
import dev.waybill.localcloud.LocalCloudOptions;
import dev.waybill.localcloud.inventory.InventoryOrder;
import dev.waybill.reconcile.inventory.InventoryPlace;
import dev.waybill.reconcile.inventory.InventorySource;
import dev.waybill.reconcile.inventory.file.InventoryLimits;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.reconcile.row.ThereRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.InventoryConfiguration;
import software.amazon.awssdk.services.s3.model.InventoryFormat;
import software.amazon.awssdk.services.s3.model.InventoryFrequency;
import software.amazon.awssdk.services.s3.model.InventoryIncludedObjectVersions;
import software.amazon.awssdk.services.s3.model.InventoryOptionalField;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** Delivered inventory reports as a source, compared with the listing of the same bucket. */
class InventorySourceIT {
  private static final List<String> HOSTILE_KEYS =
      List.of(
          "incoming/a b+c%20\"d\",e",
          "incoming//../x/",
          "incoming/\u00e4\ud83d\udca9",
          "incoming/${jndi:ldap://x}\n",
          "incoming/\uffff",
          "'=1+1'");

  @TempDir private static Path data;
  private static LocalCloud cloud;
  private static S3Client s3;
  private static int tests;
  private String raw;
  private String reports;

  @BeforeAll
  static void start() throws IOException {
    cloud = LocalCloud.start(LocalCloudOptions.defaults(data, 0));
    s3 =
        S3Client.builder()
            .endpointOverride(cloud.endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("anyone", "test")))
            .build();
  }

  @BeforeEach
  void createBuckets() {
    tests++;
    raw = "raw-" + tests;
    reports = "reports-" + tests;
    s3.createBucket(it -> it.bucket(raw));
    s3.createBucket(it -> it.bucket(reports));
    s3.putBucketPolicy(
        it ->
            it.bucket(reports)
                .policy(
                    """
                    {"Statement": [{"Effect": "Allow", "Action": "s3:PutObject",
                      "Principal": {"Service": "s3.amazonaws.com"},
                      "Resource": "arn:aws:s3:::%s/*"}]}
                    """
                        .formatted(reports)));
    put("before-versioning");
    s3.putBucketVersioning(
        it ->
            it.bucket(raw)
                .versioningConfiguration(to -> to.status(BucketVersioningStatus.ENABLED)));
    configure(it -> {});
  }

  @AfterAll
  static void stop() throws IOException {
    s3.close();
    cloud.close();
  }

  @Test
  void reportHasTheRowsOfTheListing() throws Exception {
    HOSTILE_KEYS.forEach(this::put);
    HOSTILE_KEYS.forEach(this::put);
    put("gone");
    s3.deleteObject(it -> it.bucket(raw).key("gone"));
    for (int i = 0; i < 30; i++) {
      put("processed/" + i);
    }
    cloud.inventory().deliver(raw, "daily", InventoryOrder.complete().withRowsPerFile(7));
    List<ThereRow> rows = new ArrayList<>();
    SourceReading reading = read(rows);
    assertThat(reading.incomplete()).isNull();
    assertThat(reading.asOf()).isBeforeOrEqualTo(Instant.now()).isAfter(Instant.EPOCH);
    assertThat(rows).containsExactlyInAnyOrderElementsOf(listing()).hasSize(45);
    assertThat(rows).extracting(ThereRow::versionId).contains("null");
  }

  @Test
  void youngVersionsMayBeMissing() throws Exception {
    cloud.inventory().deliver(raw, "daily", InventoryOrder.complete().withLag(Duration.ofHours(1)));
    assertThat(read(new ArrayList<>()).incomplete()).startsWith("no-files: ");
  }

  @Test
  void damagedFileIsAnIncompleteSource() throws Exception {
    cloud.inventory().deliver(raw, "daily");
    String file = key("/daily/data/");
    cloud.damage().flipByte(reports, file, null, 15);
    assertThat(read(new ArrayList<>()).incomplete()).startsWith("file-changed: " + file);
    cloud.damage().truncate(reports, file, null, 10);
    assertThat(read(new ArrayList<>()).incomplete()).startsWith("unreadable: ");
    s3.deleteObject(it -> it.bucket(reports).key(file));
    assertThat(read(new ArrayList<>()).incomplete()).isEqualTo("file-missing: " + file);
  }

  @Test
  void deniedReportIsAnIncompleteSource() throws Exception {
    cloud.inventory().deliver(raw, "daily");
    s3.putBucketPolicy(
        it ->
            it.bucket(reports)
                .policy(
                    """
                    {"Statement": [{"Effect": "Deny", "Principal": "*",
                      "Action": "s3:GetObject", "Resource": "arn:aws:s3:::%s/*"}]}
                    """
                        .formatted(reports)));
    assertThat(read(new ArrayList<>()).incomplete())
        .startsWith("unreadable: ")
        .contains("s3:GetObject");
  }

  @Test
  void placeWithoutReportIsAnIncompleteSource() throws Exception {
    assertThat(read(new ArrayList<>()).incomplete()).startsWith("no-report: ");
  }

  @Test
  void reportOfAPartIsAnIncompleteSource() throws Exception {
    cloud.inventory().deliver(raw, "daily");
    configure(it -> it.filter(filter -> filter.prefix("processed/")));
    assertThat(read(new ArrayList<>()).incomplete()).startsWith("part-of-the-bucket: ");
    configure(it -> it.includedObjectVersions(InventoryIncludedObjectVersions.CURRENT));
    assertThat(read(new ArrayList<>()).incomplete()).startsWith("current-only: ");
    s3.deleteBucketInventoryConfiguration(it -> it.bucket(raw).id("daily"));
    assertThat(read(new ArrayList<>()).incomplete()).startsWith("no-configuration: ");
  }

  private SourceReading read(List<ThereRow> rows) throws InterruptedException {
    InventoryPlace place = InventoryPlace.of("s3://" + reports + "/inv/" + raw + "/daily");
    return new InventorySource(
            new S3InventoryObjects(s3, s3, place),
            place,
            Duration.ofDays(2),
            Clock.systemUTC(),
            InventoryLimits.defaults())
        .read(rows::add);
  }

  private String key(String part) {
    return s3.listObjectsV2(it -> it.bucket(reports).prefix("inv/" + raw + part))
        .contents()
        .get(0)
        .key();
  }

  private void put(String key) {
    s3.putObject(it -> it.bucket(raw).key(key), RequestBody.fromString("bytes of " + key));
  }

  private void configure(Consumer<InventoryConfiguration.Builder> change) {
    InventoryConfiguration configuration =
        InventoryConfiguration.builder()
            .id("daily")
            .isEnabled(true)
            .includedObjectVersions(InventoryIncludedObjectVersions.ALL)
            .optionalFields(
                InventoryOptionalField.SIZE,
                InventoryOptionalField.LAST_MODIFIED_DATE,
                InventoryOptionalField.E_TAG,
                InventoryOptionalField.STORAGE_CLASS,
                InventoryOptionalField.IS_MULTIPART_UPLOADED,
                InventoryOptionalField.CHECKSUM_ALGORITHM)
            .schedule(it -> it.frequency(InventoryFrequency.DAILY))
            .destination(
                it ->
                    it.s3BucketDestination(
                        to ->
                            to.bucket("arn:aws:s3:::" + reports)
                                .prefix("inv")
                                .format(InventoryFormat.CSV)))
            .applyMutation(change)
            .build();
    s3.putBucketInventoryConfiguration(
        it -> it.bucket(raw).id("daily").inventoryConfiguration(configuration));
  }

  private List<ThereRow> listing() {
    return s3.listObjectVersionsPaginator(it -> it.bucket(raw).encodingType("url")).stream()
        .flatMap(
            page ->
                Stream.concat(
                    page.versions().stream().map(InventorySourceIT::row),
                    page.deleteMarkers().stream().map(InventorySourceIT::row)))
        .toList();
  }

  private static ThereRow row(ObjectVersion version) {
    return new ThereRow(
        version.key(),
        version.versionId(),
        false,
        version.isLatest(),
        version.size(),
        version.eTag().replace("\"", ""),
        version.lastModified(),
        null,
        null,
        version.storageClassAsString());
  }

  private static ThereRow row(DeleteMarkerEntry marker) {
    return new ThereRow(
        marker.key(),
        marker.versionId(),
        true,
        marker.isLatest(),
        0,
        null,
        marker.lastModified(),
        null,
        null,
        null);
  }
}
