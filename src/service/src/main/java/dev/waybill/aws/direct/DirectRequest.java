package dev.waybill.aws.direct;

import dev.waybill.record.object.PercentEncoding;
import java.util.SortedMap;

/**
 * One request before it is signed.
 *
 * @param method in upper case
 * @param path percent-encoded, from the root
 * @param query percent-encoded, in the order of its names; may be empty
 * @param headers by lower-case name, with {@code host}; their values are as they are sent
 */
record DirectRequest(
    String method, String path, String query, SortedMap<String, String> headers, Payload payload) {
  /** Returns the target of the request's first line. */
  String target() {
    return query.isEmpty() ? path : path + "?" + query;
  }

  /** Returns true for methods with a body, which may be empty. */
  boolean hasBody() {
    return method.equals("PUT") || method.equals("POST");
  }

  static String encoded(SortedMap<String, String> query) {
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
