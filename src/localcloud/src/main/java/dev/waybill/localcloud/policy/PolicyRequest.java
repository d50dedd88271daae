package dev.waybill.localcloud.policy;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a policy.
 *
 * @param who the caller
 * @param action such as {@code s3:PutObject}
 * @param resource an ARN
 * @param context values by lower-case condition key; a key that is not there has no value
 */
public record PolicyRequest(
    PolicyPrincipal who, String action, String resource, Map<String, String> context) {
  public PolicyRequest {
    Map<String, String> byKey = new TreeMap<>();
    context.forEach((key, value) -> byKey.put(key.toLowerCase(Locale.ROOT), value));
    context = Map.copyOf(byKey);
  }

  @Nullable String value(String key) {
    return context.get(key.toLowerCase(Locale.ROOT));
  }
}
