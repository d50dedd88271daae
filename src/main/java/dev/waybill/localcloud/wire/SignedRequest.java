package dev.waybill.localcloud.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a request a signature covers.
 *
 * @param method the HTTP method
 * @param rawPath the path as sent
 * @param rawQuery the query as sent, or null
 * @param headers values by lower-case name, in order
 */
public record SignedRequest(
    String method, String rawPath, @Nullable String rawQuery, Map<String, List<String>> headers) {
  @Nullable String header(String name) {
    List<String> values = headers.get(name);
    return values == null || values.isEmpty() ? null : String.join(",", values);
  }
}
