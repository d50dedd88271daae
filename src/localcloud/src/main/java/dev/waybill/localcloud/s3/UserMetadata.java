package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.HeaderText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/** User metadata in the {@code x-amz-meta-} headers of a request. */
final class UserMetadata {
  private static final String PREFIX = "x-amz-meta-";

  /** Limit of S3. */
  private static final int MAX_BYTES = 2048;

  private UserMetadata() {}

  /** Returns the values by lower-case name without the prefix; repeated headers are joined. */
  static Map<String, String> of(HttpFields headers) {
    Map<String, String> metadata = new TreeMap<>();
    for (HttpField field : headers) {
      String name = field.getName().toLowerCase(Locale.ROOT);
      if (name.startsWith(PREFIX)) {
        metadata.merge(
            name.substring(PREFIX.length()),
            HeaderText.decode(String.valueOf(field.getValue())),
            (a, b) -> a + "," + b);
      }
    }
    if (metadata.entrySet().stream().mapToInt(UserMetadata::size).sum() > MAX_BYTES) {
      throw new StoreException(S3ErrorCode.METADATA_TOO_LARGE);
    }
    return metadata;
  }

  private static int size(Map.Entry<String, String> one) {
    return one.getKey().length() + one.getValue().getBytes(StandardCharsets.UTF_8).length;
  }
}
