package dev.waybill.localcloud.cloudtrail;

import java.util.List;

/**
 * What selectors look at.
 *
 * @param category Management or Data
 * @param source such as {@code s3.amazonaws.com}
 * @param name the action
 * @param readOnly whether it changes nothing
 * @param userArn of who called; empty when nobody signed
 * @param resources what it is about
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

  /** A resource, by its type and its ARN, or the prefix that ARNs of such have. */
  public record Resource(String type, String arn) {}
}
