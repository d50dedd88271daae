package dev.waybill.localcloud.wire;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Headers and query of the canonical request of AWS Signature Version 4. */
final class CanonicalRequest {
  private CanonicalRequest() {}

  /** Rejects unsigned {@code x-amz-} headers, which could have been added after signing. */
  static void requireAllSigned(SignedRequest request, String signedHeaders) {
    Set<String> signed = new HashSet<>(List.of(signedHeaders.split(";", -1)));
    for (String name : request.headers().keySet()) {
      if (name.startsWith("x-amz-") && !signed.contains(name)) {
        throw new StoreException(
            S3ErrorCode.ACCESS_DENIED,
            "There were headers present in the request which were not signed");
      }
    }
  }

  static String headers(SignedRequest request, String signedHeaders) {
    StringBuilder text = new StringBuilder();
    for (String name : signedHeaders.split(";", -1)) {
      String value =
          request.headers().getOrDefault(name, List.of()).stream()
              .map(it -> it.trim().replaceAll(" +", " "))
              .collect(Collectors.joining(","));
      text.append(name).append(':').append(value).append('\n');
    }
    return text.append('\n').append(signedHeaders).append('\n').toString();
  }

  static String query(Map<String, String> query) {
    return query.entrySet().stream()
        .filter(entry -> !entry.getKey().equals("X-Amz-Signature"))
        .map(
            entry ->
                Map.entry(
                    UriEncoding.component(entry.getKey()), UriEncoding.component(entry.getValue())))
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining("&"));
  }
}
