package dev.waybill.aws.canary;

import java.util.List;
import java.util.function.BiPredicate;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;

/**
 * Event selectors of a trail, which decide whether the write of an object is logged.
 *
 * @param basic basic event selectors
 * @param advanced advanced event selectors
 */
record TrailCoverage(List<EventSelector> basic, List<AdvancedEventSelector> advanced) {
  private static final String OBJECTS = "AWS::S3::Object";

  /** Reads the event selectors of a trail. */
  static TrailCoverage of(CloudTrailClient cloudTrail, String trail) {
    GetEventSelectorsResponse response = cloudTrail.getEventSelectors(get -> get.trailName(trail));
    return new TrailCoverage(response.eventSelectors(), response.advancedEventSelectors());
  }

  /** Returns whether a selector logs the write of the object. */
  boolean covers(String bucket, String key) {
    String arn = "arn:aws:s3:::" + bucket + "/" + key;
    return basic.stream().anyMatch(it -> selects(it, arn))
        || advanced.stream().anyMatch(it -> selects(it, arn));
  }

  private static boolean selects(EventSelector selector, String arn) {
    return selector.readWriteType() != ReadWriteType.READ_ONLY
        && selector.dataResources().stream()
            .filter(it -> OBJECTS.equals(it.type()))
            .flatMap(it -> it.values().stream())
            .anyMatch(value -> isAllOfS3(value) || arn.startsWith(value));
  }

  /** The value {@code arn:aws:s3}, in any partition, means every bucket. */
  private static boolean isAllOfS3(String value) {
    return value.matches("arn:[^:]+:s3(:::)?");
  }

  private static boolean selects(AdvancedEventSelector selector, String arn) {
    return selector.fieldSelectors().stream().allMatch(it -> meetsArn(it, arn))
        && selector.fieldSelectors().stream().anyMatch(it -> "resources.type".equals(it.field()));
  }

  /** Returns whether all conditions of a field are met; unknown fields count as met. */
  private static boolean meetsArn(AdvancedFieldSelector field, String arn) {
    return switch (field.field()) {
      case "eventCategory" -> meets(field, "Data");
      case "resources.type" -> meets(field, OBJECTS);
      case "readOnly" -> meets(field, "false");
      case "eventName" -> meets(field, "PutObject");
      case "eventSource" -> meets(field, "s3.amazonaws.com");
      case "resources.ARN" -> meets(field, arn);
      default -> true;
    };
  }

  private static boolean meets(AdvancedFieldSelector field, String value) {
    return any(field.equalsValue(), value, String::equals, true)
        && any(field.startsWith(), value, String::startsWith, true)
        && any(field.endsWith(), value, String::endsWith, true)
        && !any(field.notEquals(), value, String::equals, false)
        && !any(field.notStartsWith(), value, String::startsWith, false)
        && !any(field.notEndsWith(), value, String::endsWith, false);
  }

  private static boolean any(
      List<String> expected, String value, BiPredicate<String, String> matcher, boolean whenEmpty) {
    return expected.isEmpty()
        ? whenEmpty
        : expected.stream().anyMatch(it -> matcher.test(value, it));
  }
}
