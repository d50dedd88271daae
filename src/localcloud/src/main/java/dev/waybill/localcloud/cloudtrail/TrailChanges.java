package dev.waybill.localcloud.cloudtrail;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.cloudtrail.TrailDefinition.State;
import dev.waybill.localcloud.cloudtrail.TrailDefinition.Target;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.JsonError;
import java.util.List;
import java.util.Optional;

/**
 * Actions that change trails: CreateTrail, UpdateTrail, DeleteTrail, StartLogging and StopLogging.
 */
final class TrailChanges {
  private static final List<String> UNSUPPORTED_TARGETS =
      List.of("SnsTopicName", "CloudWatchLogsLogGroupArn", "CloudWatchLogsRoleArn");
  private static final int MAX_PREFIX_LENGTH = 200;

  private final Trails trails;
  private final TrailNames names;
  private final LogBucketCheck buckets;
  private final TrailKeys keys;

  TrailChanges(Trails trails, TrailNames names, LogBucketCheck buckets, TrailKeys keys) {
    this.trails = trails;
    this.names = names;
    this.buckets = buckets;
    this.keys = keys;
  }

  ObjectNode create(JsonCall call) {
    String name = TrailNames.requireValid(call);
    if (trails.get(name) != null) {
      throw TrailErrorCode.TRAIL_ALREADY_EXISTS.error("Trail " + name + " already exists");
    }
    rejectUnsupported(call);
    Target target = target(call, new Target("", "", ""));
    buckets.requireDeliverable(target, names.arn(name));
    TrailDefinition trail =
        new TrailDefinition(
            name,
            target,
            call.flag("IsMultiRegionTrail", false),
            call.flag("IncludeGlobalServiceEvents", true),
            call.flag("EnableLogFileValidation", false),
            State.STOPPED,
            0,
            0,
            false,
            defaultSelectors(),
            TrailTags.of(call));
    trails.add(trail);
    return TrailDescription.of(trail, names);
  }

  private static ArrayNode defaultSelectors() {
    ArrayNode selectors = JsonNodeFactory.instance.arrayNode();
    ObjectNode all = selectors.addObject().put("ReadWriteType", "All");
    all.put("IncludeManagementEvents", true).putArray("DataResources");
    all.putArray("ExcludeManagementEventSources");
    return selectors;
  }

  ObjectNode update(JsonCall call) {
    TrailDefinition before = names.existing(trails, call.text("Name"));
    rejectUnsupported(call);
    Target target = target(call, before.target());
    buckets.requireDeliverable(target, names.arn(before.name()));
    TrailDefinition after =
        trails.change(
            before.name(),
            it ->
                new TrailDefinition(
                    it.name(),
                    target,
                    call.flag("IsMultiRegionTrail", it.multiRegion()),
                    call.flag("IncludeGlobalServiceEvents", it.globalEvents()),
                    call.flag("EnableLogFileValidation", it.validation()),
                    it.state(),
                    it.started(),
                    it.stopped(),
                    it.advanced(),
                    it.selectors(),
                    it.tags()));
    return TrailDescription.of(after, names);
  }

  ObjectNode delete(JsonCall call) {
    trails.setState(names.existing(trails, call.text("Name")).name(), State.DELETED);
    return JsonCall.newAnswer();
  }

  ObjectNode setState(JsonCall call, State to) {
    trails.setState(names.existing(trails, call.text("Name")).name(), to);
    return JsonCall.newAnswer();
  }

  private static void rejectUnsupported(JsonCall call) {
    for (String name : UNSUPPORTED_TARGETS) {
      if (call.optional(name).filter(it -> !it.isEmpty()).isPresent()) {
        throw TrailErrorCode.NOT_PERMITTED.error(
            "The local cloud's trails deliver to S3 only; remove " + name);
      }
    }
    if (call.flag("IsOrganizationTrail", false)) {
      throw TrailErrorCode.NOT_PERMITTED.error(
          "The local cloud has a single account and no organization trails; remove IsOrganizationTrail");
    }
  }

  private Target target(JsonCall call, Target before) {
    String bucket = call.optional("S3BucketName").orElse(before.bucket());
    if (bucket.length() < 3 || bucket.length() > 63) {
      throw TrailErrorCode.BUCKET_NAME.error(
          "S3BucketName is " + bucket + " and must have 3 to 63 characters");
    }
    String prefix = call.optional("S3KeyPrefix").orElse(before.prefix());
    if (prefix.length() > MAX_PREFIX_LENGTH) {
      throw TrailErrorCode.PREFIX.error(
          "S3KeyPrefix must have at most " + MAX_PREFIX_LENGTH + " characters");
    }
    return new Target(bucket, prefix, key(call.optional("KmsKeyId"), before.kmsKey()));
  }

  /**
   * Returns the ARN of the requested key. An empty value removes the key, and a missing one keeps
   * it.
   */
  private String key(Optional<String> requested, String before) {
    if (requested.isEmpty() || requested.get().isEmpty()) {
      return requested.isEmpty() ? before : "";
    }
    try {
      return keys.existingArn(requested.get());
    } catch (JsonError absent) {
      throw TrailErrorCode.KMS_KEY_NOT_FOUND.error(
          "KMS key " + requested.get() + " was not found in this account and region");
    }
  }
}
