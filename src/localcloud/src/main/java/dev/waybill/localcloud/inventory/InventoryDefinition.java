package dev.waybill.localcloud.inventory;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlReader;
import dev.waybill.localcloud.wire.XmlWriter;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Inventory configuration of a bucket, which describes one report.
 *
 * @param id the id, unique in the bucket
 * @param enabled true when S3 delivers the report on its schedule
 * @param filter the prefix of the keys to list; null for all keys
 * @param allVersions true for all versions, false for the current objects only
 * @param frequency {@code Daily} or {@code Weekly}
 * @param optionalFields the names of the optional columns, as configured
 * @param destination the place of the reports
 */
public record InventoryDefinition(
    String id,
    boolean enabled,
    @Nullable String filter,
    boolean allVersions,
    String frequency,
    List<String> optionalFields,
    InventoryDestination destination) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Set<String> OPTIONAL_FIELDS =
      Set.of(
          "Size",
          "LastModifiedDate",
          "StorageClass",
          "ETag",
          "IsMultipartUploaded",
          "ReplicationStatus",
          "EncryptionStatus",
          "ObjectLockRetainUntilDate",
          "ObjectLockMode",
          "ObjectLockLegalHoldStatus",
          "IntelligentTieringAccessTier",
          "BucketKeyStatus",
          "ChecksumAlgorithm",
          "ObjectAccessControlList",
          "ObjectOwner",
          "LifecycleExpirationDate");

  /** Optional columns that the local cloud cannot fill. */
  private static final Set<String> UNSUPPORTED_FIELDS =
      Set.of("ObjectAccessControlList", "ObjectOwner", "LifecycleExpirationDate");

  public InventoryDefinition {
    optionalFields = List.copyOf(optionalFields);
  }

  /**
   * Reads a configuration.
   *
   * @param id the id in the request
   * @throws StoreException InvalidConfigurationId, IdMismatch, MalformedXML,
   *     InvalidS3DestinationBucket or NotImplemented
   */
  public static InventoryDefinition of(String id, XmlReader document) {
    if (!ID.matcher(id).matches()) {
      throw new StoreException(S3ErrorCode.INVALID_CONFIGURATION_ID);
    }
    InventoryDefinition definition = of(document);
    if (!definition.id().equals(id)) {
      throw new StoreException(S3ErrorCode.ID_MISMATCH);
    }
    return definition;
  }

  static InventoryDefinition of(XmlReader document) {
    if (!document.name().equals("InventoryConfiguration")) {
      throw new StoreException(S3ErrorCode.MALFORMED_XML);
    }
    List<XmlReader> filters = document.children("Filter");
    return new InventoryDefinition(
        required(document, "Id"),
        oneOf(document, "IsEnabled", "true", "false").equals("true"),
        filters.isEmpty() ? null : required(filters.get(0), "Prefix"),
        oneOf(document, "IncludedObjectVersions", "All", "Current").equals("All"),
        oneOf(only(document, "Schedule"), "Frequency", "Daily", "Weekly"),
        optionalFields(document),
        InventoryDestination.of(only(only(document, "Destination"), "S3BucketDestination")));
  }

  private static List<String> optionalFields(XmlReader document) {
    List<String> names =
        document.children("OptionalFields").stream()
            .flatMap(fields -> fields.children("Field").stream())
            .map(XmlReader::text)
            .toList();
    if (!OPTIONAL_FIELDS.containsAll(names)) {
      throw new StoreException(S3ErrorCode.MALFORMED_XML);
    }
    if (names.stream().anyMatch(UNSUPPORTED_FIELDS::contains)) {
      throw new StoreException(S3ErrorCode.NOT_IMPLEMENTED);
    }
    return names;
  }

  static XmlReader only(XmlReader parent, String name) {
    List<XmlReader> children = parent.children(name);
    if (children.size() != 1) {
      throw new StoreException(S3ErrorCode.MALFORMED_XML);
    }
    return children.get(0);
  }

  static String required(XmlReader parent, String name) {
    return only(parent, name).text();
  }

  static String oneOf(XmlReader parent, String name, String... values) {
    String text = required(parent, name);
    if (!List.of(values).contains(text)) {
      throw new StoreException(S3ErrorCode.MALFORMED_XML);
    }
    return text;
  }

  /** Writes the children of the configuration's element. */
  public void write(XmlWriter xml) {
    destination.write(xml);
    xml.element("IsEnabled", Boolean.toString(enabled));
    if (filter != null) {
      xml.start("Filter").element("Prefix", filter).end();
    }
    xml.element("Id", id);
    xml.element("IncludedObjectVersions", allVersions ? "All" : "Current");
    if (!optionalFields.isEmpty()) {
      xml.start("OptionalFields");
      optionalFields.forEach(name -> xml.element("Field", name));
      xml.end();
    }
    xml.start("Schedule").element("Frequency", frequency).end();
  }

  /** Returns the prefix of everything that is delivered, which ends with a slash. */
  String location(String sourceBucket) {
    return destination.keyPrefix() + sourceBucket + "/" + id + "/";
  }
}
