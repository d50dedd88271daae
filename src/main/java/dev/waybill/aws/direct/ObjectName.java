package dev.waybill.aws.direct;

import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/** The bucket and the key that a request names; empty when it names none. */
record ObjectName(String bucket, String key) {
  /** No ARN of an access point and no directory bucket, which are signed for in other ways. */
  private static final Pattern BUCKET = Pattern.compile("(?!.*--)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  /** What clients and proxies are known to rewrite in a path. */
  private static final Pattern REWRITTEN = Pattern.compile("(?s).*(^|/)(\\.{0,2})(/.*|$)");

  static ObjectName of(SdkRequest request) {
    String bucket = "";
    String key = "";
    for (SdkField<?> field : request.sdkFields()) {
      if (field.location() == MarshallLocation.PATH
          && field.getValueOrDefault(request) instanceof String text) {
        bucket = text;
      } else if (field.location() == MarshallLocation.GREEDY_PATH
          && field.getValueOrDefault(request) instanceof String text) {
        key = text;
      }
    }
    return new ObjectName(bucket, key);
  }

  /** Whether every party to a request writes its path in the same way. */
  boolean isPlain() {
    return BUCKET.matcher(bucket).matches() && !REWRITTEN.matcher(key).matches();
  }
}
