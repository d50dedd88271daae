package dev.waybill.localcloud.cloudtrail;

import java.util.List;

/**
 * Fields of an event that selectors compare.
 *
 * @param category the category, Management or Data
 * @param source the service, such as {@code s3.amazonaws.com}
 * @param name the name of the action
 * @param readOnly true if the action changes nothing
 * @param userArn the ARN of the caller; empty for an unsigned call
 * @param resources the resources of the call
 */
public record EventFields(
    String category,
    String source,
    String name,
    boolean readOnly,
    String userArn,
    List<Resource> resources) {
  public EventFields {
    resources = List.copyOf(resources);
  }

  /** Resource given by its type and its ARN, or by the prefix of its ARN. */
  public record Resource(String type, String arn) {}
}
