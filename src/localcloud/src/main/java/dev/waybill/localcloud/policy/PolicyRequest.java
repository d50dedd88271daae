package dev.waybill.localcloud.policy;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Request to evaluate against a policy.
 *
 * @param principal the caller
 * @param action the action, such as {@code s3:PutObject}
 * @param resource the ARN of the resource
 * @param context the values by lower-case condition key; a missing key has no value
 */
public record PolicyRequest(
    PolicyPrincipal principal, String action, String resource, Map<String, String> context) {
  public PolicyRequest {
    Map<String, String> byKey = new TreeMap<>();
    context.forEach((key, value) -> byKey.put(key.toLowerCase(Locale.ROOT), value));
    context = Map.copyOf(byKey);
  }

  @Nullable String value(String key) {
    return context.get(key.toLowerCase(Locale.ROOT));
  }
}
