package dev.waybill.localcloud.s3;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/** What a request says of its object in {@code x-amz-meta-} headers. */
final class UserMetadata {
  private static final String PREFIX = "x-amz-meta-";

  private UserMetadata() {}

  /** Values by lower-case name without the prefix; a repeated header's are joined by commas. */
  static Map<String, String> of(HttpFields headers) {
    Map<String, String> metadata = new TreeMap<>();
    for (HttpField field : headers) {
      String name = field.getName().toLowerCase(Locale.ROOT);
      if (name.startsWith(PREFIX)) {
        metadata.merge(
            name.substring(PREFIX.length()),
            String.valueOf(field.getValue()),
            (a, b) -> a + "," + b);
      }
    }
    return metadata;
  }
}
