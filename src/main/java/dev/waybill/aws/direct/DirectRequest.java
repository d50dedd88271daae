package dev.waybill.aws.direct;

import dev.waybill.model.PercentEncoding;
import java.util.SortedMap;

/**
 * One request before it is signed.
 *
 * @param method in upper case
 * @param path percent-encoded, from the root
 * @param query by name, not encoded
 * @param headers by lower-case name, with {@code host}; their values are as they are sent
 */
record DirectRequest(
    String method,
    String path,
    SortedMap<String, String> query,
    SortedMap<String, String> headers,
    Payload payload) {
  /** Percent-encoded, in the order of its names. */
  String encodedQuery() {
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
