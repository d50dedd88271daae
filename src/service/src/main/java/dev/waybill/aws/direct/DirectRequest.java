package dev.waybill.aws.direct;

import dev.waybill.record.object.PercentEncoding;
import java.util.SortedMap;

/**
 * Unsigned request.
 *
 * @param method HTTP method in upper case
 * @param path absolute, percent-encoded path
 * @param query percent-encoded query, sorted by name; may be empty
 * @param headers header values as sent, by lower-case name, including {@code host}
 */
record DirectRequest(
    String method, String path, String query, SortedMap<String, String> headers, Payload payload) {
  /** Returns the request target: the path, with the query if there is one. */
  String target() {
    return query.isEmpty() ? path : path + "?" + query;
  }

  /** Returns true for methods with a body, which may be empty. */
  boolean hasBody() {
    return method.equals("PUT");
  }

  /** Returns the percent-encoded query string; an empty map gives an empty string. */
  static String encode(SortedMap<String, String> query) {
    StringBuilder encoded = new StringBuilder();
    query.forEach(
        (name, value) ->
            encoded
                .append(encoded.isEmpty() ? "" : "&")
                .append(PercentEncoding.component(name))
                .append('=')
                .append(PercentEncoding.component(value)));
    return encoded.toString();
  }
}
