package dev.waybill.localcloud.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.NewVersion;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.Retention;
import dev.waybill.localcloud.store.StagedContent;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import dev.waybill.localcloud.store.Versioning;
import dev.waybill.localcloud.store.WriteCondition;
import dev.waybill.localcloud.wire.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of delivered inventory reports. */
final class InventoryTest {
  private static final Charset UTF = StandardCharsets.UTF_8;
  private static final Instant NOW = Instant.parse("2026-03-01T10:20:30.456Z");
  private static final String POLICY =
      """
      {"Statement": [{"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"},
        "Action": "s3:PutObject", "Resource": "arn:aws:s3:::reports/*",
        "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::raw"},
          "StringEquals": {"aws:SourceAccount": "000000000000",
            "s3:x-amz-acl": "bucket-owner-full-control"}}}]}
      """;
  private static final String ALL =
      """
      <Field>Size</Field><Field>LastModifiedDate</Field><Field>ETag</Field>
      <Field>StorageClass</Field><Field>IsMultipartUploaded</Field><Field>EncryptionStatus</Field>
      <Field>ObjectLockRetainUntilDate</Field><Field>ObjectLockMode</Field>
      <Field>ObjectLockLegalHoldStatus</Field><Field>ChecksumAlgorithm</Field>
      """;

  @TempDir private Path folder;
  private ObjectStore store;
  private Bucket raw;
  private Bucket reports;
  private Inventory inventory;

  @BeforeEach
  void open() {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    store = ObjectStore.open(folder, clock);
    raw = store.createBucket("raw", false);
    raw.setVersioning(Versioning.ENABLED);
    reports = store.createBucket("reports", false);
    reports.putConfig("policy", POLICY);
    inventory = new Inventory(store, "000000000000", clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void reportIsAtTheDocumentedPlaceWithChecksums() throws Exception {
    define("All", ALL, "CSV");
    for (int i = 0; i < 5; i++) {
      put("key-" + i);
    }
    String manifest =
        inventory.deliver("raw", "daily", InventoryOrder.complete().withRowsPerFile(2));
    assertThat(manifest).isEqualTo("inv/raw/daily/2026-03-01T10-20Z/manifest.json");
    byte[] text = read(manifest);
    assertThat(new String(read("inv/raw/daily/2026-03-01T10-20Z/manifest.checksum"), UTF))
        .isEqualTo(md5(text));
    JsonNode json = new ObjectMapper().readTree(text);
    assertThat(json.path("sourceBucket").asText()).isEqualTo("raw");
    assertThat(json.path("destinationBucket").asText()).isEqualTo("arn:aws:s3:::reports");
    assertThat(json.path("version").asText()).isEqualTo("2016-11-30");
    assertThat(json.path("creationTimestamp").asText()).isEqualTo("" + NOW.toEpochMilli());
    assertThat(json.path("fileFormat").asText()).isEqualTo("CSV");
    assertThat(json.path("files")).hasSize(3);
    List<String> links = new ArrayList<>();
    for (JsonNode file : json.path("files")) {
      byte[] bytes = read(file.path("key").asText());
      assertThat(file.path("key").asText()).matches("inv/raw/daily/data/[0-9a-f-]{36}\\.csv\\.gz");
      assertThat(file.path("size").asLong()).isEqualTo(bytes.length);
      assertThat(file.path("MD5checksum").asText()).isEqualTo(md5(bytes));
      links.add("s3://reports/" + file.path("key").asText());
    }
    assertThat(new String(read("inv/raw/daily/hive/dt=2026-03-01-10-20/symlink.txt"), UTF))
        .isEqualTo(String.join("\n", links));
  }

  @Test
  void rowsAreQuotedWithEncodedKeysAndTheConfiguredColumns() throws Exception {
    define("All", ALL, "CSV");
    StoredVersion object = put("a \"b\",+ü/\n");
    var deleted = raw.delete("gone", null, null, false, null);
    assertThat(schema())
        .isEqualTo(
            "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag,"
                + " StorageClass, IsMultipartUploaded, EncryptionStatus, ObjectLockRetainUntilDate,"
                + " ObjectLockMode, ObjectLockLegalHoldStatus, ChecksumAlgorithm");
    assertThat(rows())
        .containsExactlyInAnyOrder(
            "\"raw\",\"a%20%22b%22%2C%2B%C3%BC/%0A\",\""
                + object.versionId()
                + "\",\"true\",\"false\",\"5\",\"2026-03-01T10:20:30.456Z\",\"e-tag\",\"STANDARD\","
                + "\"false\",\"SSE-KMS\",\"2027-01-01T00:00:00.000Z\",\"COMPLIANCE\",\"OFF\","
                + "\"SHA256\"",
            "\"raw\",\"gone\",\""
                + deleted.versionId()
                + "\",\"true\",\"true\",\"\",\"2026-03-01T10:20:30.456Z\",\"\",\"\",\"\",\"\","
                + "\"\",\"\",\"\",\"\"");
  }

  @Test
  void reportOfCurrentObjectsHasNoVersions() throws Exception {
    define("Current", "<Field>Size</Field>", "CSV");
    put("a");
    put("a");
    put("gone");
    var unused = raw.delete("gone", null, null, false, null);
    assertThat(schema()).isEqualTo("Bucket, Key, Size");
    assertThat(rows()).containsExactly("\"raw\",\"a\",\"5\"");
  }

  @Test
  void nullVersionHasNoVersionId() throws Exception {
    raw.setVersioning(Versioning.SUSPENDED);
    define("All", "<Field>Size</Field>", "CSV");
    put("a");
    assertThat(rows()).containsExactly("\"raw\",\"a\",\"\",\"true\",\"false\",\"5\"");
  }

  @Test
  void youngVersionsAreMissingFromAReportWithLag() throws Exception {
    define("All", "<Field>Size</Field>", "CSV");
    put("a");
    String manifest =
        inventory.deliver("raw", "daily", InventoryOrder.complete().withLag(Duration.ofMillis(1)));
    assertThat(new ObjectMapper().readTree(read(manifest)).path("files")).isEmpty();
  }

  @Test
  void rowsAreNotInTheOrderOfTheListing() throws Exception {
    define("All", "<Field>Size</Field>", "CSV");
    for (int i = 10; i < 40; i++) {
      put("key-" + i);
    }
    assertThat(rows()).hasSize(30).isNotEqualTo(rows().stream().sorted().toList());
  }

  @Test
  void destinationWithoutGrantGetsNoReport() {
    define("All", ALL, "CSV");
    reports.removeConfig("policy");
    assertThatThrownBy(() -> inventory.deliver("raw", "daily"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("s3.amazonaws.com");
  }

  @Test
  void onlyCsvIsDelivered() {
    define("All", ALL, "Parquet");
    assertThatThrownBy(() -> inventory.deliver("raw", "daily")).isInstanceOf(StoreException.class);
  }

  private void define(String versions, String fields, String format) {
    String text =
        "<InventoryConfiguration><Destination><S3BucketDestination>"
            + "<Bucket>arn:aws:s3:::reports</Bucket><Format>"
            + format
            + "</Format><Prefix>inv</Prefix></S3BucketDestination></Destination>"
            + "<IsEnabled>true</IsEnabled><Id>daily</Id><IncludedObjectVersions>"
            + versions
            + "</IncludedObjectVersions><OptionalFields>"
            + fields
            + "</OptionalFields><Schedule><Frequency>Daily</Frequency></Schedule>"
            + "</InventoryConfiguration>";
    new InventoryDefinitions(raw)
        .put(InventoryDefinition.of("daily", XmlReader.parse(text.getBytes(UTF))));
  }

  private StoredVersion put(String key) throws IOException {
    StagedContent content = raw.stage();
    try (content) {
      content.write("bytes".getBytes(UTF));
    }
    Map<String, String> encryption = Map.of("x-amz-server-side-encryption", "aws:kms");
    Retention retention =
        new Retention(Retention.Mode.COMPLIANCE, Instant.parse("2027-01-01T00:00:00Z"));
    return raw.put(
        new NewVersion(
            key,
            content,
            "e-tag",
            Map.of("sha256", "x"),
            "FULL_OBJECT",
            encryption,
            Map.of(),
            Map.of(),
            retention,
            false),
        WriteCondition.NONE,
        null);
  }

  private String schema() throws IOException {
    byte[] text = read(inventory.deliver("raw", "daily"));
    return new ObjectMapper().readTree(text).path("fileSchema").asText();
  }

  private List<String> rows() throws IOException {
    List<String> rows = new ArrayList<>();
    byte[] manifest = read(inventory.deliver("raw", "daily"));
    for (JsonNode file : new ObjectMapper().readTree(manifest).path("files")) {
      byte[] gzip = read(file.path("key").asText());
      String text =
          new String(new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes(), UTF);
      rows.addAll(text.lines().toList());
    }
    return rows;
  }

  private byte[] read(String key) throws IOException {
    StoredVersion version = reports.find(key, null);
    assertThat(version).as(key).isNotNull();
    try (InputStream in = reports.read(version, 0, version.size())) {
      return in.readAllBytes();
    }
  }

  private static String md5(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
  }
}
