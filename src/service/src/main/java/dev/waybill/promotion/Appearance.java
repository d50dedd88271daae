package dev.waybill.promotion;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to an object besides its bytes.
 *
 * @param headers content type and the like, by lower-case header name
 * @param metadata user metadata, by lower-case name
 * @param tags by name
 * @param kmsKeyId the KMS key it is encrypted under, or null
 */
public record Appearance(
    Map<String, String> headers,
    Map<String, String> metadata,
    Map<String, String> tags,
    @Nullable String kmsKeyId) {
  /** Not the storage class: a lifecycle rule may move a copy on its own. */
  private static final String STORAGE_CLASS = "storage-class";

  public Appearance {
    Map<String, String> lasting = new HashMap<>(headers);
    lasting.remove(STORAGE_CLASS);
    headers = Map.copyOf(lasting);
    metadata = Map.copyOf(metadata);
    tags = Map.copyOf(tags);
  }

  /** Whether a copy of an object that looks like this would look like that. */
  boolean isThatOf(Appearance copy) {
    return headers.equals(copy.headers)
        && metadata.equals(copy.metadata)
        && tags.equals(copy.tags)
        // An object under no KMS key gets the bucket's default when it is copied.
        && (kmsKeyId == null || Objects.equals(kmsKeyId, copy.kmsKeyId));
  }
}
