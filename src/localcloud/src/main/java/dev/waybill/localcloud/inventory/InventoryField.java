package dev.waybill.localcloud.inventory;

import dev.waybill.localcloud.store.ListedVersion;
import dev.waybill.localcloud.store.Retention;
import dev.waybill.localcloud.store.StoredVersion;
import dev.waybill.localcloud.wire.UriEncoding;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Columns of a report, in the order of S3's file schema. */
@SuppressWarnings("ImmutableEnumChecker") // The functions keep no state.
enum InventoryField {
  KEY("Key", Kind.ALWAYS, listed -> UriEncoding.path(listed.version().key())),
  VERSION_ID("VersionId", Kind.OF_VERSIONS, listed -> versionId(listed.version())),
  IS_LATEST("IsLatest", Kind.OF_VERSIONS, listed -> Boolean.toString(listed.latest())),
  IS_DELETE_MARKER(
      "IsDeleteMarker",
      Kind.OF_VERSIONS,
      listed -> Boolean.toString(listed.version().deleteMarker())),
  SIZE("Size", Kind.OPTIONAL, ofObject(version -> Long.toString(version.size()))),
  LAST_MODIFIED_DATE(
      "LastModifiedDate", Kind.OPTIONAL, listed -> Time.text(listed.version().lastModified())),
  E_TAG("ETag", Kind.OPTIONAL, ofObject(StoredVersion::eTag)),
  STORAGE_CLASS(
      "StorageClass",
      Kind.OPTIONAL,
      ofObject(version -> version.headers().getOrDefault("x-amz-storage-class", "STANDARD"))),
  IS_MULTIPART_UPLOADED(
      "IsMultipartUploaded",
      Kind.OPTIONAL,
      ofObject(version -> Boolean.toString(!version.parts().isEmpty()))),
  REPLICATION_STATUS("ReplicationStatus", Kind.OPTIONAL, listed -> ""),
  ENCRYPTION_STATUS("EncryptionStatus", Kind.OPTIONAL, ofObject(InventoryField::encryption)),
  OBJECT_LOCK_RETAIN_UNTIL_DATE(
      "ObjectLockRetainUntilDate",
      Kind.OPTIONAL,
      ofRetention(retention -> Time.text(retention.until()))),
  OBJECT_LOCK_MODE(
      "ObjectLockMode", Kind.OPTIONAL, ofRetention(retention -> retention.mode().name())),
  OBJECT_LOCK_LEGAL_HOLD_STATUS(
      "ObjectLockLegalHoldStatus", Kind.OPTIONAL, ofObject(InventoryField::legalHold)),
  INTELLIGENT_TIERING_ACCESS_TIER("IntelligentTieringAccessTier", Kind.OPTIONAL, listed -> ""),
  BUCKET_KEY_STATUS("BucketKeyStatus", Kind.OPTIONAL, ofObject(InventoryField::bucketKey)),
  CHECKSUM_ALGORITHM("ChecksumAlgorithm", Kind.OPTIONAL, ofObject(InventoryField::checksums));

  private static final String ENCRYPTION = "x-amz-server-side-encryption";

  private final String text;
  private final Kind kind;
  private final Function<ListedVersion, String> value;

  InventoryField(String text, Kind kind, Function<ListedVersion, String> value) {
    this.text = text;
    this.kind = kind;
    this.value = value;
  }

  /** Condition on which a report has a column. */
  private enum Kind {
    ALWAYS,
    OF_VERSIONS,
    OPTIONAL
  }

  /** Time format of a report. */
  private static final class Time {
    private static final DateTimeFormatter FORMAT =
        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private Time() {}

    static String text(Instant time) {
      return FORMAT.format(time);
    }
  }

  /** Returns the columns of a report behind the column of the bucket. */
  static List<InventoryField> of(InventoryDefinition definition) {
    return Stream.of(values()).filter(field -> field.isIn(definition)).toList();
  }

  private boolean isIn(InventoryDefinition definition) {
    return switch (kind) {
      case ALWAYS -> true;
      case OF_VERSIONS -> definition.allVersions();
      case OPTIONAL -> definition.optionalFields().contains(text);
    };
  }

  /** Returns the name of the column. */
  String text() {
    return text;
  }

  /** Returns the value in a row; empty when the version has none. */
  String of(ListedVersion listed) {
    return value.apply(listed);
  }

  private static Function<ListedVersion, String> ofObject(Function<StoredVersion, String> value) {
    return listed -> listed.version().deleteMarker() ? "" : value.apply(listed.version());
  }

  private static Function<ListedVersion, String> ofRetention(Function<Retention, String> value) {
    return listed ->
        listed.version().retention() == null ? "" : value.apply(listed.version().retention());
  }

  /** Returns the version id; empty for the null version, which has none in S3's reports. */
  private static String versionId(StoredVersion version) {
    return version.versionId().equals("null") ? "" : version.versionId();
  }

  private static String encryption(StoredVersion version) {
    return switch (version.headers().getOrDefault(ENCRYPTION, "")) {
      case "aws:kms" -> "SSE-KMS";
      case "aws:kms:dsse" -> "DSSE-KMS";
      case "" -> "NOT-SSE";
      default -> "SSE-S3";
    };
  }

  private static String legalHold(StoredVersion version) {
    return Boolean.TRUE.equals(version.legalHold()) ? "ON" : "OFF";
  }

  private static String bucketKey(StoredVersion version) {
    boolean enabled = "true".equals(version.headers().get(ENCRYPTION + "-bucket-key-enabled"));
    return enabled ? "ENABLED" : "DISABLED";
  }

  private static String checksums(StoredVersion version) {
    Set<String> names = new TreeSet<>();
    version.checksums().keySet().forEach(name -> names.add(name.toUpperCase(Locale.ROOT)));
    return String.join("|", names);
  }
}
