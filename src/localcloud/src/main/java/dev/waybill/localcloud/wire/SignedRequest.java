package dev.waybill.localcloud.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a request that a signature covers.
 *
 * @param method the HTTP method
 * @param rawPath the path as sent
 * @param rawQuery the query as sent; null when absent
 * @param headers the values by lower-case name, in order
 */
public record SignedRequest(
    String method, String rawPath, @Nullable String rawQuery, Map<String, List<String>> headers) {
  /** Returns the signed parts of a Jetty request. */
  public static SignedRequest of(Request request) {
    Map<String, List<String>> headers = new HashMap<>();
    for (HttpField field : request.getHeaders()) {
      headers
          .computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(HeaderText.decode(String.valueOf(field.getValue())));
    }
    return new SignedRequest(
        request.getMethod(),
        request.getHttpURI().getPath(),
        request.getHttpURI().getQuery(),
        headers);
  }

  @Nullable String header(String name) {
    List<String> values = headers.get(name);
    return values == null || values.isEmpty() ? null : String.join(",", values);
  }
}
