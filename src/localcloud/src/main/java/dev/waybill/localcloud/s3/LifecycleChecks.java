package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks of a lifecycle configuration before it is stored. */
final class LifecycleChecks {
  private static final int MAX_RULES = 1000;
  private static final int MAX_ID_LENGTH = 255;
  private static final List<String> ACTIONS =
      List.of(
          "Expiration",
          "Transition",
          "NoncurrentVersionExpiration",
          "NoncurrentVersionTransition",
          "AbortIncompleteMultipartUpload");
  private static final List<String> DAYS =
      List.of("Days", "NoncurrentDays", "DaysAfterInitiation", "NewerNoncurrentVersions");

  private LifecycleChecks() {}

  /**
   * Checks a configuration.
   *
   * @throws StoreException MalformedXML, InvalidArgument or InvalidRequest
   */
  static void require(XmlReader document) {
    List<XmlReader> rules = document.children("Rule");
    if (rules.isEmpty() || rules.size() > MAX_RULES) {
      throw malformed();
    }
    Set<String> ids = new HashSet<>();
    for (XmlReader rule : rules) {
      requireId(rule.text("ID"), ids);
      requireRule(rule);
    }
  }

  private static void requireId(@Nullable String id, Set<String> ids) {
    if (id != null && id.length() > MAX_ID_LENGTH) {
      throw new StoreException(
          S3ErrorCode.INVALID_ARGUMENT,
          "ID length should not exceed allowed limit of " + MAX_ID_LENGTH);
    }
    if (id != null && !id.isEmpty() && !ids.add(id)) {
      throw new StoreException(
          S3ErrorCode.INVALID_ARGUMENT,
          "Rule ID must be unique. Found same ID for more than one rule");
    }
  }

  private static void requireRule(XmlReader rule) {
    String status = String.valueOf(rule.text("Status"));
    boolean filtered = !rule.children("Filter").isEmpty();
    boolean prefixed = !rule.children("Prefix").isEmpty();
    if (!Set.of("Enabled", "Disabled").contains(status) || filtered == prefixed) {
      throw malformed();
    }
    List<XmlReader> actions =
        ACTIONS.stream().flatMap(name -> rule.children(name).stream()).toList();
    if (actions.isEmpty()) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST, "At least one action needs to be specified in a rule");
    }
    rule.children("Expiration").forEach(LifecycleChecks::requireExpiration);
    if (isTagged(rule)) {
      actions.forEach(LifecycleChecks::requireWithoutTags);
    }
    actions.forEach(LifecycleChecks::requireDays);
  }

  private static void requireExpiration(XmlReader expiration) {
    long kinds =
        Stream.of("Days", "Date", "ExpiredObjectDeleteMarker")
            .filter(name -> expiration.text(name) != null)
            .count();
    if (kinds != 1) {
      throw malformed();
    }
  }

  private static boolean isTagged(XmlReader rule) {
    return rule.children("Filter").stream()
        .flatMap(it -> Stream.concat(Stream.of(it), it.children("And").stream()))
        .anyMatch(it -> !it.children("Tag").isEmpty());
  }

  /** Rejects the actions that S3 takes for all objects below a prefix only. */
  private static void requireWithoutTags(XmlReader action) {
    String name =
        action.text("ExpiredObjectDeleteMarker") == null
            ? action.name()
            : "ExpiredObjectDeleteMarker";
    if (Set.of("AbortIncompleteMultipartUpload", "ExpiredObjectDeleteMarker").contains(name)) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST, name + " cannot be specified with Tags.");
    }
  }

  private static void requireDays(XmlReader action) {
    for (String name : DAYS) {
      String days = action.text(name);
      boolean zero = action.name().endsWith("Transition") && "0".equals(days);
      if (days != null && !zero && !days.matches("[1-9]\\d{0,8}")) {
        throw new StoreException(
            S3ErrorCode.INVALID_ARGUMENT,
            "'" + name + "' for " + action.name() + " action must be a positive integer");
      }
    }
  }

  private static StoreException malformed() {
    return new StoreException(S3ErrorCode.MALFORMED_XML);
  }
}
