package dev.waybill.reconcile.inventory.file;

import dev.waybill.reconcile.row.ThereRow;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns of a report, which turn the fields of a line into a row. */
public final class InventoryColumns {
  private static final String KEY = "Key";
  private static final String VERSION_ID = "VersionId";
  private static final String IS_LATEST = "IsLatest";
  private static final String IS_DELETE_MARKER = "IsDeleteMarker";
  private static final String SIZE = "Size";
  private static final String LAST_MODIFIED = "LastModifiedDate";
  private static final String E_TAG = "ETag";
  private static final String BUCKET = "Bucket";

  /** Columns of every report of all versions. */
  private static final List<String> OF_VERSIONS = List.of(VERSION_ID, IS_LATEST, IS_DELETE_MARKER);

  /** Columns without which a difference could not be seen. */
  private static final List<String> NEEDED = List.of(BUCKET, KEY, SIZE, LAST_MODIFIED, E_TAG);

  private static final int MAX_VERSION_ID = 1024;

  /** Name of a version that has no id. */
  private static final String NULL_VERSION = "null";

  private final List<String> names;
  private final String bucket;

  private InventoryColumns(List<String> names, String bucket) {
    this.names = names;
    this.bucket = bucket;
  }

  /**
   * Returns the columns of a schema. Unknown columns are not read.
   *
   * @param schema names of the columns, separated by commas
   * @param bucket bucket that each row must state
   * @throws FlawedInventoryException when a column is missing or stated twice
   */
  public static InventoryColumns of(String schema, String bucket) throws FlawedInventoryException {
    List<String> names = Arrays.stream(schema.split(",", -1)).map(String::strip).toList();
    if (new HashSet<>(names).size() != names.size()) {
      throw new FlawedInventoryException(
          InventoryFlaw.MANIFEST_MALFORMED, "a column is stated twice");
    }
    if (!names.containsAll(OF_VERSIONS)) {
      throw new FlawedInventoryException(
          InventoryFlaw.CURRENT_ONLY, "the report does not have all versions");
    }
    for (String needed : NEEDED) {
      if (!names.contains(needed)) {
        throw new FlawedInventoryException(
            InventoryFlaw.COLUMN_MISSING, "the report has no column " + needed);
      }
    }
    return new InventoryColumns(names, bucket);
  }

  /**
   * Returns the row of a line.
   *
   * @throws FlawedInventoryException when a field does not have the form of its column
   */
  ThereRow row(String line) throws FlawedInventoryException {
    List<String> fields = CsvLine.fields(line);
    if (fields.size() != names.size()) {
      throw malformed(
          "has " + fields.size() + " fields instead of the " + names.size() + " of the schema");
    }
    if (!field(fields, BUCKET).equals(bucket)) {
      throw new FlawedInventoryException(
          InventoryFlaw.OTHER_BUCKET, "a row is of another bucket than " + bucket);
    }
    boolean isMarker = isTrue(fields, IS_DELETE_MARKER);
    return new ThereRow(
        EncodedKey.decode(field(fields, KEY)),
        versionId(fields),
        isMarker,
        isTrue(fields, IS_LATEST),
        size(fields, isMarker),
        eTag(fields, isMarker),
        time(fields),
        null,
        optional(fields, "EncryptionStatus"),
        optional(fields, "StorageClass"));
  }

  private String versionId(List<String> fields) throws FlawedInventoryException {
    String id = field(fields, VERSION_ID);
    if (id.length() > MAX_VERSION_ID) {
      throw malformed("has a version id of " + id.length() + " characters");
    }
    return id.isEmpty() ? NULL_VERSION : id;
  }

  private long size(List<String> fields, boolean isMarker) throws FlawedInventoryException {
    String size = field(fields, SIZE);
    if (isMarker && size.isEmpty()) {
      return 0;
    }
    try {
      long number = size.matches("[0-9]{1,19}") ? Long.parseLong(size) : -1;
      if (number >= 0 && !(isMarker && number > 0)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // A number above the range is as malformed as a text.
    }
    throw malformed("has an invalid size");
  }

  private @Nullable String eTag(List<String> fields, boolean isMarker)
      throws FlawedInventoryException {
    String eTag = optional(fields, E_TAG);
    if (eTag == null && !isMarker) {
      throw malformed("states an object without an ETag");
    }
    return eTag;
  }

  private Instant time(List<String> fields) throws FlawedInventoryException {
    try {
      return Instant.parse(field(fields, LAST_MODIFIED));
    } catch (DateTimeException e) {
      throw malformed("has an invalid time");
    }
  }

  private boolean isTrue(List<String> fields, String name) throws FlawedInventoryException {
    String text = field(fields, name);
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    if (text.equalsIgnoreCase("false")) {
      return false;
    }
    throw malformed("has neither true nor false in " + name);
  }

  private String field(List<String> fields, String name) {
    return fields.get(names.indexOf(name));
  }

  private @Nullable String optional(List<String> fields, String name) {
    int index = names.indexOf(name);
    return index < 0 || fields.get(index).isEmpty() ? null : fields.get(index);
  }

  private static FlawedInventoryException malformed(String text) {
    return new FlawedInventoryException(InventoryFlaw.ROW_MALFORMED, "a row " + text);
  }
}
