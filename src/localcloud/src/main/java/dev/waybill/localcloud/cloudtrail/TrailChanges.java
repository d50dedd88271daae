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

/** CreateTrail, UpdateTrail, DeleteTrail, StartLogging and StopLogging. */
final class TrailChanges {
  private static final List<String> UNDELIVERED =
      List.of("SnsTopicName", "CloudWatchLogsLogGroupArn", "CloudWatchLogsRoleArn");
  private static final int LONGEST_PREFIX = 200;

  private final Trails trails;
  private final TrailNames names;
  private final LogBucket buckets;
  private final TrailKeys keys;

  TrailChanges(Trails trails, TrailNames names, LogBucket buckets, TrailKeys keys) {
    this.trails = trails;
    this.names = names;
    this.buckets = buckets;
    this.keys = keys;
  }

  ObjectNode create(JsonCall call) {
    String name = TrailNames.required(call);
    if (trails.get(name) != null) {
      throw TrailRefusal.TRAIL_ALREADY_EXISTS.because("Trail " + name + " already exists");
    }
    refuseUndelivered(call);
    Target target = target(call, new Target("", "", ""));
    buckets.require(target, names.arn(name));
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
            usualSelectors(),
            TrailTags.of(call));
    trails.add(trail);
    return TrailDescription.of(trail, names);
  }

  private static ArrayNode usualSelectors() {
    ArrayNode selectors = JsonNodeFactory.instance.arrayNode();
    ObjectNode all = selectors.addObject().put("ReadWriteType", "All");
    all.put("IncludeManagementEvents", true).putArray("DataResources");
    all.putArray("ExcludeManagementEventSources");
    return selectors;
  }

  ObjectNode update(JsonCall call) {
    TrailDefinition before = names.existing(trails, call.text("Name"));
    refuseUndelivered(call);
    Target target = target(call, before.target());
    buckets.require(target, names.arn(before.name()));
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
    trails.state(names.existing(trails, call.text("Name")).name(), State.DELETED);
    return JsonCall.newAnswer();
  }

  ObjectNode state(JsonCall call, State to) {
    trails.state(names.existing(trails, call.text("Name")).name(), to);
    return JsonCall.newAnswer();
  }

  private static void refuseUndelivered(JsonCall call) {
    for (String name : UNDELIVERED) {
      if (call.optional(name).filter(it -> !it.isEmpty()).isPresent()) {
        throw TrailRefusal.NOT_PERMITTED.because(
            "The local cloud's trails deliver to S3 only, so leave out " + name);
      }
    }
    if (call.flag("IsOrganizationTrail", false)) {
      throw TrailRefusal.NOT_PERMITTED.because("The local cloud has one account");
    }
  }

  private Target target(JsonCall call, Target before) {
    String bucket = call.optional("S3BucketName").orElse(before.bucket());
    if (bucket.length() < 3 || bucket.length() > 63) {
      throw TrailRefusal.BUCKET_NAME.because("Bucket name " + bucket + " is no bucket's");
    }
    String prefix = call.optional("S3KeyPrefix").orElse(before.prefix());
    if (prefix.length() > LONGEST_PREFIX) {
      throw TrailRefusal.PREFIX.because(
          "S3KeyPrefix has more than " + LONGEST_PREFIX + " characters");
    }
    return new Target(bucket, prefix, key(call.optional("KmsKeyId"), before.kmsKey()));
  }

  /** An empty one takes the key away. */
  private String key(Optional<String> asked, String before) {
    if (asked.isEmpty() || asked.get().isEmpty()) {
      return asked.isEmpty() ? before : "";
    }
    try {
      return keys.existingArn(asked.get());
    } catch (JsonError absent) {
      throw TrailRefusal.KMS_KEY_NOT_FOUND.because(
          "KMS key " + asked.get() + " was not found in this account and region");
    }
  }
}
