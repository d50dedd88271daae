package dev.waybill.promotion;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of an object that a copy keeps besides its bytes. The storage class is left out.
 *
 * @param headers the content type and the other system metadata, by lower-case header name
 * @param metadata the user metadata, by lower-case name
 * @param tags the tags, by name
 * @param kmsKeyId the KMS key of its encryption, or null
 */
public record Appearance(
    Map<String, String> headers,
    Map<String, String> metadata,
    Map<String, String> tags,
    @Nullable String kmsKeyId) {
  /** Not compared, because a lifecycle rule may change a copy's storage class. */
  private static final String STORAGE_CLASS = "storage-class";

  public Appearance {
    Map<String, String> compared = new HashMap<>(headers);
    compared.remove(STORAGE_CLASS);
    headers = Map.copyOf(compared);
    metadata = Map.copyOf(metadata);
    tags = Map.copyOf(tags);
  }

  /** Returns true when a copy of an object with these attributes has those of {@code copy}. */
  boolean matches(Appearance copy) {
    return headers.equals(copy.headers)
        && metadata.equals(copy.metadata)
        && tags.equals(copy.tags)
        // A copy of an object without a KMS key gets the bucket's default key.
        && (kmsKeyId == null || Objects.equals(kmsKeyId, copy.kmsKeyId));
  }
}
