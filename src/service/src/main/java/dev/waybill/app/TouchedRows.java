package dev.waybill.app;

import dev.waybill.fixity.examine.TouchedObject;
import dev.waybill.settings.CustodyScopes;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Rows of audits that name a change of a promoted object. Any audit counts whose answer has the
 * columns event_name, event_id, bucket_name and object_key.
 *
 * @param scopes the scopes of custody
 * @param touched receives the objects; never throws and does not block
 */
record TouchedRows(CustodyScopes scopes, Consumer<TouchedObject> touched)
    implements Consumer<Map<String, String>> {
  /** Events that change a version, what lies above it, or what protects it. */
  private static final Set<String> CHANGES =
      Set.of(
          "PutObject",
          "CopyObject",
          "PostObject",
          "CompleteMultipartUpload",
          "DeleteObject",
          "PutObjectTagging",
          "DeleteObjectTagging",
          "PutObjectAcl",
          "PutObjectRetention",
          "PutObjectLegalHold",
          "RestoreObject",
          "UpdateObjectEncryption");

  @Override
  public void accept(Map<String, String> row) {
    String event = row.getOrDefault("event_name", "");
    String bucket = row.getOrDefault("bucket_name", "");
    String key = row.getOrDefault("object_key", "");
    if (CHANGES.contains(event)
        && scopes.ofDestination(bucket, key).isPresent()
        && !isDenied(row)) {
      touched.accept(new TouchedObject(event, row.getOrDefault("event_id", ""), bucket, key));
    }
  }

  private static boolean isDenied(Map<String, String> row) {
    return !row.getOrDefault("error_code", "").isEmpty();
  }
}
