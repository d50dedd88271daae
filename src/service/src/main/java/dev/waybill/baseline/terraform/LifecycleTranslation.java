package dev.waybill.baseline.terraform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Translation of lifecycle rules. */
final class LifecycleTranslation {
  private LifecycleTranslation() {}

  static void add(UnreadProperties rule, ObjectNode block) {
    rule.move("Id", block, "id");
    rule.move("Status", block, "status");
    filter(rule, block.putObject("filter"));
    if (rule.has("AbortIncompleteMultipartUpload")) {
      rule.object("AbortIncompleteMultipartUpload")
          .move(
              "DaysAfterInitiation",
              block.putObject("abort_incomplete_multipart_upload"),
              "days_after_initiation");
    }
    expiration(rule, block);
    if (rule.has("NoncurrentVersionTransitions")) {
      ArrayNode transitions = block.putArray("noncurrent_version_transition");
      for (UnreadProperties transition : rule.list("NoncurrentVersionTransitions")) {
        ObjectNode inner = transitions.addObject();
        transition.move("StorageClass", inner, "storage_class");
        transition.move("TransitionInDays", inner, "noncurrent_days");
      }
    }
  }

  /** S3 combines a prefix with tags only in {@code and}. */
  private static void filter(UnreadProperties rule, ObjectNode block) {
    List<UnreadProperties> filters = rule.has("TagFilters") ? rule.list("TagFilters") : List.of();
    ObjectNode scope = filters.isEmpty() ? block : block.putObject("and");
    rule.move("Prefix", scope, "prefix");
    for (UnreadProperties tag : filters) {
      scope.withObjectProperty("tags").set(tag.text("Key"), tag.value("Value"));
    }
  }

  private static void expiration(UnreadProperties rule, ObjectNode block) {
    if (rule.has("ExpirationInDays") || rule.has("ExpiredObjectDeleteMarker")) {
      ObjectNode expiration = block.putObject("expiration");
      rule.move("ExpirationInDays", expiration, "days");
      rule.move("ExpiredObjectDeleteMarker", expiration, "expired_object_delete_marker");
    }
    if (rule.has("NoncurrentVersionExpiration")) {
      rule.object("NoncurrentVersionExpiration")
          .move(
              "NoncurrentDays",
              block.putObject("noncurrent_version_expiration"),
              "noncurrent_days");
    }
  }
}
